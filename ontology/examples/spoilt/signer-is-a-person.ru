# Spoils the good scene: no longer holds that who signs an agreement is a person.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:signedBy ?state } }
WHERE { GRAPH ?g { ?n a bi:Agreement ; bi:party ?state } }
