# Spoils the good scene: no longer holds that a first day is an xsd:date.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { GRAPH ?g { ?n bi:startDate ?o } }
INSERT { GRAPH ?g { ?n bi:startDate "2024"^^xsd:gYear } }
WHERE { GRAPH ?g { ?n bi:startDate ?o . ?n a bi:Meeting } }
