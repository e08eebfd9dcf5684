# Spoils the good scene: no longer holds that a score is above 0.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:score ?o } }
INSERT { GRAPH ?g { ?n bi:score 0.0 } }
WHERE { GRAPH ?g { ?n bi:score ?o } }
