# Spoils the good scene: no longer holds that evidence stands in the article of its graph.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:evidence <https://example.org/elsewhere#char=0,4> . <https://example.org/elsewhere#char=0,4> bi:exact "talk" } }
WHERE { GRAPH ?g { ?n a bi:Agreement } }
