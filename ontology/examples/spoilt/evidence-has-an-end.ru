# Spoils the good scene: no longer holds that evidence says where it ends.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:end ?o } }
WHERE { GRAPH ?g { ?n bi:end ?o } }
