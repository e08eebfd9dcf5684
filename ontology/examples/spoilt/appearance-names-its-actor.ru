# Spoils the good scene: no longer holds that an appearance is of an actor.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
WHERE { GRAPH ?g { ?n bi:appearanceOf ?actor ; bi:countryBasis ?basis } }
