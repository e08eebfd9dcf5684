# Spoils the good scene: no longer holds that a bilateral relation is between states.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:between <https://w3id.org/bilateral/id/state/BY> } }
INSERT { GRAPH ?g { ?n bi:between <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n a bi:BilateralRelation ; bi:between <https://w3id.org/bilateral/id/state/BY> } }
