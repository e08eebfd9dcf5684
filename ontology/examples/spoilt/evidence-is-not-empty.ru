# Spoils the good scene: no longer holds that evidence ends after it begins.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:begin ?b ; bi:end ?e ; bi:exact ?x } }
INSERT { GRAPH ?g { ?n bi:begin 7 ; bi:end 7 ; bi:exact "" } }
WHERE { GRAPH ?g { ?n bi:begin ?b ; bi:end ?e ; bi:exact ?x } }
