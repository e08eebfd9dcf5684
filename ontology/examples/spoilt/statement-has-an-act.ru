# Spoils the good scene: no longer holds that a statement has a speech act.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:speechAct ?o } }
WHERE { GRAPH ?g { ?n bi:speechAct ?o } }
