"""`kg serve`, `export`, `demo`: a graph is shown to people and to their programs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import (
    SETTING,
    HostOption,
    PortOption,
    SetOption,
    StoreOption,
    TimeoutOption,
    UpdateOption,
    pairs,
    say,
)
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.serve import Limits, Policy

TOKEN = 16
"""Signs that a token has at least."""


def serve(
    store: StoreOption = None,
    host: HostOption = None,
    port: PortOption = None,
    timeout: TimeoutOption = None,
    allow_update: UpdateOption = False,
    set: SetOption = None,
) -> None:
    """Serve SPARQL and pages over HTTP.

    Ends at Ctrl-C. A store that is built again meanwhile is picked up. All settings: kg config show.
    """
    from kg.config import load

    options = {"store": store and str(store), "host": host, "port": port, "timeout": timeout}
    given = {name: value for name, value in options.items() if value is not None}
    if allow_update:
        given["allow_update"] = "true"
    _serve(load(given={**pairs(set or (), SETTING), **given}))


def demo(
    store: StoreOption = None, host: HostOption = None, port: PortOption = None, timeout: TimeoutOption = None
) -> None:
    """Build the demonstration graph; serve it.

    Ends at Ctrl-C. The store stays, and other commands find it.
    """
    from kg.commands.building import say_report
    from kg.config import load
    from kg.demo import build

    target = store or load().store
    report = build(target)
    say(f"The demonstration graph stands in {target.resolve()}; other commands find it there too.")
    say_report(report, target)
    serve(target, host, port, timeout)


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="gephi (a GEXF file).")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="What the nodes are: actors.")] = "actors",
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Last day, YYYY-MM-DD.")] = None,
    store: StoreOption = None,
) -> None:
    """Write a network for Gephi and others."""
    import kg.export
    from kg.config import load
    from kg.store import open_reader

    known = {"gephi": "gexf", **{found.name: found.name for found in iter_modules(kg.export.__path__)}}
    if format not in known:
        raise UsageError(f"no export '{format}'", then=f"Known: {', '.join(known)}.")
    module = import_module(f"kg.export.{known[format]}")
    with open_reader(store or load().store) as reader:
        say(str(module.write(reader, out, view=view, since=since, until=until)))


def _serve(settings: Settings) -> None:
    """Serve until Ctrl-C, which is how a server is meant to end: exit code 0."""
    from kg.serve import run
    from kg.store import make_empty

    policy, limits = _policy(settings), _limits(settings)
    if settings.allow_update and not settings.store.exists():
        make_empty(settings.store, base=settings.base, reader=settings.reader)

    def ready(address: str) -> None:
        say(f"Serving {settings.store} at {address}   (Ctrl-C ends)")

    try:
        run(settings.store, settings.host, settings.port, limits=limits, policy=policy, on_ready=ready)
    except KeyboardInterrupt:
        say("Ended.")


def _policy(settings: Settings) -> Policy:
    """What the server allows. Raises UsageError where writes are allowed and no long token is set."""
    from kg.serve import Policy

    if settings.allow_update and len(settings.token) < TOKEN:
        raise UsageError(
            f"writes are allowed, but the setting 'token' has fewer than {TOKEN} signs",
            then="Make one, for instance: export KG_TOKEN=$(openssl rand -hex 16)",
        )
    return Policy(
        union=settings.default_graph == "union",
        token=settings.token if settings.allow_update else "",
        address=settings.address,
        origins=settings.origins,
        log="" if settings.access_log == "off" else settings.access_log,
    )


def _limits(settings: Settings) -> Limits:
    from kg.serve import Limits

    counted = {"workers": settings.workers} if settings.workers else {}
    return Limits(
        timeout=settings.timeout,
        queue=settings.queue,
        memory=settings.memory << 20,
        body=settings.body << 10,
        upload=settings.upload << 20,
        cache=settings.cache << 20,
        rate=settings.rate,
        **counted,
    )
