"""What the keeper of the server sees: is it well, what does it do, who asked what. And what a client may ask for."""

from __future__ import annotations

import json
import logging
import math
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import accumulate

from prometheus_client import CollectorRegistry, Gauge, Histogram, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.utils import floatToGoString
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.allowance import Allowance
from kg.serve.cache import Present
from kg.serve.errands import errand
from kg.serve.limits import Policy
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.record import KEY, Record

LOG = logging.getLogger("kg.access")
KEEPERS = ("/healthz", "/readyz", "/metrics")
"""Addresses that are answered whatever else goes on."""
ROUTES = ("/sparql", "/update", "/store", "/id", "/article", "/q", "/search", "/.well-known", *KEEPERS)
HEADERS = 100


class Tally:
    """Requests counted by their route, status and time: a fifth of the time that the library's own counters take."""

    BOUNDS = Histogram.DEFAULT_BUCKETS  # the last is infinite

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._times: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}

    def count(self, route: str, status: int, seconds: float) -> None:
        if route not in self._times:
            self._times[route], self._seconds[route] = [0] * len(self.BOUNDS), 0.0
        self._times[route][bisect_left(self.BOUNDS, seconds)] += 1
        self._seconds[route] += seconds
        self._numbers[route, status] = self._numbers.get((route, status), 0) + 1

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "kg_requests", "Requests by where they went and how they ended", labels=["route", "status"]
        )
        for (route, status), number in self._numbers.items():
            requests.add_metric([route, str(status)], number)
        times = HistogramMetricFamily(
            "kg_request_seconds", "Time from a request to the end of its answer", labels=["route"]
        )
        for route, numbers in self._times.items():
            bounds = zip(map(floatToGoString, self.BOUNDS), accumulate(numbers), strict=True)
            times.add_metric([route], buckets=[*bounds], sum_value=self._seconds[route])
        yield requests
        yield times


class Health:
    """`/healthz`, `/readyz`, `/metrics`."""

    def __init__(self, readers: Pool, writers: Pool | None, present: Present, policy: Policy) -> None:
        self._readers = readers
        self._log = policy.log
        self._tally = Tally()
        self.registry = CollectorRegistry()
        self.registry.register(self._tally)
        self.gauge("kg_workers_busy", "Queries that run now", lambda: readers.busy)
        self.gauge("kg_queue_waiting", "Queries that wait for a worker", lambda: readers.waiting)
        self.gauge(
            "kg_workers_replaced", "Workers that were killed or ended, since the start", lambda: readers.replaced
        )
        self.gauge("kg_writes_waiting", "Writes that wait", lambda: writers.waiting if writers else 0)
        self.gauge("kg_generation", "The published generation", lambda: getattr(present.generation(), "number", 0))

    def note(self, method: str, path: str, client: str, found: Record, seconds: float) -> None:
        """Count an answer and write it to the log."""
        self._tally.count(path if path in ROUTES else _route(path), found.status, seconds)
        if self._log:
            LOG.info("%s", _line(self._log, method, path, client, found, seconds))

    def gauge(self, name: str, told: str, value: Callable[[], float]) -> None:
        """Have the metrics tell `value`, whenever they are asked."""
        Gauge(name, told, registry=self.registry).set_function(value)

    async def health(self, request: Request) -> Response:
        """The process answers."""
        return PlainTextResponse("ok\n")

    async def ready(self, request: Request) -> Response:
        """Queries can be answered."""
        return JSONResponse({"ready": self._readers.ready}, status_code=200 if self._readers.ready else 503)

    async def metrics(self, request: Request) -> Response:
        return Response(generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Watched:
    """Counts each request, writes it to the log, and turns clients away that ask too often."""

    def __init__(self, app: ASGIApp, *, health: Health, allowance: Allowance | None) -> None:
        self._app = app
        self._health = health
        self._allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        found = Record()
        scope[KEY] = found
        begun = errand(scope)
        began = begun.began if begun else time.perf_counter()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                found.status = message["status"]
            else:
                found.sent += len(message.get("body", b""))
            await send(message)

        try:
            wait = self._wait(scope)
            if len(scope["headers"]) > HEADERS:
                await Problem(431, "Too many headers", f"A request has at most {HEADERS}.").response()(
                    scope, receive, watched
                )
            elif wait:
                await _too_often(wait).response()(scope, receive, watched)
            else:
                await self._app(scope, receive, watched)
        finally:
            client = (scope.get("client") or ("",))[0]
            self._health.note(scope["method"], scope["path"], client, found, time.perf_counter() - began)

    def _wait(self, scope: Scope) -> float:
        if self._allowance is None or scope["path"] in KEEPERS or not scope.get("client") or errand(scope):
            return 0.0  # of an errand it was asked before it began
        return self._allowance.wait(scope["client"][0], time.monotonic())


def _too_often(wait: float) -> Problem:
    after = {"Retry-After": str(math.ceil(wait))}
    return Problem(429, "Too many requests", "You ask more often than this server allows. Ask again later.", more=after)


def _route(path: str) -> str:
    """The kind of address: paths are endless, and counters are not."""
    return next((route for route in ROUTES if path == route or path.startswith(route + "/")), "other")


def _line(form: str, method: str, path: str, client: str, found: Record, seconds: float) -> str:
    took = round(seconds * 1000, 1)
    if form == "json":
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": method,
            "path": path,
            "status": found.status,
            "query": found.query,
            "rows": found.rows,
            "bytes": found.sent,
            "ms": took,
            "outcome": found.outcome,
        }
        return json.dumps(told, ensure_ascii=True)
    # Printed by repr: a path may hold line breaks.
    rows = "" if found.rows is None else f" {found.rows} rows"
    query = f" {found.query}" if found.query else ""
    return f"{method} {path!r} {found.status}{query}{rows} {found.sent} B {took} ms {found.outcome}"
