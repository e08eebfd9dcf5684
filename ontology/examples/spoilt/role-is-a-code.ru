# Spoils the good scene: no longer holds that a role is in the list of roles.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:role ?o } }
INSERT { GRAPH ?g { ?n bi:role <https://w3id.org/bilateral/codes/role/spectator> } }
WHERE { GRAPH ?g { ?n bi:role ?o } }
