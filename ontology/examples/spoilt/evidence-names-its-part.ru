# Spoils the good scene: no longer holds that evidence names the part it stands in.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:part ?o } }
WHERE { GRAPH ?g { ?n bi:part ?o } }
