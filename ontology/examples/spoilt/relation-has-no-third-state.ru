# Spoils the good scene: no longer holds that a bilateral relation is between no more than two states.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH ?g { ?n bi:between <https://example.org/other> . <https://example.org/other> a bi:State ; rdfs:label "Other" } }
WHERE { GRAPH ?g { ?n a bi:BilateralRelation } }
