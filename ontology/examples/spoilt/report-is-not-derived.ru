# Spoils the good scene: no longer holds that a report has no status after all reports.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:status <https://w3id.org/bilateral/codes/status/held> } }
WHERE { GRAPH ?g { ?n bi:reportedStatus ?s } }
