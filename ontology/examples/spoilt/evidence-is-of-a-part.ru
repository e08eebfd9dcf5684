# Spoils the good scene: no longer holds that evidence stands in text or title.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:part ?o } }
INSERT { GRAPH ?g { ?n bi:part "caption" } }
WHERE { GRAPH ?g { ?n bi:part ?o } }
