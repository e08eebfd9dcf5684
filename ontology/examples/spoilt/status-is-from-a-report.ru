# Spoils the good scene: no longer holds that the status comes from one of the event's reports.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:statusFrom ?o } }
INSERT { GRAPH ?g { ?n bi:statusFrom <https://example.org/hearsay> } }
WHERE { GRAPH ?g { ?n bi:statusFrom ?o } }
