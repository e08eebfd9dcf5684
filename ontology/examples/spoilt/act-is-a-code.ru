# Spoils the good scene: no longer holds that a speech act is in the list of acts.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:speechAct ?o } }
INSERT { GRAPH ?g { ?n bi:speechAct <https://w3id.org/bilateral/codes/act/sing> } }
WHERE { GRAPH ?g { ?n bi:speechAct ?o } }
