# Spoils the good scene: no longer holds that evidence holds the exact words.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:exact ?o } }
WHERE { GRAPH ?g { ?n bi:exact ?o } }
