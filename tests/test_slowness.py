"""A query that took too long is told what in it is likely to be slow."""

from __future__ import annotations

import pytest

from kg.queries import Query, catalogue
from kg.queries.slowness import GENERAL, likely
from kg.store.tokens import form

SLOW = [
    ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "Nothing joins `?a` with `?d`"),
    ("SELECT * { ?m a bi:Meeting ; bi:participant ?p . OPTIONAL { ?x bi:outlet ?o } }", "Nothing joins `?m` with `?o`"),
    ("SELECT * { GRAPH ?g { ?m bi:place ?p . ?a bi:outlet ?o } }", GENERAL),
    ("SELECT ?l { OPTIONAL { ?m bi:place ?p } ?m rdfs:label ?l }", "OPTIONAL stands first"),
    ('SELECT ?x { ?x rdfs:label ?l FILTER(REGEX(?l, "trade", "i")) }', "REGEX looks into every text"),
    ('SELECT ?x { ?x rdfs:label ?l FILTER(contains(?l, "trade")) }', "`FILTER(bi:matches("),
    ("SELECT * { ?x skos:broader+ ?y }", "`skos:broader+` is walked from everything"),
    ("SELECT * { ?x ?p ?y } ORDER BY ?y LIMIT 10", "ORDER BY waits for every row"),
    ("SELECT * { ?x ?p ?y }", GENERAL),
    ("SELECT * { ?a bi:x ?n . ?b bi:y ?m . FILTER(?n = ?m) }", GENERAL),
    ("SELECT * { { ?a bi:x ?n } UNION { ?b bi:y ?m } }", GENERAL),
    ('SELECT ?x { ?x rdfs:label "ORDER BY { OPTIONAL" }', GENERAL),
    ("SELECT * { bi:Meeting rdfs:subClassOf+ ?y }", GENERAL),
]


@pytest.mark.parametrize(("query", "told"), SLOW)
def test_what_is_likely_slow_is_named(query: str, told: str) -> None:
    assert form(query)
    assert told in likely(query)


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_no_question_of_the_library_is_taken_for_one_whose_patterns_do_not_meet(query: Query) -> None:
    assert "Nothing joins" not in likely(query.text)
