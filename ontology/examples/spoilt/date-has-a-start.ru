# Spoils the good scene: no longer holds that an interval has its first day.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:startDate ?o } }
WHERE { GRAPH ?g { ?n bi:startDate ?o . ?n a bi:Meeting } }
