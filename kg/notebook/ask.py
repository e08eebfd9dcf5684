"""Questions in the user's own SPARQL: parameters go in as terms, answers come out as tables of typed values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyoxigraph as ox

from kg import queries
from kg.errors import UsageError
from kg.notebook.sources import Source
from kg.notebook.table import Table, typed
from kg.store import Answer

_XSD = "http://www.w3.org/2001/XMLSchema#"
# What may hold a brace or a keyword that is none: texts, IRIs, comments. Long texts go first.
_PARTS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
    r"|(?P<form>\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b)|(?P<where>\bWHERE\b)|(?P<brace>\{)",
    re.IGNORECASE | re.DOTALL,
)


def bound(text: str, params: Mapping[str, Any]) -> str:
    """The query with `?name` standing for each parameter: a row of VALUES at the beginning of its pattern.

    Raises UsageError for a parameter that is no variable of the query.
    """
    if not params:
        return text
    for name in params:
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            known = ", ".join(sorted(set(re.findall(r"[?$](\w+)", text))))
            raise UsageError(f"the query has no variable ?{name}", then=f"Its variables: {known}.")
    place = _pattern(text)
    names = " ".join(f"?{name}" for name in params)
    terms = " ".join(str(term(value)) for value in params.values())
    return f"{text[:place]} VALUES ({names}) {{ ({terms}) }} {text[place:]}"


def _pattern(text: str) -> int:
    """Where the query's pattern begins: after its first brace; of CONSTRUCT and DESCRIBE, the first after WHERE."""
    form, where = "", False
    for part in _PARTS.finditer(text):
        form = form or (part["form"] or "").upper()
        where = where or bool(part["where"])
        if part["brace"] and form and (where or form in ("SELECT", "ASK")):
            return part.end()
    raise UsageError("the query has no pattern for its parameters", then="Write: SELECT … WHERE { … }.")


def term(value: Any) -> ox.NamedNode | ox.Literal:
    """A Python value as a term: an actor or a text that is an address an IRI, days and numbers typed, else text."""
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    iri = getattr(value, "iri", value)
    if isinstance(iri, str):
        if not re.match(r"https?://", iri):
            return ox.Literal(iri)
        try:
            return ox.NamedNode(iri)
        except ValueError as error:
            raise UsageError(f"{iri!r} is no IRI", then="Leave out spaces and brackets.") from error
    if isinstance(value, datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(f"{_XSD}dateTime"))
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(f"{_XSD}date"))
    if isinstance(value, bool | int | float):
        return ox.Literal(value)
    raise UsageError(
        f"a {type(value).__name__} cannot stand in a query", then="Give a text, a number, a day, an actor."
    )


def answered(answer: Answer) -> Table[dict[str, Any]] | bool:
    """A table of dicts for solutions and triples, a truth value for ASK."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows = tuple(tuple(map(typed, triple)) for triple in answer)
    else:
        columns = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(map(typed, solution)) for solution in answer)
    return tabled(columns, rows)


def tabled(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> Table[dict[str, Any]]:
    return Table(columns=columns, rows=rows, things=tuple(dict(zip(columns, row, strict=True)) for row in rows))


def catalogued(source: Source, name: str, params: Mapping[str, Any]) -> Table[dict[str, Any]]:
    """The answer to a question of the catalogue. An actor goes in by its name, or by its IRI where that is asked."""
    query = queries.find(name)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    given = {key: _written(value, types.get(key) == "iri") for key, value in params.items()}
    table = queries.run(source, query, given)
    return tabled(table.columns, tuple(tuple(map(typed, row)) for row in table.rows))


def _written(value: Any, as_iri: bool) -> str:
    value = getattr(value, "iri" if as_iri else "label", value)
    return value.isoformat() if isinstance(value, date) else str(value)
