# Spoils the good scene: no longer holds that a participation names a role.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:role ?o } }
WHERE { GRAPH ?g { ?n bi:role ?o } }
