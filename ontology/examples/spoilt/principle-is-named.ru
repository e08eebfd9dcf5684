# Spoils the good scene: no longer holds that a stated principle names the principle.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:principle ?o } }
WHERE { GRAPH ?g { ?n bi:principle ?o } }
