# Spoils the good scene: no longer holds that who takes part is an actor.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:participant <https://example.org/nobody> } }
WHERE { GRAPH ?g { ?n bi:reportedStatus ?s } }
