"""The plainest questions, one pattern about one thing, asked in the plainest way: answered before all else.

Such a question costs the engine less than handing it to a worker would, and its answer cannot be long in coming: it is
read straight from an index, or found by walking along a property that is rare, and given up as soon as it grows.
Whatever differs in any way (another header, a body, a second pattern, a long answer) goes the usual way, which gives
the same answer.
"""

from __future__ import annotations

import re
import time
from binascii import a2b_qp
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import KgError
from kg.queries import unknown_terms
from kg.serve.answers import DESCRIBED, TEXT
from kg.serve.cache import ZIPPED, Answers, Present, digest, tag
from kg.serve.generation import Current
from kg.serve.limits import Policy
from kg.serve.negotiation import Forms, forms, prefers_html, takes_gzip
from kg.serve.problems import Problem
from kg.serve.record import Record
from kg.store import PREFIXES, Generation, Reader

LONGEST = 1 << 15
"""Bytes of an answer that is given here."""
KEPT = 2048
"""Answers that are kept by the bytes of their request."""
TARGET = 4096
"""Bytes of an address that is looked at here."""
TERMS = 1024
"""Terms of an answer that is written in one piece, which takes half the time; `LONGEST` has room for fewer in JSON."""
RARE = 2048
"""Quads of a property along which is walked here. A walk takes each once at most, and some 8 microseconds a step."""

