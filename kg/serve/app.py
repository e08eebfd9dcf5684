"""The Starlette application: routes, headers of every answer, what is said when something goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.queries import catalogue
from kg.serve.allowance import Allowance
from kg.serve.answers import SAFE
from kg.serve.cache import Answers, Present
from kg.serve.connections import Ways
from kg.serve.desks import Desks
from kg.serve.endpoint import Endpoint, Server
from kg.serve.errands import Errands
from kg.serve.generation import FOLLOW
from kg.serve.graphs import GraphStore
from kg.serve.limits import Limits, Policy
from kg.serve.lookups import LookUps
from kg.serve.pages import editor
from kg.serve.pages.html import tag
from kg.serve.pages.layout import LINKS, page
from kg.serve.plain import PlainRequests
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.quick import QuickAnswers
from kg.serve.record import record
from kg.serve.site import Site, wants_html
from kg.serve.watching import Health, Watched

ASSETS = Path(__file__).parent / "pages"
TOLD = ("X-KG-Generation", "X-KG-Snapshot", "X-KG-Note")


READS = ["GET", "HEAD"]


def create(store: Path, limits: Limits, policy: Policy) -> Starlette:
    """The application over `store`; its workers start and end with it."""
    readers = Pool(store, limits)
    writers = Pool(store, limits, "write") if policy.token else None
    present = Present(store)
    server = Server(
        store=store, limits=limits, policy=policy, readers=readers, writers=writers,
        answers=Answers(limits.cache), present=present,
    )  # fmt: skip
    health = Health(readers, writers, present, policy)
    site = Site(store, readers, catalogue(), union=policy.union)

    allowance = Allowance(limits.rate) if limits.rate else None
    ways = _ways(server, health, allowance)
    health.gauge("kg_desks", "Processes that answer look-ups over lent connections", lambda: len(ways.desks))
    health.gauge("kg_connections_lent", "Connections that those have now", lambda: ways.desks.lent)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pools = [pool for pool in (readers, writers) if pool is not None]
        try:
            for pool in pools:
                await pool.start()
            resting = asyncio.create_task(_follow(ways))
            yield
            resting.cancel()
        finally:
            for pool in pools:
                await pool.close()
            await ways.desks.close()

    app = Starlette(
        routes=_routes(Endpoint(server, site), GraphStore(server), site, health),
        middleware=_middleware(health, allowance, policy),
        exception_handlers={Problem: _problem, HTTPException: _http_problem},  # type: ignore[dict-item]  # of narrower exceptions
        lifespan=lifespan,
    )
    app.state.ways = ways
    return app


async def _follow(ways: Ways) -> None:
    """Let go of generations that nobody needs, even where nobody asks anything."""
    while True:
        await asyncio.sleep(FOLLOW)
        ways.quick.follow()


def _ways(server: Server, health: Health, allowance: Allowance | None) -> Ways:
    store, limits, answers, union = server.store, server.limits, server.answers, server.policy.union
    note = partial(health.note, "GET")
    requests, lookups = PlainRequests(union=union), LookUps(store, union=union)
    return Ways(
        quick=QuickAnswers(requests, lookups, answers, limits.cache, note, allowance),
        errands=Errands(server.readers, answers, note),
        desks=Desks(store, limits, union=union, note=note),
    )


def _routes(endpoint: Endpoint, graphs: GraphStore, site: Site, health: Health) -> list[Route]:
    writes = [*READS, "PUT", "POST", "DELETE"]
    return [
        Route("/", site.home),
        Route("/sparql", endpoint.sparql, methods=[*READS, "POST"]),
        Route("/update", endpoint.update, methods=["POST"]),
        Route("/store", graphs.handle, methods=writes),
        Route("/store/{rest:path}", graphs.handle, methods=writes),
        Route("/.well-known/void", endpoint.void),
        Route("/q/{name}", site.question),
        Route("/id", site.entity),
        Route("/id/{rest:path}", site.entity),
        Route("/article/{key:path}", site.article),
        Route("/search", site.search),
        Route("/reference", site.reference),
        Route("/healthz", health.health),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/style.css", _asset("style.css")),
        Route("/icon.svg", _asset("icon.svg")),
        Route("/openapi.json", _asset("openapi.json")),
    ]


def _middleware(health: Health, allowance: Allowance | None, policy: Policy) -> list[Middleware]:
    found = [Middleware(SafeHeaders), Middleware(Watched, health=health, allowance=allowance)]
    if policy.origins:
        cross = Middleware(
            CORSMiddleware,
            allow_origins=policy.origins,
            allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
            allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "Server-Timing", *TOLD],
            max_age=86400,
        )
        found.append(cross)
    return found


def _asset(name: str):  # type: ignore[no-untyped-def]  # what Starlette takes as an endpoint
    async def asset(request: Request) -> Response:
        return FileResponse(ASSETS / name, headers={"Cache-Control": "max-age=3600"})

    return asset


async def _problem(request: Request, problem: Problem) -> Response:
    """As a page for browsers, with the query to mend; as problem+json for programs."""
    record(request.scope).outcome = problem.title
    if not (getattr(request.state, "html", False) and wants_html(request)):
        return problem.response()
    query = getattr(request.state, "query", None)
    if query is not None:
        shown = editor.refused(query, problem)
    else:
        links = [tag("li", tag("a", name, href=address)) for address, name in LINKS]
        onward = [tag("h2", "Go on from here"), tag("ul", *links)]
        shown = page(problem.title, tag("h1", problem.title), editor.trouble("", problem), *onward)
    return HTMLResponse(shown, status_code=problem.status, headers=problem.headers)


async def _http_problem(request: Request, error: HTTPException) -> Response:
    """What Starlette itself refuses: an unknown address, a wrong method. OPTIONS asks which methods there are."""
    if error.status_code == 405 and request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": f"{(error.headers or {}).get('Allow', 'GET')}, OPTIONS"})
    request.state.html = True
    told = {404: ("No such page", f"There is nothing at {request.url.path}.")}
    title, detail = told.get(error.status_code, (str(error.detail), f"{request.method} is not for this address."))
    response = await _problem(request, Problem(error.status_code, title, detail))
    response.headers.update(error.headers or {})
    return response


class SafeHeaders:
    """Gives every answer the headers of all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *SAFE]}
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)
