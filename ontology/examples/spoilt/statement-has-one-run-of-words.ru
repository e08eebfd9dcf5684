# Spoils the good scene: no longer holds that a statement's words are one run.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:evidence ?other } }
WHERE { GRAPH ?g { ?n a bi:Statement ; bi:evidence ?own . ?other bi:exact ?words FILTER(?other != ?own) } }
