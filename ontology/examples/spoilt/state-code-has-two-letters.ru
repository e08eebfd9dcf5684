# Spoils the good scene: no longer holds that a state's code has two capital letters.

PREFIX bi: <https://w3id.org/bilateral#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  GRAPH <https://w3id.org/bilateral/id/derived> {
    <https://example.org/other> a bi:State ; skos:prefLabel "Other" ; bi:isoAlpha2 "OTH"
  }
}
