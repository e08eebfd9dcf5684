# Spoils the good scene: no longer holds that a derived event has one status.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:status <https://w3id.org/bilateral/codes/status/cancelled> } }
WHERE { GRAPH ?g { ?n bi:statusFrom ?r } }
