# Spoils the good scene: no longer holds that a rank is in the list of ranks.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:rank ?o } }
INSERT { GRAPH ?g { ?n bi:rank <https://w3id.org/bilateral/codes/rank/emperor> } }
WHERE { GRAPH ?g { ?n bi:rank ?o } }
