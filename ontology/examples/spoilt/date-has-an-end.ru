# Spoils the good scene: no longer holds that an interval has its last day.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:endDate ?o } }
WHERE { GRAPH ?g { ?n bi:endDate ?o . ?n a bi:Meeting } }
