# Spoils the good scene: no longer holds that an addressee is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:addressee <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n a bi:Statement } }
