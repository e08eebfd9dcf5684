# Spoils the good scene: no longer holds that a principle is in the scheme of principles.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:principle ?o } }
INSERT { GRAPH ?g { ?n bi:principle <https://w3id.org/bilateral/codes/principle/punctuality> } }
WHERE { GRAPH ?g { ?n bi:principle ?o } }
