# Spoils the good scene: no longer holds that evidence names its article.

PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE { GRAPH ?g { ?n oa:hasSource ?o } }
WHERE { GRAPH ?g { ?n oa:hasSource ?o } }
