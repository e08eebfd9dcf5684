"""The questions of the library: each file of `queries/` with its header, columns and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal, get_args

from kg.errors import QueryError, UsageError
from kg.resources import folder

ParameterType = Literal["string", "date", "iri", "integer"]

_KEY = re.compile(r"#\s?(question|columns|parameters|notes):\s*(.*)$")
_ENTRY = re.compile(r"(\w+):\s+(.+)$")
_TYPED = re.compile(rf"({'|'.join(get_args(ParameterType))}), (.+)$")
_ROW = re.compile(r"^[ \t]*VALUES\s*\(([^)]*)\)\s*\{\s*\((.*)\)\s*\}[ \t]*# parameters[ \t]*$", re.MULTILINE)
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|<[^>]*>|[\w-]*:[\w.-]+|[+-]?\d+|UNDEF')


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A value that the asker may give. `default` is its term in the file, as SPARQL writes it, and an example.

    An empty text asks for all there is: such a value `may_be_left_out`.
    """

    name: str
    type: ParameterType
    meaning: str
    default: str

    @property
    def may_be_left_out(self) -> bool:
        return self.default == '""'

    @property
    def example(self) -> str:
        """The default without quotes or angle brackets, as it would be given on the command line."""
        bare = re.match(r'"((?:[^"\\]|\\.)*)"|<([^>]*)>', self.default)
        return re.sub(r"\\(.)", r"\1", bare[1] or bare[2] or "") if bare else self.default


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question of the library. `columns` pairs each column with its meaning; `text` is the SPARQL with its header."""

    name: str
    question: str
    columns: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]
    notes: str
    text: str


@cache
def catalogue() -> tuple[Query, ...]:
    """All questions by name. Raises QueryError for a file whose header is not as it should be."""
    return tuple(read(path.stem, path.read_text("utf-8")) for path in sorted(folder("queries").glob("*.rq")))


def find(name: str) -> Query:
    """The question of this name. Raises UsageError that names the nearest one and all that there are."""
    known = {query.name: query for query in catalogue()}
    if name in known:
        return known[name]
    nearest = get_close_matches(name, known, n=1)
    guess = f"Did you mean '{nearest[0]}'? " if nearest else ""
    raise UsageError(f"no question '{name}'", then=f"{guess}Known: {', '.join(known)}.")


def read(name: str, text: str) -> Query:
    """One file of the library. Raises QueryError when its header or its parameters cannot be understood."""
    header = dict(_header(text))
    if not header.get("question"):
        raise QueryError("the header has no line '# question: …'", where=f"queries/{name}.rq")
    return Query(
        name=name,
        question=" ".join(header["question"]),
        columns=tuple(_entries(name, header.get("columns", []))),
        parameters=_parameters(name, header.get("parameters", []), text),
        notes=" ".join(header.get("notes", [])),
        text=text,
    )


def filled(query: Query, row: str) -> str:
    """The query's SPARQL with `row`, terms as SPARQL writes them, in place of its parameters' defaults."""
    return _ROW.sub(lambda found: found[0].replace(f"({found[2]})", f"( {row} )"), query.text, count=1)


def _header(text: str) -> Iterator[tuple[str, list[str]]]:
    """The header's parts: a key with the lines below it."""
    key, lines = "", list[str]()
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if found := _KEY.match(line):
            if key:
                yield key, lines
            key, lines = found[1], [found[2]] if found[2] else []
        elif line.strip("# "):
            lines.append(line.strip("# "))
    if key:
        yield key, lines


def _entries(name: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    """The lines `name: meaning`. A line without a name goes on with the one above."""
    found: list[tuple[str, str]] = []
    for line in lines:
        entry = _ENTRY.match(line)
        if entry:
            found.append((entry[1], entry[2]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            raise QueryError(f"'{line}' is not of the form 'name: meaning'", where=f"queries/{name}.rq")
    yield from found


def _parameters(name: str, lines: list[str], text: str) -> tuple[Parameter, ...]:
    row = _ROW.search(text)
    told = dict(_entries(name, lines))
    if row is None:
        if told:
            raise QueryError("parameters are described, but no VALUES row is marked", where=f"queries/{name}.rq")
        return ()
    names = [variable.lstrip("?$") for variable in row[1].split()]
    defaults = _TERM.findall(row[2])
    if names != list(told) or len(defaults) != len(names):
        raise QueryError("the VALUES row and the described parameters differ", where=f"queries/{name}.rq")
    return tuple(_parameter(name, one, told[one], default) for one, default in zip(names, defaults, strict=True))


def _parameter(query: str, name: str, described: str, default: str) -> Parameter:
    found = _TYPED.match(described)
    if not found:
        raise QueryError(
            f"the parameter '{name}' is described without its type",
            where=f"queries/{query}.rq",
            then=f"Begin with one of {', '.join(get_args(ParameterType))} and a comma.",
        )
    kind = next(one for one in get_args(ParameterType) if one == found[1])
    return Parameter(name=name, type=kind, meaning=found[2], default=default)
