"""Questions of one pattern about one thing, which the server answers itself.

Such an answer costs the engine less than handing the question to a worker would, and cannot be long in coming: it is
read straight from an index, and given up as soon as it grows, or found by walking along a property that is rare.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.queries import unknown_terms
from kg.serve.expressible import checked
from kg.serve.generation import Current
from kg.serve.refusals import Refusal
from kg.serve.walks import Walk, Walks
from kg.store import PREFIXES, Generation, Reader

LONGEST = 1 << 15
"""Bytes of an answer that is given here."""
TERMS = 1024
"""Terms of an answer that is written in one piece, which takes half the time; `LONGEST` has room for fewer in JSON."""

_INSIDE = r'[^<>"{}|^`\\\x00-\x20]*'
_IRI = f"<{_INSIDE}>"
_NAME = r"[a-z]+:\w+"
_LITERAL = r'"[^"\\\n\r]*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?'
_CONSTANT = rf"(?:{_IRI}|{_NAME})"
_VARIABLE = r"\?\w+"
_ABOUT = rf"{_CONSTANT}\s+(?:{_CONSTANT}|a|(?P<property>{_VARIABLE}))\s+(?P<value>{_VARIABLE})"
_WITH = rf"{_VARIABLE}\s+(?:{_CONSTANT}|a)\s+(?:{_CONSTANT}|{_LITERAL})"
_STEPS = rf"(?P<turned>\^?)<(?P<along>{_INSIDE})>(?P<times>[+*])"
_START, _END = f"<(?P<start>{_INSIDE})>", r"\?(?P<end>\w+)"


def _select(projection: str, pattern: str) -> re.Pattern[str]:
    text = rf"\s*SELECT\s+(?:\*|{projection})\s*(?:WHERE\s*)?\{{\s*{pattern}\s*\.?\s*\}}\s*"
    return re.compile(rf"{text}(?:LIMIT\s+(?P<limit>\d{{1,6}})\s*)?", re.IGNORECASE | re.ASCII)


_POINT = _select(rf"{_VARIABLE}(?:\s+{_VARIABLE})*", f"(?:{_ABOUT}|{_WITH})")
_FORTH = _select(r"\?(?P<wanted>\w+)", rf"{_START}\s+{_STEPS}\s+{_END}")
_BACK = _select(r"\?(?P<wanted>\w+)", rf"{_END}\s+{_STEPS}\s+{_START}")
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
        self._reader: Reader | None = None
        self._walks: Walks

    def generation(self) -> Generation | None:
        """The generation that answers from now on, the newest that can be read; None if none can."""
        try:
            reader = self._current.reader()
        except (StoreError, OSError):
            return None
        if reader is not self._reader:
            self._reader, self._walks = reader, Walks(reader, union=self._union)
        return reader.generation

    def follow(self) -> None:
        """To be called now and then (`kg.serve.generation.Current.follow`)."""
        self._current.follow()

    def answer(self, query: str, form: str) -> bytes | None:
        """The answer in this form; None where it could be long, or anything is wrong."""
        reader = self._reader
        if not form or reader is None:
            return None
        text = _spelled(query)
        try:
            if (point := _POINT.fullmatch(text)) is not None:
                body = self._about(reader, text, form, point)
            else:
                walk = _walk(text) if form == _JSON.media_type else None
                body = self._walks.answer(walk) if walk is not None else None
            if body is None or len(body) > LONGEST or unknown_terms(reader, query):
                return None
        except (KgError, SyntaxError, ValueError, OSError, RuntimeError, Refusal, _TooLong):
            return None
        return body

    def _about(self, reader: Reader, text: str, form: str, point: re.Match[str]) -> bytes | None:
        """The answer as the engine writes it. Raises _TooLong for one that is not short."""
        if point["property"] is not None and point["property"] == point["value"]:
            return None  # a test, which can be long without an answer
        if form == _JSON.media_type and point["limit"] is None:
            body = _solutions(reader, f"{text} LIMIT {TERMS + 1}", self._union).serialize(format=_JSON) or b""
            terms = body.count(b'"type":"')  # in a literal the signs would be escaped
            if terms > TERMS:
                raise _TooLong
            if terms:  # else rows of nothing, and more of them perhaps
                return body
        written = _Short()
        results = _solutions(reader, text, self._union)
        results.serialize(checked(cast(IO[bytes], written), form), format=ox.QueryResultsFormat.from_media_type(form))
        return bytes(written.data)


def _walk(text: str) -> Walk | None:
    """The walk that the query is, if it is one whose end is what it wants."""
    forth, back = _FORTH.fullmatch(text), _BACK.fullmatch(text)
    found = forth or back
    if found is None or found["wanted"] not in (None, found["end"]):
        return None
    limit = found["limit"]
    return Walk(
        start=found["start"],
        along=found["along"],
        end=found["end"],
        against=bool(found["turned"]) == (forth is not None),
        stays=found["times"] == "*",
        most=None if limit is None else int(limit),
    )


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
