# Spoils the good scene: no longer holds that a stance is in the list of stances.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:stance ?o } }
INSERT { GRAPH ?g { ?n bi:stance <https://w3id.org/bilateral/codes/stance/amused> } }
WHERE { GRAPH ?g { ?n bi:stance ?o . ?n a bi:Statement } }
