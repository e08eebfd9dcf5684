# Spoils the good scene: no longer holds that a party is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:party <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n a bi:Agreement } }
