# Spoils the good scene: no longer holds that a person holds an office.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:holder ?o } }
INSERT { GRAPH ?g { ?n bi:holder <https://w3id.org/bilateral/id/state/BY> } }
WHERE { GRAPH ?g { ?n bi:holder ?o } }
