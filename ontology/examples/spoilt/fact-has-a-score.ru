# Spoils the good scene: no longer holds that a fact has a score.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:score ?o } }
WHERE { GRAPH ?g { ?n bi:score ?o . ?n a bi:Agreement } }
