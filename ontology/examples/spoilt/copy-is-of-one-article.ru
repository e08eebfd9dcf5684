# Spoils the good scene: no longer holds that a text is a copy of the one that was published first.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:copyOf <https://example.org/another> } }
WHERE { GRAPH ?g { ?n bi:copyOf ?o } }
