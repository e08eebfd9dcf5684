# Spoils the good scene: no longer holds that a known agreement is named by an article.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:namedBy ?o } }
WHERE { GRAPH ?g { ?n bi:namedBy ?o } }
