"""An HTTP request -> what it asks or writes: the SPARQL 1.1 protocol's ways of sending a query or an update.

Percent-encoding is decoded once. https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request

from kg.serve import problems
from kg.serve.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
BODY_SECONDS = 60.0
"""A body must be whole so long after its head."""
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A query and its dataset; empty tuples mean the server's own. `format` is the form that it names, "" for none.

    `timeout` is in seconds, None where the request says nothing.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    timeout: float | None = None


@dataclass(frozen=True, kw_only=True)
class Changed:
    """An update, and the graphs that its patterns read from; empty tuples where it says that itself, or nothing."""

    update: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    timeout: float | None = None


async def read(request: Request, limit: int) -> Asked:
    """The query that `request` asks; `limit` is in bytes of its body. Raises Problem where it breaks the protocol."""
    found = pairs(bytes(request.scope["query_string"]))
    if request.method == "POST":
        found = await _sent(request, found, "query", QUERY, limit)
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in found):
        raise problems.bad_request("This address answers queries only: updates are posted to /update.")
    text = _one(found, "query")
    return Asked(
        query=text,
        default_graphs=_graphs(found, "default-graph-uri"),
        named_graphs=_graphs(found, "named-graph-uri"),
        format=_first(found, "format"),
        timeout=_timeout(found),
    )


async def read_update(request: Request, limit: int) -> Changed:
    """The update that `request` sends; `limit` is in bytes of its body. Raises Problem where it breaks the protocol."""
    found = await _sent(request, pairs(bytes(request.scope["query_string"])), "update", UPDATE, limit)
    if any(name in ("query", "default-graph-uri", "named-graph-uri") for name, _ in found):
        raise problems.bad_request("This address takes updates only: queries go to /sparql.")
    text = _one(found, "update")
    if text is None:
        raise problems.bad_request("There is no update: send it as `update` in a form, or as the body.")
    return Changed(
        update=text,
        using=_graphs(found, "using-graph-uri"),
        using_named=_graphs(found, "using-named-graph-uri"),
        timeout=_timeout(found),
    )


async def _sent(request: Request, found: Pairs, name: str, direct: str, limit: int) -> Pairs:
    """What the body says of a POST, which is a form or, of the type `direct`, a text; with the pairs of the address."""
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    charset = rest.lower().partition("charset=")[2].strip(' "') or "utf-8"
    if kind not in (FORM, direct):
        told = f"`{kind[:80]}`" if kind else "no Content-Type"
        other = {UPDATE: " Updates are posted to /update.", QUERY: " Queries go to /sparql."}.get(kind, "")
        raise Problem(415, f"Not a {name}", f"A POST has Content-Type {FORM} or {direct} here, not {told}.{other}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"Not a {name}", f"The {name} is to be in UTF-8, not {charset[:20]}.")
    data = await body(request, limit)
    if kind == FORM:
        return [*found, *pairs(data)]
    if any(known in ("query", "update") for known, _ in found):
        raise problems.bad_request(f"The {name} stands in the body already: leave it out of the address.")
    return [*found, (name, text(data, f"The {name}"))]


def pairs(data: bytes) -> Pairs:
    """The name-value pairs of a query string or form, decoded once."""
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise problems.bad_request("The request is not percent-encoded UTF-8.") from None
    except ValueError:
        raise problems.bad_request("The request has more than 100 parameters.") from None


async def body(request: Request, limit: int) -> bytes:
    """All that was sent. Raises Problem 413 as soon as it is known to be more than `limit` bytes."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Problem(415, "The request is encoded", "Send the body as it is, without Content-Encoding.")
    told = request.headers.get("content-length", "")
    too_long = Problem(413, "The request is too long", f"A request has at most {limit:,} bytes here.")
    if told.isascii() and told.isdigit() and int(told[:20]) > limit:
        raise too_long
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > limit:
                    raise too_long
    except TimeoutError:
        raise Problem(408, "The request did not arrive", f"It was not whole after {BODY_SECONDS:g} seconds.") from None
    except ClientDisconnect:  # which is for nobody to hear, but the log
        raise Problem(408, "The request did not arrive", "Its client left before it was whole.") from None
    return bytes(data)


def form(request: Request) -> str:
    """The form of the answer that the address names, "" for none."""
    return _first(pairs(bytes(request.scope["query_string"])), "format")


def text(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise problems.bad_request(f"{what} is not UTF-8.") from None


def check(iri: str) -> str:
    """`iri` if it is an absolute one; raises Problem."""
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        raise problems.bad_request(f"`{iri[:200]}` is no absolute IRI of a graph.") from None


def _one(found: Pairs, name: str) -> str | None:
    values = [value for key, value in found if key == name]
    if len(values) > 1:
        raise problems.bad_request(f"One request holds one {name}: `{name}` stands {len(values)} times.")
    if values and "\0" in values[0]:
        raise problems.bad_request(f"The {name} holds a NUL character.")
    return values[0] if values else None


def _first(found: Pairs, name: str) -> str:
    return next((value for key, value in found if key == name), "")


def _graphs(found: Pairs, name: str) -> tuple[str, ...]:
    return tuple(check(value) for key, value in found if key == name)


def _timeout(found: Pairs) -> float | None:
    value = _first(found, "timeout")
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise problems.bad_request(f"`timeout` is a number of seconds above 0, not `{value[:20]}`.")
    return seconds
