# Spoils the good scene: no longer holds that a statement has one speech act.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:speechAct <https://w3id.org/bilateral/codes/act/oppose> } }
WHERE { GRAPH ?g { ?n a bi:Statement } }
