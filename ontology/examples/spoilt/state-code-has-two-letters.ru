# Spoils the good scene: no longer holds that a state's code has two capital letters.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH ?g { ?n bi:isoAlpha2 "BLR" } }
WHERE { GRAPH ?g { ?n a bi:State ; rdfs:label ?name } }
