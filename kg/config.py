"""Settings: what is built in, then `kg.toml` in the working directory, then `KG_*` of the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import UsageError

FILE = "kg.toml"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a command does where its options say nothing. `timeout` is the seconds a query may take, `naming` the policy
    by which states with contested names are called (`kg/triples/naming.py`)."""

    store: Path = Path("graph")
    base: str = "https://w3id.org/bilateral/id/"
    reader: str = "cascade"
    naming: str = "common"
    host: str = "127.0.0.1"
    port: int = 8080
    timeout: float = 30.0


def load(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings for a command that runs in `folder` (default: the working directory).

    Raises UsageError for a key that does not exist, naming the nearest, and for a value of the wrong kind.
    """
    settings = Settings()
    path = (folder or Path()) / FILE
    if path.is_file():
        settings = _with(settings, _table(path), where=str(path))
    return _with(settings, _from_environment(os.environ if environment is None else environment), where="environment")


def _table(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE} is no valid TOML: {error}", where=str(path)) from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """The `KG_*` variables that are ours.

    Other programs may use the prefix too, so a strange name is an error only where it looks like one of ours
    with a slip of the pen.
    """
    known = _names()
    found: dict[str, object] = {}
    for variable, value in sorted(environment.items()):
        name = variable.removeprefix("KG_").lower()
        if variable.startswith("KG_") and (name in known or get_close_matches(name, known, cutoff=0.75)):
            found[name] = value
    return found


def _with(settings: Settings, values: Mapping[str, object], *, where: str) -> Settings:
    known = _names()
    for name, value in values.items():
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.5)
            guess = f"Did you mean '{nearest[0]}'? " if nearest else ""
            raise UsageError(f"no setting '{name}'", where=where, then=f"{guess}Known: {', '.join(known)}.")
        settings = _replaced(settings, name, value, where=where)
    return settings


def _replaced(settings: Settings, name: str, value: object, *, where: str) -> Settings:
    """`settings` with `name` set to `value`, made into the kind that the built-in value has."""
    kind = type(getattr(settings, name))
    try:
        made = _made(kind, value)
    except (ValueError, OverflowError):
        wanted = {int: "a whole number", float: "a number above 0"}.get(kind, "a text")
        raise UsageError(f"setting '{name}' must be {wanted}, not {value!r}", where=where) from None
    changed: dict[str, Any] = {name: made}
    return replace(settings, **changed)


def _made(kind: type, value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError
    if kind is int and not isinstance(value, float) and int(value) >= 0:
        return int(value)
    if kind is float and 0 < float(value) < float("inf"):
        return float(value)
    if kind not in (int, float) and isinstance(value, str) and value:
        return Path(value) if issubclass(kind, Path) else value
    raise ValueError


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Settings))
