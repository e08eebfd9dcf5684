"""The options that several commands share, and the one way in which commands speak on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import EXIT_SET_ASIDE, UsageError

if TYPE_CHECKING:
    from kg.model import SetAside

StoreOption = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="Folder of the graph's store.  [default: graph]")
]
ReaderOption = Annotated[
    str | None,
    typer.Option("--reader", metavar="NAME", help="Reader of the articles, a module.  [default: cascade]"),
]
BaseOption = Annotated[str | None, typer.Option("--base", metavar="IRI", help="What the graph's own IRIs begin with.")]
HostOption = Annotated[
    str | None, typer.Option("--host", metavar="ADDRESS", help="Address to listen at.  [default: 127.0.0.1]")
]
PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, metavar="NUMBER", help="Port to listen at.  [default: 8080]")
]
LockOption = Annotated[
    float,
    typer.Option("--lock-timeout", min=0, metavar="SECONDS", help="Wait so long for another process's lock."),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="How the input calls id, text, title, date, outlet or url."),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help="Format of the input, where no file name says it.")
]
WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers", min=0, metavar="NUMBER", help="Processes for some hundred articles and more; 0: one a core."
    ),
]
DeadlineOption = Annotated[
    float | None,
    typer.Option("--deadline", min=0.01, metavar="SECONDS", help="CPU time an article may take.  [default: 60]"),
]
MemoryOption = Annotated[
    int | None, typer.Option("--memory", min=64, metavar="MB", help="Memory an article may take.  [default: 3072]")
]
UpdateOption = Annotated[
    bool, typer.Option("--allow-update", help="Let the bearer of the token (KG_TOKEN) write graphs of their own.")
]
SETTING = "--set name=value, for instance --set workers=4"
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting (kg config show); repeatable."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what was set aside.")]
LogOption = Annotated[bool, typer.Option("--log-json", help="Say all as lines of JSON, on stderr.")]
TimeoutOption = Annotated[
    float | None, typer.Option("--timeout", min=0.01, metavar="SECONDS", help="Time a query may take.  [default: 30]")
]


def pairs(given: Iterable[str], shape: str) -> dict[str, str]:
    """`name=value` words as a mapping; `shape` says in an error what was wanted."""
    found: dict[str, str] = {}
    for words in given:
        name, sign, value = words.partition("=")
        if not sign or not name:
            raise UsageError(f"'{words}' has no name and value", then=f"Write {shape}.")
        found[name] = value
    return found


def say(words: str) -> None:
    """One line to the user: stderr, so that stdout holds data alone."""
    print(words, file=sys.stderr, flush=True)


def say_set_aside(set_aside: Iterable[SetAside]) -> None:
    """A line for each thing that was not read, then the exit code that says so, if there is any."""
    lines = [f"set aside: {aside.where}: {aside.reason}" for aside in set_aside]
    for line in lines:
        say(line)
    if lines:
        raise typer.Exit(EXIT_SET_ASIDE)
