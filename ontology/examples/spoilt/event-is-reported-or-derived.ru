# Spoils the good scene: no longer holds that an event is a report with its status, or derived from reports.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:reportedStatus ?o } }
WHERE { GRAPH ?g { ?n bi:reportedStatus ?o } }
