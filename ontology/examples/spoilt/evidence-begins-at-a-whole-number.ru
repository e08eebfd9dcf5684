# Spoils the good scene: no longer holds that evidence begins at a count of code points.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { GRAPH ?g { ?n bi:begin 0 } }
INSERT { GRAPH ?g { ?n bi:begin "0.0"^^xsd:decimal } }
WHERE { GRAPH ?g { ?n bi:begin 0 } }
