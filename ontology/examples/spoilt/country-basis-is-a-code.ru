# Spoils the good scene: no longer holds that a country basis is in the list of country bases.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:countryBasis <https://w3id.org/bilateral/codes/country-basis/guess> } }
WHERE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
