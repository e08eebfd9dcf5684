# Spoils the good scene: no longer holds that a bilateral relation is between states of the article.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE { GRAPH ?g { ?n bi:between ?s } }
INSERT { GRAPH ?g { ?n bi:between <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n bi:between ?s . ?s rdfs:label "Belarus" } }
