"""Questions of one pattern about one thing, which the server answers itself.

Such an answer costs the engine less than handing the question to a worker would, and cannot be long in coming: it is
read straight from an index, or found by walking along a property that is rare, and given up as soon as it grows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import KgError
from kg.queries import unknown_terms
from kg.serve.generation import Current
from kg.serve.workers import Head
from kg.store import PREFIXES, Reader

LONGEST = 1 << 15
"""Bytes of an answer that is given here."""
TERMS = 1024
"""Terms of an answer that is written in one piece, which takes half the time; `LONGEST` has room for fewer in JSON."""
RARE = 2048
"""Quads of a property along which is walked here. A walk takes each once at most, and some 8 microseconds a step."""
PROPERTIES = 2048
"""Properties of which is remembered whether they are rare."""

_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_NAME = r"[a-z]+:\w+"
_LITERAL = r'"[^"\\\n\r]*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?'
_CONSTANT = rf"(?:{_IRI}|{_NAME})"
_VARIABLE = r"\?\w+"
_ABOUT = rf"{_CONSTANT}\s+(?:{_CONSTANT}|a|(?P<property>{_VARIABLE}))\s+(?P<value>{_VARIABLE})"
_WITH = rf"{_VARIABLE}\s+(?:{_CONSTANT}|a)\s+(?:{_CONSTANT}|{_LITERAL})"
_FROM = rf"{_CONSTANT}\s+\^?(?P<along>{_CONSTANT})[+*]\s+{_VARIABLE}"
_TO = rf"{_VARIABLE}\s+\^?(?P<towards>{_CONSTANT})[+*]\s+{_CONSTANT}"
_PLAIN = re.compile(
    rf"\s*SELECT\s+(?:\*|{_VARIABLE}(?:\s+{_VARIABLE})*)\s*(?:WHERE\s*)?"
    rf"\{{\s*(?:{_ABOUT}|{_WITH}|{_FROM}|{_TO})\s*\.?\s*\}}\s*(?P<limit>LIMIT\s+\d{{1,6}}\s*)?",
    re.IGNORECASE | re.ASCII,
)
_PREFIXED = re.compile(rf"{_IRI}|{_LITERAL}|\b({_NAME})", re.ASCII)
_JSON = ox.QueryResultsFormat.JSON


class _TooLong(Exception):
    """The answer grows too long to be given at once."""


class _Short:
    """A file of bounded length."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, piece: bytes) -> int:
        self.data += piece
        if len(self.data) > LONGEST:
            raise _TooLong
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


class LookUps:
    """Looks things up in the current generation of a store."""

    def __init__(self, store: Path, *, union: bool) -> None:
        self._current = Current(store)
        self._union = union
        self._rare: dict[str, bool] = {}
        self._reader: Reader | None = None

    def answer(self, query: str, form: str) -> tuple[Head, bytes] | None:
        """The answer in this form; None where it could be long, or anything is wrong."""
        text = _spelled(query)
        plain = _PLAIN.fullmatch(text)
        if plain is None or not form:
            return None
        try:
            reader = self._opened()
            if not self._is_bounded(plain, reader) or unknown_terms(reader, query):
                return None
            body = self._written(reader, text, form, bounded=plain["limit"] is not None)
        except (KgError, SyntaxError, ValueError, OSError, RuntimeError, _TooLong):
            return None
        made = reader.generation
        return Head(generation=made.number, snapshot=made.snapshot, base=made.base, media_type=form), body

    def _opened(self) -> Reader:
        reader = self._current.reader()
        if reader is not self._reader:
            self._reader = reader
            self._rare.clear()
        return reader

    def _written(self, reader: Reader, text: str, form: str, *, bounded: bool) -> bytes:
        """The answer as the engine writes it. Raises _TooLong for one that is not short."""
        if form == _JSON.media_type and not bounded:
            body = _solutions(reader, f"{text} LIMIT {TERMS + 1}", self._union).serialize(format=_JSON) or b""
            terms = body.count(b'"type":"')  # in a literal the signs would be escaped
            if terms > TERMS or len(body) > LONGEST:
                raise _TooLong
            if terms:  # else rows of nothing, and more of them perhaps
                return body
        written = _Short()
        results = _solutions(reader, text, self._union)
        results.serialize(cast(IO[bytes], written), format=ox.QueryResultsFormat.from_media_type(form))
        return bytes(written.data)

    def _is_bounded(self, plain: re.Match[str], reader: Reader) -> bool:
        """Whether the answer is found by few steps, whatever stands in the graph."""
        if plain["property"] is not None and plain["property"] == plain["value"]:
            return False  # a test, which can be long without an answer
        along = plain["along"] or plain["towards"]
        if along is None:
            return True
        if along not in self._rare:
            if len(self._rare) > PROPERTIES:
                self._rare.clear()
            self._rare[along] = reader.uses(along[1:-1], RARE) < RARE
        return self._rare[along]


def _solutions(reader: Reader, text: str, union: bool) -> ox.QuerySolutions:
    results = reader.look_up(text, union=union)
    assert isinstance(results, ox.QuerySolutions)
    return results


def _spelled(text: str) -> str:
    """`text` with our prefixes written out: to hand all of them to the engine takes as long as to answer."""

    def whole(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        prefix, _, local = found[1].partition(":")
        return f"<{PREFIXES[prefix]}{local}>" if prefix in PREFIXES else found[0]

    return _PREFIXED.sub(whole, text)
