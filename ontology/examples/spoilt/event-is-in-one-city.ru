# Spoils the good scene: no longer holds that an event takes place in one city.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH ?g { ?n bi:city <https://example.org/other> . <https://example.org/other> a bi:Place ; skos:prefLabel "Other" } }
WHERE { GRAPH ?g { ?n bi:city ?p } }
