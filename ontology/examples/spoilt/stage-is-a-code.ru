# Spoils the good scene: no longer holds that a stage is in the list of stages.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:stage ?o } }
INSERT { GRAPH ?g { ?n bi:stage <https://w3id.org/bilateral/codes/agreement-stage/forgotten> } }
WHERE { GRAPH ?g { ?n bi:stage ?o } }
