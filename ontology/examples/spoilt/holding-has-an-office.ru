# Spoils the good scene: no longer holds that the holding of an office names the office.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:office ?o } }
WHERE { GRAPH ?g { ?n bi:office ?o } }
