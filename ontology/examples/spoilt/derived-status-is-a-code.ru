# Spoils the good scene: no longer holds that the status that holds is in the list of statuses.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:status ?o } }
INSERT { GRAPH ?g { ?n bi:status <https://w3id.org/bilateral/codes/status/rumoured> } }
WHERE { GRAPH ?g { ?n bi:status ?o } }
