"""Store -> SPARQL over HTTP and pages for people, each fact one click from the words that say it.

Queries run in worker processes over immutable generations, so none can stop the server or another. A 200 is
complete; what goes wrong says so with its own status. Nothing is loaded from elsewhere, and only a bearer of the token
writes, to graphs that no build makes.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import KgError, StoreError
from kg.serve.limits import Limits, Policy

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

__all__ = ["Limits", "Policy", "run"]


HEAD_BYTES = 1 << 16
"""The longest head of a request, its address and all its headers."""
BACKLOG = 4096


def run(
    store: Path,
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    limits: Limits | None = None,
    policy: Policy | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve `store` until Ctrl-C, then return. Port 0 takes a free one; `on_ready` is called once with the address.

    Raises StoreError if the store cannot be opened, KgError if the port is taken.
    """
    from kg.serve.app import create
    from kg.store import open_reader

    limits, policy = limits or Limits(), policy or Policy()
    with open_reader(store):
        pass
    listening = _listen(host, port)
    _logs(policy)
    app = create(store.resolve(), limits, policy)
    server = _server(app, limits, lambda: on_ready(_address(listening)) if on_ready else None)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return  # uvicorn has ended all connections, and raises it again for its caller
    finally:
        listening.close()
    if not server.started:
        raise StoreError(
            "The server could not start its workers", where=str(store), then="See kg info, or build again."
        )


def _server(app: Starlette, limits: Limits, ready: Callable[[], None]) -> uvicorn.Server:
    """A server that calls `ready` once it listens. Asked to end, it lets the queries that run come to their end."""
    import uvicorn
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from kg.serve.connections import connection

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    proxies = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
    # The application, and what goes past it, are to believe the same ones.
    is_proxy = ProxyHeadersMiddleware(cast(Any, app), proxies).trusted_hosts.__contains__
    config = uvicorn.Config(
        app,
        http=cast(type[asyncio.Protocol], connection(app.state.ways, is_proxy)),
        forwarded_allow_ips=proxies,
        h11_max_incomplete_event_size=HEAD_BYTES,
        backlog=BACKLOG,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=math.ceil(limits.timeout) + 1,
    )
    return Announcing(config)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # Without its protocol asyncio would not switch off Nagle's delay, which costs 40 ms an answer.
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        then = "Choose another with --port, or --port 0 for any that is free."
        raise KgError(f"The server cannot listen there ({error.strerror})", where=f"{host}:{port}", then=then) from None
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _logs(policy: Policy) -> None:
    server = logging.getLogger("uvicorn.error")
    server.setLevel(logging.ERROR)  # what clients do wrong is told to them, and would flood a log
    # A dropped connection is how an answer cut at the deadline ends: no fault to report.
    server.addFilter(lambda record: "without completing response" not in record.getMessage())
    if policy.log:
        logger = logging.getLogger("kg.access")
        logger.setLevel(logging.INFO)
        logger.addHandler(logging.StreamHandler(sys.stderr))
