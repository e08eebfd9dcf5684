# Spoils the good scene: no longer holds that an agreement has a type.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:agreementType ?o } }
WHERE { GRAPH ?g { ?n bi:agreementType ?o } }
