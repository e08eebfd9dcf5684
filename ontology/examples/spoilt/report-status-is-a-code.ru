# Spoils the good scene: no longer holds that a reported status is in the list of statuses.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:reportedStatus ?o } }
INSERT { GRAPH ?g { ?n bi:reportedStatus <https://w3id.org/bilateral/codes/status/rumoured> } }
WHERE { GRAPH ?g { ?n bi:reportedStatus ?o } }
