"""`/store`: graphs as a whole, by the SPARQL 1.1 Graph Store Protocol.

A graph is named by `?graph=IRI` or `?default`, or is itself an address below `/store/`.
https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import uuid
from email.message import Message
from email.parser import BytesParser
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.serve import negotiation, problems, protocol
from kg.serve.access import require_token, root
from kg.serve.answers import Ask, Streamed
from kg.serve.descriptions import INPUT
from kg.serve.endpoint import Server, write, written
from kg.serve.jobs import streaming
from kg.serve.negotiation import GRAPH_ALIASES
from kg.serve.problems import Problem
from kg.serve.views.asking import bind, question

MULTIPART = "multipart/form-data"
DEFAULT = ""
Part = dict[str, Any]
"""A piece of a body: its `form`, and where it begins and ends."""


class GraphStore:
    """The handler of `/store` and of all addresses below it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def handle(self, request: Request) -> Response:
        if request.method in ("GET", "HEAD"):
            return self._read(request, self._graph(request))
        require_token(request, self._server.policy)
        graph = self._graph(request)
        created = graph is None
        if graph is None:
            if request.method != "POST":
                raise problems.bad_request("Name the graph: ?graph=IRI, or ?default.")
            graph = f"{root(request, self._server.policy)}/store/{uuid.uuid4()}"
        job: dict[str, Any] = {"kind": request.method.lower(), "graph": graph, "parts": []}
        body = await protocol.body(request, self._server.limits.upload)
        if request.method != "DELETE":
            body, job["parts"] = _parts(request.headers.get("content-type", ""), body)
        head, told = await write(self._server, job, body)
        made = told["created"]
        location = {"Location": graph} if created else {}
        return Response(status_code=201 if made else 204, headers={**written(head), **location})

    def _graph(self, request: Request) -> str | None:
        """The IRI of the graph, "" for the default graph, None where the request names none."""
        given = protocol.pairs(bytes(request.scope["query_string"]))
        named = [value for name, value in given if name == "graph"]
        default = any(name == "default" for name, _ in given)
        if len(named) + default > 1:
            raise problems.bad_request("Name one graph: ?graph=IRI, or ?default.")
        if any(name == "default" and value for name, value in given):
            raise problems.bad_request("`default` has no value: it is the graph without a name wherever it stands.")
        if named:
            return protocol.check(named[0])
        if default:
            return DEFAULT
        path = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        if path.rstrip("/") == "/store":
            return None
        return protocol.check(root(request, self._server.policy) + path)

    def _read(self, request: Request, graph: str | None) -> Response:
        if graph is None:
            raise problems.bad_request("Name the graph: ?graph=IRI, or ?default.")
        media_type = negotiation.graph_form(request.headers.get("accept", ""), protocol.form(request))
        text = bind(question("stored"), [ox.NamedNode(graph)]) if graph else question("unnamed")
        gzip = negotiation.takes_gzip(request.headers.get("accept-encoding", ""))
        forms = negotiation.Forms(table="", graph=media_type)
        job = streaming(text, forms, gzip=gzip, union=False, stored=graph or None)
        server = self._server
        return Streamed(Ask(pool=server.readers, job=job, timeout=server.limits.timeout, answers=server.answers))


def _parts(content_type: str, body: bytes) -> tuple[bytes, list[Part]]:
    """What was sent, and the form of each piece of it. Raises Problem 415 for what is no graph."""
    kind = _kind(content_type)
    if kind != MULTIPART:
        return body, [{"form": _form(kind), "begin": 0, "end": len(body)}]
    head = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    message = BytesParser().parsebytes(head + body)
    if not message.is_multipart():
        raise problems.bad_request("The body is not divided by the boundary that its Content-Type names.")
    joined, parts = bytearray(), list[Part]()
    for piece in message.walk():
        if isinstance(piece, Message) and not piece.is_multipart():
            data = piece.get_payload(decode=True)
            assert isinstance(data, bytes)
            parts.append(
                {"form": _form(piece.get_content_type()), "begin": len(joined), "end": len(joined) + len(data)}
            )
            joined += data
    return bytes(joined), parts


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _form(kind: str) -> str:
    form = GRAPH_ALIASES.get(kind, kind)
    if form not in INPUT:
        told = f"`{kind[:80]}`" if kind else "no Content-Type"
        raise Problem(415, "Not a graph", f"A graph is sent as {', '.join(INPUT)}, not {told}.")
    return form
