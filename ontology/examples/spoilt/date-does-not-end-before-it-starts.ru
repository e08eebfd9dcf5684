# Spoils the good scene: no longer holds that an interval does not end before it starts.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { GRAPH ?g { ?n bi:endDate ?o } }
INSERT { GRAPH ?g { ?n bi:endDate "2000-01-01"^^xsd:date } }
WHERE { GRAPH ?g { ?n bi:endDate ?o . ?n a bi:Meeting } }
