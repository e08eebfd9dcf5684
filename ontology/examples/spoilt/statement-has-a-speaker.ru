# Spoils the good scene: no longer holds that a statement has a speaker.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:speaker ?o } }
WHERE { GRAPH ?g { ?n bi:speaker ?o . ?n a bi:Statement } }
