# Spoils the good scene: no longer holds that a basis is in the list of date bases.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:dateBasis ?o } }
INSERT { GRAPH ?g { ?n bi:dateBasis <https://w3id.org/bilateral/codes/date-basis/guess> } }
WHERE { GRAPH ?g { ?n bi:dateBasis ?o . ?n a bi:Meeting } }
