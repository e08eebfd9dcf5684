# Spoils the good scene: no longer holds that evidence has a character at least.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:evidence ?run . ?run bi:exact "" } }
WHERE { GRAPH ?g { ?n a bi:Agreement BIND(IRI(CONCAT(STR(?g), "#char=7,7")) AS ?run) } }
