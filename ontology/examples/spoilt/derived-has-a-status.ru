# Spoils the good scene: no longer holds that a derived event has the status that holds.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:status ?o } }
WHERE { GRAPH ?g { ?n bi:status ?o } }
