# Spoils the good scene: no longer holds that a score is at most 1.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:score ?o } }
INSERT { GRAPH ?g { ?n bi:score 1.5 } }
WHERE { GRAPH ?g { ?n bi:score ?o } }
