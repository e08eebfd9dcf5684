"""`kg config show`: which settings hold, and why."""

from __future__ import annotations

from dataclasses import asdict

import typer

from kg.commands.options import SETTING, SetOption, pairs

app = typer.Typer(help="Tell which settings hold.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def config() -> None:
    """Tell which settings hold, and where each comes from."""


@app.command()
def show(set: SetOption = None) -> None:
    """List the settings.

    A line each: its name, its value, where it comes from. A secret is not shown.
    """
    from kg.config import SECRET, load, origins

    given = pairs(set or (), SETTING)
    values, sources = asdict(load(given=given)), origins(given=given)
    for name, value in values.items():
        told = "(hidden)" if name in SECRET and value else _told(value)
        print(f"{name:<14} {told:<36} {sources[name]}")


def _told(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)
