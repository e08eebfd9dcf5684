# Spoils the good scene: no longer holds that a date has one precision.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:datePrecision <https://w3id.org/bilateral/codes/date-precision/year> } }
WHERE { GRAPH ?g { ?n a bi:Meeting } }
