# Spoils the good scene: no longer holds that who states a principle is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:speaker <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n a bi:StatedPrinciple } }
