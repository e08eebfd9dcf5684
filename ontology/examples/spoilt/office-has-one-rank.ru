# Spoils the good scene: no longer holds that an office has one rank.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:rank <https://w3id.org/bilateral/codes/rank/envoy> } }
WHERE { GRAPH ?g { ?n a bi:Office } }
