# Spoils the good scene: no longer holds that an office belongs to an actor.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:officeOf ?o } }
INSERT { GRAPH ?g { ?n bi:officeOf <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n bi:officeOf ?o } }
