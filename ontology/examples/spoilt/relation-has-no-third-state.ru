# Spoils the good scene: no longer holds that a bilateral relation is between no more than two states.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH ?g { ?n bi:between <https://example.org/other> . <https://example.org/other> a bi:State ; skos:prefLabel "Other" } }
WHERE { GRAPH ?g { ?n a bi:BilateralRelation } }
