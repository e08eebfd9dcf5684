# Spoils the good scene: no longer holds that a digest of words has 64 hexadecimal digits.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:exactDigest ?o } }
INSERT { GRAPH ?g { ?n bi:exactDigest "9F86" } }
WHERE { GRAPH ?g { ?n bi:exactDigest ?o } }
