"""`kg serve`, `export`, `demo`: a graph is shown to people and to their programs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated

import typer

from kg.commands.options import HostOption, PortOption, StoreOption, TimeoutOption, say
from kg.errors import UsageError


def serve(
    store: StoreOption = None, host: HostOption = None, port: PortOption = None, timeout: TimeoutOption = None
) -> None:
    """Serve SPARQL and pages over HTTP.

    Ends at Ctrl-C. A store that is built again meanwhile is picked up.
    """
    from kg.config import load

    settings = load()
    _serve(
        store or settings.store,
        host or settings.host,
        settings.port if port is None else port,
        timeout or settings.timeout,
    )


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
    view: Annotated[str, typer.Option("--view", help="What the nodes are: actors.")] = "actors",
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


def _serve(store: Path, host: str, port: int, timeout: float) -> None:
    """Serve until Ctrl-C, which is how a server is meant to end: exit code 0."""
    from kg.serve import Limits, run

    def ready(address: str) -> None:
        say(f"Serving {store} at {address}   (Ctrl-C ends)")

    try:
        run(store, host, port, limits=Limits(timeout=timeout), on_ready=ready)
    except KeyboardInterrupt:
        say("Ended.")
