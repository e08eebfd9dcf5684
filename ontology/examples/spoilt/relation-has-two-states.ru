# Spoils the good scene: no longer holds that a bilateral relation is between two states.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:between <https://w3id.org/bilateral/id/state/BY> } }
WHERE { GRAPH ?g { ?n a bi:BilateralRelation ; bi:between <https://w3id.org/bilateral/id/state/BY> } }
