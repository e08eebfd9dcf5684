# Spoils the good scene: no longer holds that an agreement has one stage in an article.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:stage <https://w3id.org/bilateral/codes/agreement-stage/ended> } }
WHERE { GRAPH ?g { ?n a bi:Agreement } }
