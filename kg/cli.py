"""The command `kg`: parses, calls one function, prints.

Data goes to stdout, all else to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 wrong query, 4 store (locked,
broken, other version), 5 done but some input was set aside, 130 interrupted. Each command imports its room when it
runs, so that `kg --help` costs no more than Typer.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.commands import asking, building, configuring, keeping, mending, reading, showing, telling
from kg.errors import EXIT_FAILED, EXIT_INTERRUPTED, KgError

app = typer.Typer(
    name="kg",
    help="Articles in, a knowledge graph of diplomacy out; every fact leads to the words that say it.",
    epilog="Start with: kg demo. Settings stand in kg.toml or KG_*, for instance KG_STORE.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        print(f"bilateral-kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_say_version)
    ] = False,
) -> None:
    """Nothing of its own: the options before the command."""


for command in (
    building.build,
    asking.query,
    asking.queries,
    showing.serve,
    showing.export,
    building.info,
    telling.cite,
    telling.codebook,
    asking.search,
    keeping.dump,
    keeping.verify,
    keeping.backup,
    keeping.restore,
    keeping.diff,
    reading.extract,
    reading.explain,
    building.validate,
    building.merge,
    building.rebuild,
    building.remove,
    mending.doctor,
    building.eval,
    showing.demo,
):
    # `query` answers --help itself: with a question's name it tells about that question.
    own_help = command is asking.query
    app.command(add_help_option=not own_help)(command)


app.add_typer(configuring.app, name="config")


def main() -> None:
    """Run the command line and end the process with its exit code.

    What a user can mend comes as one message on stderr; a traceback is a fault of ours.
    """
    try:
        app()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt as stop:
        print(f"kg: interrupted. {stop}".rstrip(), file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        print(f"kg: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}", file=sys.stderr)
        sys.exit(EXIT_FAILED)
