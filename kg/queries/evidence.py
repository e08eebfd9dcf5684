"""An answer with its evidence: beside each row the words of the articles that it rests on.

A row's facts are the IRIs that stand in it. Where a question counts, its file marks the variable that is counted
(`# evidence: ?meeting` behind the last column): then every counted thing is a fact of the row, not only the example
that the row shows.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.queries.answers import BODY, Asked, Table, Term, ask, run, with_parameters
from kg.queries.catalogue import Query

COLUMNS = tuple(f"evidence_{name}" for name in "quote article outlet published part begin end fact".split())
"""What stands behind the question's own columns: a run of words, its article and place, and the fact that it says."""

_MARK = re.compile(r"# evidence: \?(\w+)[ \t]*$", re.MULTILINE)
_ALL = "evidence"
_AT_ONCE = 500
_SENTENCES = """
SELECT DISTINCT ?asked ?quote ?article ?outlet ?published ?part ?begin ?end ?fact WHERE {
  VALUES ?asked { %s }
  ?asked bi:reportedBy? ?fact .
  GRAPH ?g {
    ?fact bi:rule ?rule ; bi:evidence ?words .
    ?words bi:exact ?quote .
    BIND(STRAFTER(STR(?words), "#") AS ?run)
    BIND(IF(STRSTARTS(?run, "title"), "title", "text") AS ?part)
    BIND(xsd:integer(STRBEFORE(STRAFTER(?run, "="), ",")) AS ?begin)
    BIND(xsd:integer(STRAFTER(?run, ",")) AS ?end)
    ?g bi:articleId ?article .
    OPTIONAL { ?g bi:outlet ?outlet }
    OPTIONAL { ?g <https://schema.org/datePublished> ?published }
  }
}
ORDER BY ?published ?article ?fact DESC(?part) ?begin
"""

Row = tuple[Term | None, ...]


def with_evidence(graph: Asked | ox.Store, query: str | Query, parameters: Mapping[str, str] | None = None) -> Table:
    """The answer of `run` with the columns `COLUMNS` behind it: a row for each run of words behind a row.

    Offsets count code points of the article's part, end exclusive. A row in which no fact stands keeps empty columns.
    Raises as `run` does.
    """
    plain = run(graph, query, parameters)
    if plain.yes is not None:
        return plain
    found = plain
    if plain.query is not None and _MARK.search(plain.query.text):
        sparql = with_parameters(plain.query, parameters or {})
        found = run(graph, _MARK.sub(rf'(GROUP_CONCAT(DISTINCT STR(?\1); separator=" ") AS ?{_ALL})', sparql))
    told = _sentences(graph, sorted({node for row in found.rows for node in _facts(found.columns, row)}))
    width = len(plain.columns)
    rows = [
        (*row[:width], *words)
        for row in found.rows
        for words in _behind(_facts(found.columns, row), told) or [(None,) * len(COLUMNS)]
    ]
    body = _results(plain.columns + COLUMNS, rows)
    return Table(body=body, sparql=plain.sparql, query=plain.query)


def _facts(columns: Sequence[str], row: Row) -> list[str]:
    """The IRIs on which a row rests, in the order of their columns."""
    if columns and columns[-1] == _ALL and isinstance(row[-1], ox.Literal):
        return sorted(row[-1].value.split())
    return [cell.value for cell in row if isinstance(cell, ox.NamedNode)]


def _behind(nodes: Iterable[str], told: Mapping[str, Sequence[Row]]) -> list[Row]:
    """The runs of words behind some facts, each once: a fact and the event that it reports lead to the same words."""
    return list(dict.fromkeys(words for node in nodes for words in told.get(node, ())))


def _sentences(graph: Asked | ox.Store, nodes: Sequence[str]) -> Mapping[str, Sequence[Row]]:
    """The runs of words behind each of these facts or events, by publication and place."""
    found: dict[str, list[Row]] = defaultdict(list)
    for first in range(0, len(nodes), _AT_ONCE):
        terms = " ".join(str(ox.NamedNode(node)) for node in nodes[first : first + _AT_ONCE])
        answer = ask(graph, _SENTENCES % terms)
        if isinstance(answer, ox.QuerySolutions):
            for asked, *words in answer:
                found[asked.value].append(tuple(words))
    return found


def _results(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The body of a table, by way of SPARQL 1.1 Query Results JSON: https://www.w3.org/TR/sparql11-results-json/."""
    bindings = [
        {name: dict(_json(cell)) for name, cell in zip(columns, row, strict=True) if cell is not None} for row in rows
    ]
    whole = json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}, ensure_ascii=False)
    return ox.parse_query_results(whole, format=ox.QueryResultsFormat.JSON).serialize(format=BODY) or b""


def _json(term: Term) -> Iterator[tuple[str, str]]:
    if isinstance(term, ox.Literal):
        yield from (("type", "literal"), ("value", term.value))
        if term.language:
            yield "xml:lang", term.language
        elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
            yield "datatype", term.datatype.value
    elif isinstance(term, ox.NamedNode):
        yield from (("type", "uri"), ("value", term.value))
    else:
        yield from (("type", "bnode"), ("value", str(term).removeprefix("_:")))
