# Spoils the good scene: no longer holds that evidence says where it begins.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:begin ?o } }
WHERE { GRAPH ?g { ?n bi:begin ?o } }
