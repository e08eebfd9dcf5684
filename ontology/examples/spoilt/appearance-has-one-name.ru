# Spoils the good scene: no longer holds that an actor has one name in an article.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { GRAPH ?g { ?n rdfs:label "Somebody", "Somebody Else" } }
WHERE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
