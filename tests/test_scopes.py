"""Variables that a BIND or FILTER names where they have no value: told with their line, and of no others."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.queries import catalogue
from kg.queries.scopes import unreached

# What stands in the braces of a query, over `<a:s> <a:p> 1 ; <a:q> 2`, and the variable that is told.
MISSED = [
    ("?s <a:p> ?x OPTIONAL { ?s <a:q> ?y BIND(?x AS ?z) }", "?x", "outside"),
    ("?s <a:p> ?x { ?s <a:q> ?y BIND(STR($x) AS ?z) }", "?x", "outside"),
    ("?s <a:p> ?x { BIND(?x AS ?z) } UNION { ?s <a:none> ?z }", "?x", "outside"),
    ("?s <a:p> ?x { SELECT ?s ?z { ?s <a:q> ?y BIND(?x AS ?z) } }", "?x", "outside"),
    ("{ SELECT ?s { ?s <a:p> ?x } } BIND(?s AS ?t) { ?s <a:q> ?y BIND(?t AS ?z) }", "?t", "outside"),
    ("?s <a:p> ?x OPTIONAL { ?s <a:q> ?w { ?s <a:q> ?z FILTER(?x >= ?z) } }", "?x", "outside"),
    ("BIND(?x AS ?z) ?s <a:p> ?x", "?x", "behind"),
    ("?s <a:p> ?x MINUS { ?s <a:q> ?y } BIND(IF(EXISTS { ?s ?p ?y }, ?n, ?n) AS ?z) ?s <a:q> ?n", "?n", "behind"),
]
MET = [
    "?s <a:p> ?x BIND(?x AS ?z)",
    "?s <a:p> ?x OPTIONAL { ?s <a:q> ?z FILTER(?x >= 1) }",
    "?s <a:p> ?x OPTIONAL { FILTER(?x = 1) ?s <a:q> ?z }",
    "{ ?s <a:p> ?x } UNION { ?s <a:none> ?y } BIND(?x AS ?z)",
    "?s <a:p> ?z FILTER NOT EXISTS { ?s <a:none> ?y FILTER(?z > ?y) }",
    "?s <a:p> ?z FILTER(EXISTS { ?s <a:q> ?y BIND(?z AS ?w) FILTER(?w = 1) } && ?z = 1)",
    "VALUES (?x ?y) { (1 2) } VALUES ?w { 1 } BIND(?x + ?y + ?w AS ?z)",
    "{ SELECT (MAX(?x) AS ?m) { ?s <a:p> ?x } GROUP BY ?s HAVING(COUNT(?x) > 0) } BIND(?m AS ?z)",
    "{ SELECT DISTINCT * { ?s <a:p> ?x } } BIND(?x AS ?z)",
    "?s <a:p> ?x { ?s <a:p> ?x BIND(?x AS ?z) }",
    "?s <a:p> ?z FILTER CONTAINS('1 BIND(?w AS ?v) {', STR(?z)) # BIND(?z AS ?v)",
]


def values(pattern: str) -> list[object]:
    store = ox.Store()
    store.update("INSERT DATA { <a:s> <a:p> 1 ; <a:q> 2 }")
    found = store.query(f"SELECT ?z {{ {pattern}\n}}")
    assert isinstance(found, ox.QuerySolutions)
    return [row["z"] for row in found if row["z"] is not None]


@pytest.mark.parametrize(("pattern", "name", "where"), MISSED)
def test_a_variable_that_has_no_value_in_a_test_is_told(pattern: str, name: str, where: str) -> None:
    assert not values(pattern), "the engine finds something"
    told = unreached(f"SELECT ?z {{\n{pattern} }}")
    assert len(told) == 1 and told[0].startswith(f"`{name}` has no value"), told
    assert where in told[0] and "line 2" in told[0] and told[0].isascii()


@pytest.mark.parametrize("pattern", MET)
def test_nothing_is_told_of_one_that_has(pattern: str) -> None:
    assert values(pattern)
    assert unreached(f"SELECT ?z {{ {pattern}\n}}") == []


def test_nothing_is_told_of_our_own_queries() -> None:
    queries = [query.text for query in catalogue()]
    queries += [path.read_text() for path in Path("kg").rglob("*.rq")]
    queries += re.findall(r"```sparql\n(.*?)```", Path("ontology/REFERENCE.md").read_text(), re.DOTALL)
    assert len(queries) > 50
    assert [told for query in queries if (told := unreached(query))] == []
