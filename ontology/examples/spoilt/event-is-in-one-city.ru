# Spoils the good scene: no longer holds that an event takes place in one city.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH ?g { ?n bi:city <https://example.org/other> . <https://example.org/other> a bi:Place ; rdfs:label "Other" } }
WHERE { GRAPH ?g { ?n bi:city ?p } }
