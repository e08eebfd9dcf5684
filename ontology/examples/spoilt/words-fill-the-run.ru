# Spoils the good scene: no longer holds that the words are as long as the run that their IRI names.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:exact ?o } }
INSERT { GRAPH ?g { ?n bi:exact "another wording than the article has" } }
WHERE { GRAPH ?g { ?n bi:exact ?o } }
