# Spoils the good scene: no longer holds that the status of a relation names the relation.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:relation ?o } }
WHERE { GRAPH ?g { ?n bi:relation ?o } }
