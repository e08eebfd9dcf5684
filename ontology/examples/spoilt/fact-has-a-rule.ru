# Spoils the good scene: no longer holds that a fact names the rule that found it.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:rule ?o } }
WHERE { GRAPH ?g { ?n bi:rule ?o . ?n a bi:Agreement } }
