# Spoils the good scene: no longer holds that the day of an article is an xsd:date.

PREFIX schema: <https://schema.org/>

DELETE { GRAPH ?g { ?n schema:datePublished ?o } }
INSERT { GRAPH ?g { ?n schema:datePublished "last week" } }
WHERE { GRAPH ?g { ?n schema:datePublished ?o } }
