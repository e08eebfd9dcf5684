# Spoils the good scene: no longer holds that a place has a name.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE { GRAPH ?g { ?n rdfs:label ?o } }
WHERE { GRAPH ?g { ?n rdfs:label ?o . ?n a bi:Place } }
