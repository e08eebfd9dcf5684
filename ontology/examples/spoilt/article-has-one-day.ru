# Spoils the good scene: no longer holds that an article was published on one day.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { GRAPH ?g { ?n schema:datePublished "2020-01-01"^^xsd:date } }
WHERE { GRAPH ?g { ?n a bi:Article } }
