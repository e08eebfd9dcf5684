# Spoils the good scene: no longer holds that a name is of one person.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:samePersonAs <https://example.org/another> } }
WHERE { GRAPH ?g { ?n bi:samePersonAs ?o } }
