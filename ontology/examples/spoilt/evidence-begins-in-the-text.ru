# Spoils the good scene: no longer holds that evidence begins at 0 or later.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?n bi:begin ?b ; bi:end ?e } }
INSERT { GRAPH ?g { ?n bi:begin -1 ; bi:end ?f } }
WHERE { GRAPH ?g { ?n bi:begin ?b ; bi:end ?e ; bi:exact ?x BIND(STRLEN(?x) - 1 AS ?f) } }
