# Spoils the good scene: no longer holds that an agreement has a stage.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:stage ?o } }
WHERE { GRAPH ?g { ?n bi:stage ?o } }
