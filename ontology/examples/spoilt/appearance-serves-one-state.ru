# Spoils the good scene: no longer holds that a person or body serves one state in an article.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:country <https://w3id.org/bilateral/id/state/BY>, <https://w3id.org/bilateral/id/state/CN> } }
WHERE { GRAPH ?g { ?n bi:appearanceOf ?actor } }
