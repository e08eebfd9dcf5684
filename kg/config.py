"""Settings: what is built in, then `kg.toml` in the working directory, then `KG_*` of the environment, then options."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import UsageError

FILE = "kg.toml"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a command does where its options say nothing. `timeout` is the seconds a query may take, `naming` the policy
    by which states with contested names are called (`kg/triples/naming.py`).

    Of the server: `memory` is in MB a worker, `upload` and `cache` in MB, `body` in KB a query, `rate` in requests a
    second and client (0: no limit), `workers` 0 means one a core; `token` is what who writes must bear.
    """

    store: Path = Path("graph")
    base: str = "https://w3id.org/bilateral/id/"
    reader: str = "cascade"
    naming: str = "common"
    host: str = "127.0.0.1"
    port: int = 8080
    timeout: float = 30.0
    allow_update: bool = False
    token: str = field(default="", repr=False)
    default_graph: str = "union"
    address: str = ""
    origins: tuple[str, ...] = ()
    access_log: str = "off"
    workers: int = 0
    queue: int = 32
    memory: int = 4096
    body: int = 1024
    upload: int = 64
    cache: int = 64
    rate: int = 0


CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"default_graph": ("union", "plain"), "access_log": ("off", "text", "json")}
)
"""The settings that take one of a few words."""
SECRET = ("token",)
Layer = tuple[str, Mapping[str, object]]
"""Where values stand, and the values by name."""


def load(
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> Settings:
    """The settings for a command that runs in `folder` (default: the working directory); `given` are its options.

    Raises UsageError for a key that does not exist, naming the nearest, and for a value of the wrong kind.
    """
    settings = Settings()
    for where, values in _layers(folder, environment, given):
        settings = _with(settings, values, where=where)
    return settings


def origins(
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> dict[str, str]:
    """Where each setting has its value from, by name: "built in", the file, its variable, "option"."""
    found = dict.fromkeys(_names(), "built in")
    for where, values in _layers(folder, environment, given):
        for name in values:
            found[name] = f"KG_{name.upper()}" if where == "environment" else where
    return found


def _layers(
    folder: Path | None, environment: Mapping[str, str] | None, given: Mapping[str, object] | None
) -> Iterator[Layer]:
    path = (folder or Path()) / FILE
    if path.is_file():
        yield str(path), _table(path)
    yield "environment", _from_environment(os.environ if environment is None else environment)
    yield "option", given or {}


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
        if made not in CHOICES.get(name, (made,)):
            raise ValueError
    except (ValueError, OverflowError):
        numbers = {int: "a whole number", float: "a number above 0", bool: "true or false"}
        wanted = " or ".join(CHOICES.get(name, ())) or numbers.get(kind, "a text")
        value = "…" if name in SECRET else value
        raise UsageError(f"setting '{name}' must be {wanted}, not {value!r}", where=where) from None
    changed: dict[str, Any] = {name: made}
    return replace(settings, **changed)


def _made(kind: type, value: object) -> object:
    if kind is bool:
        return _truth(value)
    if kind is tuple:
        words = value.split(",") if isinstance(value, str) else value
        return tuple(_made(str, word.strip() if isinstance(word, str) else word) for word in _listed(words))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError
    if kind is int and not isinstance(value, float) and int(value) >= 0:
        return int(value)
    if kind is float and 0 < float(value) < float("inf"):
        return float(value)
    if kind not in (int, float) and isinstance(value, str) and value:
        return Path(value) if issubclass(kind, Path) else value
    raise ValueError


def _truth(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise ValueError


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError
    return value


def _names() -> tuple[str, ...]:
    return tuple(one.name for one in fields(Settings))
