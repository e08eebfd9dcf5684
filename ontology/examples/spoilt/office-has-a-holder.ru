# Spoils the good scene: no longer holds that the holding of an office names who holds it.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:holder ?o } }
WHERE { GRAPH ?g { ?n bi:holder ?o } }
