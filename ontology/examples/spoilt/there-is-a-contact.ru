# Spoils the good scene: no longer holds that a count of contacts counts at least one.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:contacts ?o } }
INSERT { GRAPH ?g { ?n bi:contacts 0 } }
WHERE { GRAPH ?g { ?n bi:contacts ?o } }
