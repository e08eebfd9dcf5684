# Spoils the good scene: no longer holds that a city is a place.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:city ?o } }
INSERT { GRAPH ?g { ?n bi:city <https://example.org/nowhere> } }
WHERE { GRAPH ?g { ?n bi:city ?o . ?n a bi:Meeting } }
