"""How a query reaches the engine: its dataset, what it may not do, and the parameters of our own questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import Answer, Reader, graph, tokens

Row = dict[str, Any]
"""A solution: variables that are bound, with their terms."""

_PARAMETERS = re.compile(r"\{[^{}]*\}(?=\s*# parameters)")


class Forbidden(Exception):
    """The query is well-formed and asks for what this server does not do."""


def ask(reader: Reader, job: Mapping[str, Any]) -> Answer:
    """The results of the job's query. Raises QueryError or SyntaxError where it is wrong, Forbidden for SERVICE."""
    query = job["query"]
    if "service" not in query.lower():
        return _asked(reader, job, query)
    text = tokens.settled(query)
    try:
        if (plain := tokens.without_service(text)) is None:
            return _asked(reader, job, text)
        graph.ask(ox.Store(), plain, base=reader.info.base)
    except (QueryError, SyntaxError) as error:
        raise SyntaxError(tokens.moved(query, str(error.__cause__ or error))) from None
    raise Forbidden("SERVICE would call another server from here: run that part there and bring the results.")


def _asked(reader: Reader, job: Mapping[str, Any], text: str) -> Answer:
    default, named = job.get("default_graphs") or (), job.get("named_graphs") or ()
    if not default and not named:
        return reader.query(text, union=job.get("union", True))
    # A dataset in the protocol takes the place of the one in the query.
    return reader.query(text, default_graph=_graphs(default), named_graphs=_graphs(named))


def _graphs(iris: Sequence[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris]


@cache
def question(name: str) -> str:
    """The text of `<name>.rq` in this folder."""
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")


def bind(text: str, terms: Sequence[Any]) -> str:
    """`text` with its row of parameters replaced by `terms`: a printed term escapes itself."""
    row = "{ " + " ".join(str(term) for term in terms) + " }"
    bound, count = _PARAMETERS.subn(lambda _: row, text)
    if count != 1:
        raise ValueError("a question has exactly one row marked `# parameters`")
    return bound


def rows(reader: Reader, name: str, terms: Sequence[Any] | None = None) -> Iterator[Row]:
    """The solutions of our question `name`; with `terms` for its parameters, none at all if these are empty."""
    if terms is not None and not terms:
        return
    text = question(name) if terms is None else bind(question(name), terms)
    found = reader.query(text)
    assert isinstance(found, ox.QuerySolutions)
    variables = [variable.value for variable in found.variables]
    for solution in found:
        yield {name: solution[name] for name in variables if solution[name] is not None}
