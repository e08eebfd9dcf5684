# Spoils the good scene: no longer holds that an event of several reports says why they are one.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:mergeReason ?o } }
WHERE { GRAPH ?g { ?n bi:mergeReason ?o } }
