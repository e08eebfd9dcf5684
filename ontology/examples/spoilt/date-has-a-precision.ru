# Spoils the good scene: no longer holds that a date says how exact it is.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:datePrecision ?o } }
WHERE { GRAPH ?g { ?n bi:datePrecision ?o . ?n a bi:Meeting } }
