# Spoils the good scene: no longer holds that a stated principle names one principle.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:principle <https://w3id.org/bilateral/codes/principle/democracy> } }
WHERE { GRAPH ?g { ?n a bi:StatedPrinciple } }
