# Spoils the good scene: no longer holds that a derived event says which report settled its status.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:statusFrom ?o } }
WHERE { GRAPH ?g { ?n bi:statusFrom ?o } }
