"""The bytes of a request that asks a query in the plainest way, and nothing else -> what it asks."""

from __future__ import annotations

import re
from binascii import a2b_qp
from typing import Any, NamedTuple

from kg.serve.jobs import is_volatile, plain_digest, streaming
from kg.serve.negotiation import Forms, forms, prefers_html, takes_gzip
from kg.serve.problems import Problem

HEADS = 2048
"""Heads of requests whose meaning is remembered."""
TARGET = 4096
"""Bytes of a request that is looked at here."""

BEGIN = b"GET /sparql?query="
_QUERY = re.compile(rb"(?:[\w+.*~'()!$,:@/?;-]++|%[0-9A-Fa-f]{2})++")
_HEAD = re.compile(rb"((?:[A-Za-z-]+: [ -~]*\r\n)+)\r\n")
_ADDRESS = re.compile(rb"[0-9.]{7,15}|[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")
_HARMLESS = (
    *(b"user-agent", b"accept-language", b"cache-control", b"priority"),
    *(b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port", b"x-real-ip"),
)


class Plain(NamedTuple):
    """A query, and the forms that its answer may have. `digest` stands for what a worker is given for it.

    `client` is for whom a proxy says that it asks, "" where nobody says that.
    """

    text: str
    forms: Forms
    gzip: bool
    union: bool
    digest: str
    client: str

    @property
    def job(self) -> dict[str, Any]:
        """What a worker is given for it."""
        return streaming(self.text, self.forms, gzip=self.gzip, union=self.union)


_Told = tuple[Forms, bool, str]
"""Of the headers: the forms that they want, whether in gzip, and the client that they name."""


class PlainRequests:
    """Reads them, and remembers what their headers mean: most clients send few."""

    def __init__(self, *, union: bool) -> None:
        self._union = union
        self._heads: dict[bytes, _Told | None] = {}

    def read(self, data: bytes) -> Plain | None:
        """What is asked; None for all that goes the usual way, which says what is wrong with it if anything is."""
        target, _, head = data.partition(b" HTTP/1.1\r\n")
        if len(data) > TARGET or not target.startswith(BEGIN) or (told := self._form(head)) is None:
            return None
        query = target[len(BEGIN) :]
        if _QUERY.fullmatch(query) is None:
            return None
        try:
            text = decoded(query)
        except UnicodeDecodeError:
            return None
        if "\0" in text or is_volatile(text):
            return None
        wanted, gzip, client = told
        return Plain(text, wanted, gzip, self._union, plain_digest(text, wanted, union=self._union), client)

    def _form(self, head: bytes) -> _Told | None:
        """What the headers say; None where they say anything that is not for here."""
        if head not in self._heads:
            if len(self._heads) > HEADS:
                self._heads.clear()
            self._heads[head] = _wanted(head)
        return self._heads[head]


def decoded(query: bytes) -> str:
    """A percent-encoded query, which holds no "=", as a text.

    Quoted-printable is the same encoding by another sign, and the library has a decoder for it in C.
    """
    return a2b_qp(query.replace(b"+", b" ").replace(b"%", b"=")).decode("utf-8")


def _wanted(head: bytes) -> _Told | None:
    accept, encoding, client, hosts = b"", b"", b"", 0
    if _HEAD.fullmatch(head) is None:
        return None
    for line in head.split(b"\r\n")[:-2]:
        name, _, value = line.partition(b": ")
        name = name.lower()
        if name == b"host":
            hosts += 1
        elif name == b"accept":
            accept = accept + b", " + value if accept else value
        elif name == b"accept-encoding":
            encoding = value
        elif name == b"x-forwarded-for" and not client and _ADDRESS.fullmatch(value):
            client = value
        elif not (name in _HARMLESS or (name == b"connection" and value.lower() == b"keep-alive")):
            return None
    if hosts != 1:
        return None
    told = accept.decode("ascii")
    try:
        wanted = forms(told)
    except Problem:
        return None
    return None if prefers_html(told) else (wanted, takes_gzip(encoding.decode("ascii")), client.decode("ascii"))
