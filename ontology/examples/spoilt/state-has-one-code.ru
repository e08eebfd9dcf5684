# Spoils the good scene: no longer holds that a state has one code.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:isoAlpha2 "ZZ" } }
WHERE { GRAPH ?g { ?n a bi:State } }
