# Spoils the good scene: no longer holds that an article names the version of rules and lexicon.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:readerVersion ?o } }
WHERE { GRAPH ?g { ?n bi:readerVersion ?o } }
