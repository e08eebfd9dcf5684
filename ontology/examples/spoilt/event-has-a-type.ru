# Spoils the good scene: no longer holds that an event has a type.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:eventType ?o } }
WHERE { GRAPH ?g { ?n bi:eventType ?o . ?n a bi:Meeting } }
