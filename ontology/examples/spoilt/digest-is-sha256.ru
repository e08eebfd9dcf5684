# Spoils the good scene: no longer holds that a digest has 64 hexadecimal digits.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:textDigest ?o } }
INSERT { GRAPH ?g { ?n bi:textDigest "4f2a" } }
WHERE { GRAPH ?g { ?n bi:textDigest ?o } }
