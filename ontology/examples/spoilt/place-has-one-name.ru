# Spoils the good scene: no longer holds that a place has one name, and others beside it.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH ?g { ?n skos:prefLabel "Elsewhere" } }
WHERE { GRAPH ?g { ?n a bi:Place } }
