# Spoils the good scene: no longer holds that the holding of an office words it as its article does.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:inOffice ?o } }
WHERE { GRAPH ?g { ?n bi:inOffice ?o . ?n a bi:OfficeHolding } }
