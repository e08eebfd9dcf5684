# Spoils the good scene: no longer holds that who appears is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
INSERT { GRAPH ?g { ?n bi:appearanceOf <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
