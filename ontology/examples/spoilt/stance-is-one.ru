# Spoils the good scene: no longer holds that a statement or stated principle takes one stance.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:stance <https://w3id.org/bilateral/codes/stance/oppose> } }
WHERE { GRAPH ?g { ?n a bi:Statement } }
