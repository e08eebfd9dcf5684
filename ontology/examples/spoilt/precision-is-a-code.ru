# Spoils the good scene: no longer holds that a precision is in the list of date precisions.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:datePrecision ?o } }
INSERT { GRAPH ?g { ?n bi:datePrecision <https://w3id.org/bilateral/codes/date-precision/decade> } }
WHERE { GRAPH ?g { ?n bi:datePrecision ?o . ?n a bi:Meeting } }
