"""Running a question: parameters filled in, the answer as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.queries.catalogue import Parameter, Query, filled, find
from kg.queries.mistakes import explained
from kg.store import Answer
from kg.store import ask as answered

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

BODY = ox.QueryResultsFormat.TSV
"""The form in which a table holds its rows."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAME = re.compile(r"[\w.-]+")


class Asked(Protocol):
    """What answers SPARQL: a store's reader, with the union of all graphs as default graph."""

    def query(self, sparql: str) -> Answer: ...


@dataclass(frozen=True, kw_only=True)
class Table:
    """An answer: `body` is it in SPARQL 1.1 Query Results TSV, as Oxigraph wrote it.

    That form keeps every term, and is a third as long as JSON and faster to write and to read.
    """

    body: bytes = field(repr=False)
    sparql: str = field(repr=False)
    query: Query | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; none for a question that is answered with yes or no."""
        answer = self.parsed()
        return tuple(one.value for one in answer.variables) if isinstance(answer, ox.QuerySolutions) else ()

    @cached_property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        answer = self.parsed()
        if not isinstance(answer, ox.QuerySolutions):
            return ()
        return tuple(tuple(solution[name] for name in self.columns) for solution in answer)

    @property
    def yes(self) -> bool | None:
        """The answer to an ASK; None for a table."""
        answer = self.parsed()
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else None

    def parsed(self) -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(self.body, format=BODY)


def run(graph: Asked | ox.Store, query: str | Query, parameters: Mapping[str, str] | None = None) -> Table:
    """Ask `graph` a question: a Query, the name of one, or SPARQL of one's own.

    Raises UsageError for an unknown name; QueryError for a wrong parameter, and for SPARQL that cannot be parsed,
    with line and column.
    """
    if isinstance(query, str) and _NAME.fullmatch(query.strip()):
        query = find(query.strip())
    sparql = with_parameters(query, parameters or {})
    answer = ask(graph, sparql)
    if isinstance(answer, ox.QueryTriples):
        raise QueryError("the query makes triples, not a table", then="Begin it with SELECT, or ask the endpoint.")
    body = answer.serialize(format=BODY) or b""
    return Table(body=body, sparql=sparql, query=query if isinstance(query, Query) else None)


def with_parameters(query: str | Query, given: Mapping[str, str]) -> str:
    """The SPARQL with the given values in place of the defaults. Raises QueryError for an unknown or wrong value."""
    if isinstance(query, str):
        if given:
            raise QueryError(
                "parameters belong to the questions of the library", then="Write the values into the query itself."
            )
        return query
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            nearest = get_close_matches(name, known, n=1)
            guess = f"Did you mean '{nearest[0]}'? " if nearest else ""
            told = f"Known: {', '.join(known)}." if known else "It has none."
            raise QueryError(f"'{query.name}' has no parameter '{name}'", then=guess + told)
    terms = [term(one, given[one.name]) if one.name in given else one.default for one in query.parameters]
    return filled(query, " ".join(terms)) if given else query.text


def term(parameter: Parameter, value: str) -> str:
    """The value as SPARQL writes it: terms escape themselves, so nothing in a value can leave its place."""
    try:
        if parameter.type == "iri":
            return str(ox.NamedNode(value.removeprefix("<").removesuffix(">")))
        if parameter.type == "date":
            return str(ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(f"{_XSD}date")))
        if parameter.type == "integer":
            return str(ox.Literal(str(int(value)), datatype=ox.NamedNode(f"{_XSD}integer")))
        return str(ox.Literal(value))
    except (ValueError, UnicodeEncodeError) as error:
        forms = {"iri": "an IRI", "date": "a date, YYYY-MM-DD", "integer": "a whole number"}
        raise QueryError(
            f"'{ascii(value)[1:-1]}' is not {forms.get(parameter.type, 'text')}",
            where=f"parameter {parameter.name}",
            then=f"For instance: {parameter.name}={parameter.example}",
        ) from error


def ask(graph: Asked | ox.Store, sparql: str) -> Answer:
    """The answer of the engine. Raises QueryError that says in one sentence what is wrong with the query, and where."""
    try:
        return answered(graph, sparql) if isinstance(graph, ox.Store) else graph.query(sparql)
    except SyntaxError as error:
        raise explained(sparql, str(error)) from error
    except QueryError as error:
        if not isinstance(error.__cause__, SyntaxError):
            raise
        raise explained(sparql, str(error.__cause__)) from error
