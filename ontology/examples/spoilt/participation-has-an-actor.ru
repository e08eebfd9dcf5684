# Spoils the good scene: no longer holds that a participation names who takes part.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:actor ?o } }
WHERE { GRAPH ?g { ?n bi:actor ?o } }
