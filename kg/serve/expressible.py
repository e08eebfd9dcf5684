"""What a form of answers cannot hold: found while it is written, so that no answer looks whole and cannot be read.

The engine writes control characters into XML, which has none, and a property without a last part that could be the
name of an element as an element without a name. https://www.w3.org/TR/xml/#charsets https://www.w3.org/TR/rdf-syntax-grammar/
"""

from __future__ import annotations

from typing import IO, cast

from kg.serve.refusals import Refusal

XML = ("application/sparql-results+xml", "application/rdf+xml")
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r"))
_OTHERS = ("\ufffe".encode(), "\uffff".encode())
_NAMELESS = b"<oxprefix: "
_TAIL = len(_NAMELESS) - 1


class Inexpressible(Refusal):
    """The answer holds what its form cannot."""

    def __init__(self, what: str, other: str) -> None:
        super().__init__("inexpressible", f"{what}: ask for {other}.")


class _Xml:
    """A file that takes well-formed XML only, in pieces of any length."""

    def __init__(self, out: IO[bytes], other: str) -> None:
        self._out = out
        self._other = other
        self._tail = b""

    def write(self, piece: bytes) -> int:
        seen = self._tail + piece
        self._tail = seen[-_TAIL:]
        if len(piece.translate(None, _CONTROLS)) < len(piece) or any(sign in seen for sign in _OTHERS):
            raise Inexpressible("A value in the answer holds a control character, which XML cannot hold", self._other)
        if _NAMELESS in seen:
            raise Inexpressible("A property in the answer ends in nothing that RDF/XML could call it by", self._other)
        return self._out.write(piece)

    def flush(self) -> None:
        self._out.flush()


def checked(out: IO[bytes], media_type: str) -> IO[bytes]:
    """`out`, where an answer in this form is written to. To write what the form cannot hold raises Inexpressible."""
    if media_type not in XML:
        return out
    other = "text/turtle" if media_type.endswith("rdf+xml") else "application/sparql-results+json"
    return cast(IO[bytes], _Xml(out, other))
