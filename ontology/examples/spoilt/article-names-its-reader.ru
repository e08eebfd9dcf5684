# Spoils the good scene: no longer holds that an article names the reader that found its facts.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:reader ?o } }
WHERE { GRAPH ?g { ?n bi:reader ?o } }
