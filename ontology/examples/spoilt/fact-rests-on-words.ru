# Spoils the good scene: no longer holds that what a fact rests on is evidence.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:evidence ?o } }
INSERT { GRAPH ?g { ?n bi:evidence <https://example.org/hearsay> } }
WHERE { GRAPH ?g { ?n bi:evidence ?o . ?n a bi:Agreement } }
