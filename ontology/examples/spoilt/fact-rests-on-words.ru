# Spoils the good scene: no longer holds that what a fact rests on is a run of characters.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:evidence ?o } }
INSERT { GRAPH ?g { ?n bi:evidence ?run . ?run bi:exact "hearsay" } }
WHERE { GRAPH ?g { ?n bi:evidence ?o . ?n a bi:Agreement BIND(IRI(CONCAT(STR(?g), "#hearsay")) AS ?run) } }
