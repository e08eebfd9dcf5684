# Spoils the good scene: no longer holds that an event's type is in the list of event types.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:eventType ?o } }
INSERT { GRAPH ?g { ?n bi:eventType <https://w3id.org/bilateral/codes/event-type/picnic> } }
WHERE { GRAPH ?g { ?n bi:eventType ?o . ?n a bi:Meeting } }
