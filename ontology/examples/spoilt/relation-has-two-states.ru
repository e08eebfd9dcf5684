# Spoils the good scene: no longer holds that a bilateral relation is between two states.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:between ?s } }
WHERE { GRAPH ?g { ?n bi:between ?s . ?s bi:isoAlpha2 "BY" } }
