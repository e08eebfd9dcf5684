"""The Starlette application: routes, headers of every answer, what is said when something goes wrong."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.queries import catalogue
from kg.serve.limits import Limits
from kg.serve.pages import editor
from kg.serve.pages.html import tag
from kg.serve.pages.layout import page
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.site import Site, wants_html

ASSETS = Path(__file__).parent / "pages"
HEADERS = (
    (b"content-security-policy", b"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
LOG = logging.getLogger("kg.access")


def create(store: Path, limits: Limits, *, access_log: bool = False) -> Starlette:
    """The application over `store`; its workers start and end with it."""
    pool = Pool(store, limits)
    site = Site(store, pool, catalogue())

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            await pool.start()
            yield
        finally:
            await pool.close()

    routes = [
        Route("/", site.home),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/q/{name}", site.question),
        Route("/id", site.entity),
        Route("/id/{rest:path}", site.entity),
        Route("/article/{key}", site.article),
        Route("/search", site.search),
        Route("/healthz", site.health),
        Route("/readyz", site.ready),
        Route("/style.css", _asset("style.css")),
        Route("/icon.svg", _asset("icon.svg")),
    ]
    middleware = [Middleware(SafeHeaders), *([Middleware(AccessLog)] if access_log else [])]
    handlers = {Problem: _problem, HTTPException: _http_problem}
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)  # type: ignore[arg-type]  # handlers of narrower exceptions
    app.state.pool = pool
    return app


def _asset(name: str):  # type: ignore[no-untyped-def]  # what Starlette takes as an endpoint
    async def asset(request: Request) -> Response:
        return FileResponse(ASSETS / name, headers={"Cache-Control": "max-age=3600"})

    return asset


async def _problem(request: Request, problem: Problem) -> Response:
    """As a page for browsers, with the query to mend; as problem+json for programs."""
    if not (getattr(request.state, "html", False) and wants_html(request)):
        return problem.response()
    query = getattr(request.state, "query", None)
    if query is not None:
        shown = editor.refused(query, problem)
    else:
        shown = page(problem.title, tag("h1", problem.title), editor.trouble("", problem))
    return HTMLResponse(shown, status_code=problem.status, headers=problem.headers)


async def _http_problem(request: Request, error: HTTPException) -> Response:
    """What Starlette itself refuses: an unknown address, a wrong method."""
    request.state.html = True
    told = {404: ("No such page", f"There is nothing at {request.url.path}. Begin at /.")}
    title, detail = told.get(error.status_code, (str(error.detail), f"{request.method} is not for this address."))
    response = await _problem(request, Problem(error.status_code, title, detail))
    response.headers.update(error.headers or {})
    return response


class SafeHeaders:
    """Every answer forbids what the pages never do: scripts, frames, anything from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *HEADERS]}
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


class AccessLog:
    """A line an answer on the logger `kg.access`: method, address, status, milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            took = (time.perf_counter() - begun) * 1000
            # Printed by repr: a path may hold line breaks.
            LOG.info("%s %r %d %.0f ms", scope["method"], scope["path"], status, took)
