# Spoils the good scene: no longer holds that a place has one name in an article.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH ?g { ?n rdfs:label "Elsewhere" } }
WHERE { GRAPH ?g { ?n a bi:Place } }
