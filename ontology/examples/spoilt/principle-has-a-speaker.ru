# Spoils the good scene: no longer holds that a stated principle has a speaker.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:speaker ?o } }
WHERE { GRAPH ?g { ?n bi:speaker ?o . ?n a bi:StatedPrinciple } }
