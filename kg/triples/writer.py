"""N-Quads, line by line, in the form that Oxigraph itself prints: a line read and printed again is the same line.

The one place where RDF is put together from strings: values enter a line through `iri`, `text` or `typed` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import FactError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f\ud800-\udfff]')
_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff\ufffe\uffff]')


def iri(value: str) -> str:
    """`<value>`. Raises FactError on a character that no IRI may hold."""
    bad = _NOT_IN_IRI.search(value)
    if bad:
        raise FactError(f"{bad.group()!r} cannot stand in an IRI", where=ascii(value))
    return f"<{value}>"


def text(value: str) -> str:
    """A plain string literal. Raises FactError on a lone surrogate, which no text in Unicode may hold."""
    return f'"{_SPECIAL.sub(_escape, value)}"' if _SPECIAL.search(value) else f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD datatype, named without its namespace: `typed("2024-08-22", "date")`."""
    return f"{text(value)}^^<{_XSD}{datatype}>"


def literal(value: str, datatype: str) -> str:
    """A literal of a datatype of ours, given as `vocabulary.bi` gives it: `literal("370", bi("CowCode"))`."""
    return f"{text(value)}^^{datatype}"


def integer(value: int) -> str:
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: float) -> str:
    """An xsd:decimal of at most six places in canonical form: no exponent, no trailing zero."""
    return f'"{f"{value:.6f}".rstrip("0").rstrip(".")}"^^<{_XSD}decimal>'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        raise FactError(
            "a lone surrogate cannot be written as text", where=ascii(match.string[:40]),
            then="Read the source again in its own encoding.",
        )  # fmt: skip
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    return short.get(character) or f"\\u{ord(character):04X}"


class Lines:
    """The lines of one named graph, each once. Terms come in as `iri`, `text` and `typed` gave them."""

    def __init__(self, graph: str) -> None:
        self._tail = f" {iri(graph)} .\n"
        self._lines: set[str] = set()

    def add(self, subject: str, predicate: str, value: str) -> None:
        self._lines.add(f"{subject} {predicate} {value}{self._tail}")

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        """The lines in no order, each with its line feed."""
        return iter(self._lines)

    def sorted_bytes(self) -> bytes:
        """All lines in UTF-8, in the order of their bytes."""
        return "".join(sorted(self._lines)).encode()
