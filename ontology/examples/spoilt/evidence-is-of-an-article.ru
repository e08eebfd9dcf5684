# Spoils the good scene: no longer holds that the source of evidence is the article of its graph.

PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE { GRAPH ?g { ?n oa:hasSource ?o } }
INSERT { GRAPH ?g { ?n oa:hasSource <https://example.org/elsewhere> } }
WHERE { GRAPH ?g { ?n oa:hasSource ?o } }
