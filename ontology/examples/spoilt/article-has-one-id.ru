# Spoils the good scene: no longer holds that an article has one id.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:articleId "another" } }
WHERE { GRAPH ?g { ?n a bi:Article } }
