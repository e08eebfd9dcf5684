"""`/sparql`, `/update` and what describes them: for programs, by the SPARQL protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import descriptions, negotiation, problems, protocol
from kg.serve.access import require_token, root
from kg.serve.answers import TEXT, Ask, Streamed, downloaded, looked_up
from kg.serve.cache import ZIPPED, Answers, Kept, Present, matches, tag
from kg.serve.errands import errand
from kg.serve.jobs import digest, is_volatile, streaming
from kg.serve.limits import Limits, Policy
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.record import record
from kg.serve.site import Site, wants_html
from kg.serve.workers import Head
from kg.store.matching import MATCHES, TOLD

FUNCTIONS: Mapping[str, str] = MappingProxyType({MATCHES.value: TOLD})
"""Our own functions, with what each one does."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """What every handler of programs needs. `writers` is None where nothing may be written."""

    store: Path
    limits: Limits
    policy: Policy
    readers: Pool
    writers: Pool | None
    answers: Answers[str, Kept]
    present: Present

    def timeout(self, asked: float | None) -> float:
        """Seconds for a request that asks for so many, None for no wish."""
        return min(asked or self.limits.timeout, self.limits.timeout)


class Endpoint:
    """The handlers; pages for browsers are the site's."""

    def __init__(self, server: Server, site: Site) -> None:
        self._server = server
        self._site = site
        self._void: tuple[str, Any] = ("", None)

    async def sparql(self, request: Request) -> Response:
        """A query, from a program or a browser; without one, the service description or the editor."""
        request.state.html = wants_html(request)
        asked = await protocol.read(request, self._server.limits.body)
        html = negotiation.suffix(asked.format) == "html" if asked.format else request.state.html
        if asked.query is None and not html:
            return self._described(request, asked.format)
        if asked.query is None or html:
            return await self._site.editor(request, asked)
        forms = negotiation.forms(request.headers.get("accept", ""), asked.format)
        job = streaming(
            asked.query,
            forms,
            gzip=negotiation.takes_gzip(request.headers.get("accept-encoding", "")),
            union=self._server.policy.union,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )
        return self._answer(request, job, asked)

    def _answer(self, request: Request, job: Mapping[str, Any], asked: protocol.Asked) -> Response:
        """What was answered before, or a worker's answer."""
        server = self._server
        query = digest(job)
        record(request.scope).query = query
        headers = downloaded("results", asked.format) if asked.format else {}
        answers = None if is_volatile(job["query"]) else server.answers
        generation = server.present.generation()
        if answers is not None and generation is not None:
            now = tag(generation.number, generation.snapshot, query)
            if request.method in ("GET", "HEAD") and matches(request.headers.get("if-none-match", ""), now):
                return Response(status_code=304, headers={"ETag": f'"{now}"', "Vary": "Accept, Accept-Encoding"})
            if (kept := answers.find(now + (ZIPPED if job["gzip"] else ""))) is not None:
                record(request.scope).rows = kept.rows
                return Response(kept.body, headers={**kept.headers, "Server-Timing": "cache", **headers})
        timeout = server.timeout(asked.timeout)
        begun = errand(request.scope)
        place = begun.place if begun else None
        ask = Ask(pool=server.readers, job=job, timeout=timeout, answers=answers, headers=headers, place=place)
        return Streamed(ask)

    async def update(self, request: Request) -> Response:
        """An update: answered when its generation is published, so that the next query sees it."""
        server = self._server
        require_token(request, server.policy)
        asked = await protocol.read_update(request, server.limits.upload)
        job = {"kind": "update", "using": asked.using, "named": asked.using_named}
        head, _ = await write(server, job, asked.update.encode(), asked.timeout)
        return Response(status_code=204, headers=written(head))

    def _described(self, request: Request, form: str) -> Response:
        if request.method == "POST":
            raise problems.bad_request("There is no query: send one as `query`, or post it as the body.")
        address = root(request, self._server.policy)
        return described(request, descriptions.service(address, self._server.policy, FUNCTIONS), form)

    async def void(self, request: Request) -> Response:
        """What the graph holds, by class and property; counted once a generation."""
        generation = self._server.present.generation()
        if generation is None:
            raise problems.not_found("The store has no published generation.")
        counted = tag(generation.number, generation.snapshot, "void")
        if self._void[0] != counted:
            _, view = await looked_up(self._server.readers, {"kind": "void"})
            self._void = (counted, view)
        address = root(request, self._server.policy)
        return described(request, descriptions.void(address, generation, self._void[1]), protocol.form(request))


async def write(server: Server, job: Mapping[str, Any], body: bytes, timeout: float | None = None) -> tuple[Head, Any]:
    """Have the one writer do a job. Raises Problem."""
    assert server.writers is not None
    limit = server.timeout(timeout)
    job = {**job, "lock": min(server.limits.lock, limit / 2)}
    try:
        return await looked_up(server.writers, job, limit, body)
    except Problem as problem:
        if problem.status in (500, 504, 507):
            told = "Nothing was changed, unless X-KG-Generation of the next answer has grown: see before you try again."
            raise Problem(problem.status, problem.title, told) from None
        raise


def written(head: Head) -> dict[str, str]:
    return {"X-KG-Generation": str(head.generation), "X-KG-Snapshot": head.snapshot, "Cache-Control": "no-store"}


def described(request: Request, triples: Any, form: str) -> Response:
    """Triples of our own in the form that the client wants; `form` is the one that it names, "" for none."""
    media_type = negotiation.graph_form(request.headers.get("accept", ""), form)
    content = f"{media_type}; charset=utf-8" if media_type in TEXT else media_type
    return Response(descriptions.written(triples, media_type), headers={"Content-Type": content, "Vary": "Accept"})
