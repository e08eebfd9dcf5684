# Spoils the good scene: no longer holds that a person or body serves one state.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:country <https://w3id.org/bilateral/id/state/ZZ> } }
WHERE { GRAPH ?g { ?n a bi:Person } }
