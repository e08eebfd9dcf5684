# Spoils the good scene: no longer holds that one report settled the status of a derived event.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:statusFrom ?r } }
WHERE { GRAPH ?g { ?n bi:statusFrom ?s ; bi:reportedBy ?r FILTER(?r != ?s) } }
