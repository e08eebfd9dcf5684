# Spoils the good scene: no longer holds that what is derived has a source at least.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:sources ?o } }
INSERT { GRAPH ?g { ?n bi:sources 0 } }
WHERE { GRAPH ?g { ?n bi:sources ?o } }
