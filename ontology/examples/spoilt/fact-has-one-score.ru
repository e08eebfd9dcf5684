# Spoils the good scene: no longer holds that a fact has one score.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:score 0.5 } }
WHERE { GRAPH ?g { ?n bi:score ?o } }
