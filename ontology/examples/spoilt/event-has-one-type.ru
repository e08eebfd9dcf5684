# Spoils the good scene: no longer holds that an event has one type.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:eventType <https://w3id.org/bilateral/codes/event-type/talks> } }
WHERE { GRAPH ?g { ?n bi:reportedStatus ?s ; a bi:Meeting } }
