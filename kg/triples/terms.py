"""Terms as N-Quads writes them -> what they say."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

STRING = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def bare(term: str) -> str:
    """The IRI without brackets, or the text of a literal."""
    if term.startswith("<"):
        return term[1:-1]
    quoted = term[: term.rindex('"') + 1]
    # Canonical N-Quads escapes a string as JSON does.
    return str(json.loads(quoted, strict=False)) if "\\" in quoted else quoted[1:-1]


def datatype(term: str) -> str:
    """The datatype of a literal, "" for an IRI."""
    if term.startswith("<"):
        return ""
    tail = term[term.rindex('"') + 1 :]
    if not tail:
        return STRING
    return tail[3:-1] if tail.startswith("^^") else LANG_STRING


def number(term: str) -> Decimal | None:
    """The number that a literal is, None for what is none."""
    try:
        return None if term.startswith("<") else Decimal(bare(term))
    except InvalidOperation:
        return None
