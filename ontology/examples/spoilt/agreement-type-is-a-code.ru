# Spoils the good scene: no longer holds that a type is in the list of agreement types.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:agreementType ?o } }
INSERT { GRAPH ?g { ?n bi:agreementType <https://w3id.org/bilateral/codes/agreement-type/handshake> } }
WHERE { GRAPH ?g { ?n bi:agreementType ?o } }
