# Spoils the good scene: no longer holds that whom a speaker speaks for is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:onBehalfOf <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n a bi:Statement } }
