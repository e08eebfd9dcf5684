# Spoils the good scene: no longer holds that a fact has evidence.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:evidence ?o } }
WHERE { GRAPH ?g { ?n bi:evidence ?o . ?n a bi:Agreement } }
