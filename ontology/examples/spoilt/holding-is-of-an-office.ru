# Spoils the good scene: no longer holds that what is held is an office.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:office ?o } }
INSERT { GRAPH ?g { ?n bi:office <https://example.org/chair> } }
WHERE { GRAPH ?g { ?n bi:office ?o } }
