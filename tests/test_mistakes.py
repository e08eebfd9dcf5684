"""Common mistakes in a query: each is told at its place, in one sentence that says what to write."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.queries.habits import SLIPS
from kg.queries.mistakes import Mistake, explain
from kg.store import PREFIXES

# The query, the sign at which the mistake is told (its first place; "" the end), words of the sentence, what to write.
MISTAKES = [
    ("SELECT * { ?s foaf:name ?o }", "foaf:", "unknown: add", "PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    ("SELECT * { ?s mine:name ?o }", "mine:", "Known without that: bi:", ""),
    ("SELEC ?x { ?x ?y ?z }", "SELEC", "did you mean `SELECT`?", "SELECT"),
    ("FIND ?x { ?x ?y ?z }", "FIND", "begin with SELECT", ""),
    ("SELECT ?x { ?x ?y ?z FILTR(?z > 1) }", "FILTR", "Did you mean `FILTER`?", "FILTER"),
    ("SELECT ?x { ?x ?y ?z FILTER(containz(?z, 'a')) }", "containz", "no function of SPARQL", "CONTAINS"),
    ("SELECT name { ?x bi:name ?name }", "name", "A variable begins with `?`", "?"),
    ("SELECT ?x { ?x ?y ?z ", "", "`{` of line 1, column 11 is never closed", "}"),
    ("SELECT ?x { ?x ?y ?z }}", None, "closes nothing", "{"),
    ("SELECT (COUNT(?x AS ?n) { ?x ?y ?z }", None, "never closed", ")"),
    ("SELECT ?x { ?x ?y 'open }", "'open", "no end on its line", ""),
    ("SELECT ?x { ?x ?y }", "}", "comes too early", ""),
    ("SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z } GROUP BY ?y", None, "neither in GROUP BY", ""),
    ("SELECT ?x (YEAR(?z) AS ?a) { ?x ?y ?z } GROUP BY ?x (YEAR(?z))", "(YEAR(?z))", "`?z`, has no name: name it", ""),
    ("SELECT (YEAR(?z) AS ?a) { ?x ?y ?z } GROUP BY MONTH(?z)", "MONTH(?z)", "`GROUP BY (… AS ?name)`", ""),
    ("SELECT ?x ?z { ?x ?y ?z } GROUP BY ?x (YEAR(?z) AS ?a)", None, "neither in GROUP BY", ""),
    ("INSERT DATA { <a:b> <a:c> 1 }", "INSERT", "begins an update", ""),
    ("", "", "The query is empty", ""),
    ("@prefix foaf: <http://xmlns.com/foaf/0.1/> . SELECT * { ?s foaf:name ?o }", "@prefix", "without `@`", "PREFIX"),
    ("PREFIX foaf: <http://xmlns.com/foaf/0.1/> . SELECT * { ?s foaf:name ?o }", ". SELECT", "neither a dot", ""),
    ("PREFIX foaf <http://xmlns.com/foaf/0.1/> SELECT * { ?s foaf:name ?o }", "foaf", "ends with a colon", ""),
    ("SELECT * { ?s ?p <http://example.org/a b> }", "<http", "`%20`", ""),
    ("SELECT * { ?s ?p http://example.org/x }", "http:", "angle brackets", ""),
    ("SELECT * { ?s rdfs:label “China” }", "“", "Typographic quotes", '"'),
    ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", "==", "one sign", "="),
    ("SELECT * { ?s ?p ?o FILTER(?o <> 1) }", "<>", "`!=`", "!="),
    ("SELECT * { ?s ?p ?o FILTER(?o > 1 and ?o < 9) }", "and", "`&&`", "&&"),
    ("SELECT * { ?s ?p ?o FILTER(?o < 1 or ?o > 9) }", "or", "`||`", "||"),
    ("SELECT * { ?s ?p ?o FILTER(?o > 1 & ?o < 9) }", "&", "`&&`", "&&"),
    ("SELECT * { ?s ?p ?o FILTER(?o < 1 | ?o > 9) }", "| ", "`||`", "||"),
    ("SELECT * { ?s ?p ?o FILTER(?o LIKE '%China%') }", "LIKE", "CONTAINS(text, part)", "CONTAINS"),
    ("SELECT * { ?s ?p ?o FILTER(?o IS NOT NULL) }", "IS", "BOUND(?x)", "BOUND"),
    ("SELECT COUNT(?x) AS ?n { ?x ?y ?z }", "COUNT", "in parentheses with a name", ""),
    ("SELECT ?y COUNT(*) { ?x ?y ?z } GROUP BY ?y", "COUNT", "in parentheses with a name", ""),
    ("SELECT ?x, ?y { ?x ?y ?z }", ", ", "not commas", ""),
    ("SELECT WHERE { ?x ?y ?z }", "WHERE", "`*` for all", "*"),
    ("SELECT * { ?x ?y ?z } GROUP BY ?x", "*", "With GROUP BY", ""),
    ("SELECT * { ?x ?y ?z FILTER ?z > 1 }", "FILTER", "in parentheses", ""),
    ("SELECT * { ?x ?y ?z BIND(?z + 1) }", "BIND", "AS ?name", ""),
    ("SELECT * { ?x ?y ?z OPTIONAL ?x bi:name ?n }", "OPTIONAL", "in braces", ""),
    ("SELECT * { ?x ?y ?z . NOT EXISTS { ?x a ?z } }", "NOT", "FILTER NOT EXISTS", "FILTER"),
    ("SELECT ?y (COUNT(*) AS ?n) { ?x ?y ?z } GROUP ?y", "GROUP", "followed by BY", ""),
    ("SELECT * { ?x ?y ?z } ORDER BY DESC ?z", "DESC", "`DESC(?x)`", ""),
    ("SELECT * { ?x ?y ?z } LIMIT 5 ORDER BY ?x", "LIMIT", "come last", ""),
    ("SELECT ?y { ?x ?y ?z } ORDER BY ?y GROUP BY ?y", "ORDER", "GROUP BY comes before", ""),
    ("SELECT ?y { ?x ?y ?z } HAVING(COUNT(*) > 1) GROUP BY ?y", "HAVING", "GROUP BY comes before", ""),
    ("SELECT * { ?x ?y ?z } LIMIT ten", "LIMIT", "whole number", ""),
    ("SELECT name FROM meetings WHERE year = 2024", "FROM", "its IRI", ""),
    ("SELECT * { ?x bi:startDate 2024-01-31 }", "2024", '"2024-01-31"^^xsd:date', ""),
    ("SELECT * { ?x a bi:Meeting ?x bi:place ?p }", "?x bi:place", "A dot is missing", "."),
    ("SELECT * { ?x ?y ?z } ;", ";", "no semicolon", ""),
    ("SELECT ?x ?y ?z", "", "in braces", ""),
]


def told(query: str) -> Mistake:
    with pytest.raises(SyntaxError) as refused:
        ox.Store().query(query, prefixes=dict(PREFIXES), base_iri="http://base/")
    return explain(query, str(refused.value))


def test_there_are_more_than_thirty() -> None:
    assert len(MISTAKES) > 30


@pytest.mark.parametrize(("query", "sign", "words", "instead"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_a_common_mistake_gets_one_sentence_that_helps(query: str, sign: str | None, words: str, instead: str) -> None:
    found = told(query)
    assert words in found.sentence
    assert found.suggestion == instead
    assert found.sentence.count("\n") == 0 and found.sentence.endswith((".", "?", "`"))
    if sign is not None:
        assert (found.line, found.column - 1) == (1, query.index(sign) if sign else len(query.rstrip()))


def test_every_slip_is_met_by_one_of_the_mistakes() -> None:
    sentences = {told(query).sentence for query, *_ in MISTAKES}
    for slip in SLIPS:
        assert slip.sentence in sentences, slip.sentence
