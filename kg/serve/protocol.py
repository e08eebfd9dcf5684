"""An HTTP request -> what it asks: the SPARQL 1.1 protocol's three ways of sending a query.

Percent-encoding is decoded once. https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request

from kg.serve import problems
from kg.serve.problems import Problem

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A query and its dataset; empty tuples mean the server's own. `format` is the suffix asked for, "" for none."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


async def read(request: Request, limit: int) -> Asked:
    """What `request` asks; `limit` is in bytes of its body. Raises Problem where it breaks the protocol."""
    parameters = pairs(bytes(request.scope["query_string"]))
    if request.method in ("GET", "HEAD"):
        return _asked(parameters)
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    charset = rest.lower().partition("charset=")[2].strip(' "') or "utf-8"
    if kind not in (FORM, DIRECT):
        told = f"`{kind}`" if kind else "no Content-Type"
        advice = " Updates are not taken here." if kind == UPDATE else ""
        raise Problem(415, "Not a query", f"A POST has Content-Type {FORM} or {DIRECT}, not {told}.{advice}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Not a query", f"The query is to be in UTF-8, not {charset[:20]}.")
    data = await body(request, limit)
    if kind == FORM:
        return _asked(pairs(data))
    if any(name in ("query", "update") for name, _ in parameters):
        raise problems.bad_request("The query stands in the body already: leave it out of the address.")
    return _asked([*parameters, ("query", _text(data))])


def pairs(data: bytes) -> list[tuple[str, str]]:
    """The name-value pairs of a query string or form, decoded once."""
    try:
        found = parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise problems.bad_request("The request is not percent-encoded UTF-8.") from None
    except ValueError:
        raise problems.bad_request("The request has more than 100 parameters.") from None
    return found


async def body(request: Request, limit: int) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise Problem(413, "The request is too long", f"A request has at most {limit:,} bytes.")
    return bytes(data)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise problems.bad_request("The query is not UTF-8.") from None


def _asked(parameters: list[tuple[str, str]]) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    if values("update") or values("using-graph-uri") or values("using-named-graph-uri"):
        raise problems.bad_request("This address answers queries only: it takes no update.")
    queries = values("query")
    if len(queries) > 1:
        raise problems.bad_request("One request asks one query: `query` stands twice.")
    if queries and "\0" in queries[0]:
        raise problems.bad_request("The query holds a NUL character.")
    default, named = values("default-graph-uri"), values("named-graph-uri")
    for iri in (*default, *named):
        _check(iri)
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=default,
        named_graphs=named,
        format=(values("format") or ("",))[0],
    )


def _check(iri: str) -> None:
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise problems.bad_request(f"`{iri[:200]}` is no absolute IRI of a graph.") from None