_REQUEST = re.compile(
    rb"GET /sparql\?query=((?:[\w+.*~'()!$,:@/?;-]++|%[0-9A-Fa-f]{2})++) HTTP/1\.1\r\n((?:[A-Za-z-]+: [ -~]*\r\n)+)\r\n"
)
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
_HARMLESS = (b"user-agent", b"accept-language", b"cache-control", b"priority")


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


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A query asked in the plainest way; `digest` stands for it and the form that its answer has."""

    text: str
    forms: Forms
    gzip: bool
    digest: str


class QuickAnswers:
    """Answers to the plainest questions by the bytes of their requests, over the current generation."""

    def __init__(
        self,
        store: Path,
        policy: Policy,
        present: Present,
        answers: Answers,
        safe: tuple[tuple[bytes, bytes], ...],
        note: Callable[[str, str, Record, float], None],
    ) -> None:
        self._current = Current(store)
        self._policy = policy
        self._present = present
        self._safe = b"".join(b"%s: %s\r\n" % pair for pair in safe)
        self._note = note
        self._forms: dict[bytes, tuple[Forms, bool] | None] = {}
        self._answers = answers
        self._kept: OrderedDict[bytes, tuple[bytes, Record]] = OrderedDict()
        self._rare: dict[str, bool] = {}
        self._tag = ""

    def __call__(self, data: bytes, client: str) -> bytes | None:
        began = time.perf_counter()
        generation = self._present.generation()
        if generation is None or not data.startswith(b"GET /sparql?query="):
            return None
        now = tag(generation.number, generation.snapshot, "")
        if now != self._tag:
            self._kept.clear()
            self._rare.clear()
            self._tag = now
        kept = self._kept.get(data) or self._answered(data)
        if kept is None:
            return None
        self._note("/sparql", client, kept[1], time.perf_counter() - began)
        return kept[0]

    def _answered(self, data: bytes) -> tuple[bytes, Record] | None:
        asked = self._asked(data)
        if asked is None:
            return None
        answered = self._again(asked) or self._looked_up(asked)
        if answered is not None and len(answered[0]) <= LONGEST:
            self._kept[data] = answered
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answered

    def _asked(self, data: bytes) -> _Asked | None:
        found = _REQUEST.fullmatch(data) if len(data) <= TARGET else None
        if found is None or (told := self._form(found[2])) is None:
            return None
        try:
            text = decoded(found[1])
        except UnicodeDecodeError:
            return None
        nothing: tuple[str, ...] = ()
        dataset = {"default_graphs": nothing, "named_graphs": nothing, "union": self._policy.union}
        job = {"query": text, **dataset, "table": told[0].table, "graph": told[0].graph}
        return _Asked(text=text, forms=told[0], gzip=told[1], digest=digest(job))

    def _again(self, asked: _Asked) -> tuple[bytes, Record] | None:
        """An answer that the usual way gave, to any query."""
        kept = self._answers.find(self._tag + asked.digest + (ZIPPED if asked.gzip else ""))
        if kept is None:
            return None
        head = "".join(f"{name.lower()}: {value}\r\n" for name, value in kept.headers.items())
        told = Record(query=asked.digest, rows=kept.rows, status=200, sent=len(kept.body))
        return self._whole(head, kept.body, "cache"), told

    def _whole(self, head: str, body: bytes, timing: str) -> bytes:
        length = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\nserver-timing: {timing}\r\n"
        return length.encode("ascii") + head.encode("latin-1") + self._safe + b"\r\n" + body

    def _form(self, head: bytes) -> tuple[Forms, bool] | None:
        """The forms that the headers want, and whether in gzip; None where they say anything that is not for here."""
        if head not in self._forms:
            if len(self._forms) > KEPT:
                self._forms.clear()
            self._forms[head] = _wanted(head)
        return self._forms[head]

    def _looked_up(self, asked: _Asked) -> tuple[bytes, Record] | None:
        text, form = _spelled(asked.text), asked.forms.table
        plain = _PLAIN.fullmatch(text)
        if plain is None or not form:
            return None
        try:
            reader = self._current.reader()
            if not self._is_bounded(plain, reader) or unknown_terms(reader, asked.text):
                return None
            body = self._written(reader, text, form, bounded=plain["limit"] is not None)
        except (KgError, SyntaxError, ValueError, OSError, RuntimeError, _TooLong):
            return None  # the usual way says what is wrong
        told = Record(query=asked.digest, status=200, sent=len(body))
        return self._whole(_fields(form, reader.generation, asked.digest), body, "index"), told

    def _written(self, reader: Reader, text: str, form: str, *, bounded: bool) -> bytes:
        """The answer as the engine writes it. Raises _TooLong for one that is not short."""
        if form == _JSON.media_type and not bounded:
            body = _solutions(reader, f"{text} LIMIT {TERMS + 1}", self._policy.union).serialize(format=_JSON) or b""
            terms = body.count(b'"type":"')  # in a literal the signs would be escaped
            if terms > TERMS or len(body) > LONGEST:
                raise _TooLong
            if terms:  # else rows of nothing, and more of them perhaps
                return body
        written = _Short()
        results = _solutions(reader, text, self._policy.union)
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
            if len(self._rare) > KEPT:
                self._rare.clear()
            self._rare[along] = reader.uses(along[1:-1], RARE) < RARE
        return self._rare[along]


def _solutions(reader: Reader, text: str, union: bool) -> ox.QuerySolutions:
    results = reader.look_up(text, union=union)
    assert isinstance(results, ox.QuerySolutions)
    return results


def _fields(form: str, made: Generation, digest: str) -> str:
    content = f"{form}; charset=utf-8" if form in TEXT else form
    return (
        f"content-type: {content}\r\nvary: Accept, Accept-Encoding\r\n"
        f"x-kg-generation: {made.number}\r\nx-kg-snapshot: {made.snapshot}\r\n"
        f'link: {DESCRIBED}\r\ncache-control: no-cache\r\netag: "{tag(made.number, made.snapshot, digest)}"\r\n'
    )


def decoded(query: bytes) -> str:
    """A percent-encoded query, which holds no "=", as a text.

    Quoted-printable is the same encoding by another sign, and the library has a decoder for it in C.
    """
    return a2b_qp(query.replace(b"+", b" ").replace(b"%", b"=")).decode("utf-8")


def _wanted(head: bytes) -> tuple[Forms, bool] | None:
    accept, encoding, hosts = b"", b"", 0
    for line in head.split(b"\r\n")[:-1]:
        name, _, value = line.partition(b": ")
        name = name.lower()
        if name == b"host":
            hosts += 1
        elif name == b"accept":
            accept = accept + b", " + value if accept else value
        elif name == b"accept-encoding":
            encoding = value
        elif not (name in _HARMLESS or (name == b"connection" and value.lower() == b"keep-alive")):
            return None
    if hosts != 1:
        return None
    told = accept.decode("ascii")
    try:
        wanted = forms(told)
    except Problem:
        return None
    return None if prefers_html(told) else (wanted, takes_gzip(encoding.decode("ascii")))


def _spelled(text: str) -> str:
    """`text` with our prefixes written out: to hand all of them to the engine takes as long as to answer."""

    def whole(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        prefix, _, local = found[1].partition(":")
        return f"<{PREFIXES[prefix]}{local}>" if prefix in PREFIXES else found[0]

    return _PREFIXED.sub(whole, text)
