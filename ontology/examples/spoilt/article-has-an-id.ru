# Spoils the good scene: no longer holds that an article has the id that its source gave it.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:articleId ?o } }
WHERE { GRAPH ?g { ?n bi:articleId ?o } }
