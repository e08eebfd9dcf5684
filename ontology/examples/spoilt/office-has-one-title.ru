# Spoils the good scene: no longer holds that an office has one title, and others beside it.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT { GRAPH ?g { ?n skos:prefLabel "Chair" } }
WHERE { GRAPH ?g { ?n a bi:Office } }
