# Spoils the good scene: no longer holds that evidence holds one run of words.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:exact ?y } }
WHERE { GRAPH ?g { ?n bi:exact ?x BIND(REPLACE(?x, "^.", "X", "s") AS ?y) FILTER(?x != ?y) } }
