# Spoils the good scene: no longer holds that one rule found a fact.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:rule "another.rule" } }
WHERE { GRAPH ?g { ?n a bi:Agreement } }
