# Spoils the good scene: no longer holds that a report gives one status.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:reportedStatus <https://w3id.org/bilateral/codes/status/planned> } }
WHERE { GRAPH ?g { ?n bi:reportedStatus <https://w3id.org/bilateral/codes/status/held> } }
