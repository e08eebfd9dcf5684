# Spoils the good scene: no longer holds that an agreement has one type.

PREFIX bi: <https://w3id.org/bilateral#>

INSERT { GRAPH ?g { ?n bi:agreementType <https://w3id.org/bilateral/codes/agreement-type/treaty> } }
WHERE { GRAPH ?g { ?n a bi:Agreement } }
