# Spoils the good scene: no longer holds that an interval has one first day.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { GRAPH ?g { ?n bi:startDate "2000-01-01"^^xsd:date } }
WHERE { GRAPH ?g { ?n a bi:Meeting } }
