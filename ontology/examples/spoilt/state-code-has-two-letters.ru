# Spoils the good scene: no longer holds that a state's code has two capital letters.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:isoAlpha2 ?o } }
INSERT { GRAPH ?g { ?n bi:isoAlpha2 "BLR" } }
WHERE { GRAPH ?g { ?n bi:isoAlpha2 ?o . ?n a bi:State } }
