# Spoils the good scene: no longer holds that a statement or stated principle takes a stance, be it neutral.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:stance ?o } }
WHERE { GRAPH ?g { ?n bi:stance ?o . ?n a bi:Statement } }
