# Spoils the good scene: no longer holds that a stage that was reached is in the list of stages.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:reachedStage ?o } }
INSERT { GRAPH ?g { ?n bi:reachedStage <https://w3id.org/bilateral/codes/status/held> } }
WHERE { GRAPH ?g { ?n bi:reachedStage ?o } }
