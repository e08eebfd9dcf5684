# Spoils the good scene: no longer holds that an office has its title.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { GRAPH ?g { ?n skos:prefLabel ?o } }
WHERE { GRAPH ?g { ?n skos:prefLabel ?o . ?n a bi:Office } }
