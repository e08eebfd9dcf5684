# Spoils the good scene: no longer holds that a last day is an xsd:date.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { GRAPH ?g { ?n bi:endDate ?o } }
INSERT { GRAPH ?g { ?n bi:endDate "2024"^^xsd:gYear } }
WHERE { GRAPH ?g { ?n bi:endDate ?o . ?n a bi:Meeting } }
