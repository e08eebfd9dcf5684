"""RDF terms as they travel from a worker to a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
Kind = Literal["iri", "blank", "literal", "triple"]


@dataclass(frozen=True)
class Term:
    """`value` is an IRI, a label or the lexical form; `datatype` is "" for a plain string."""

    kind: Kind
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def is_number(self) -> bool:
        return self.datatype.removeprefix(XSD) in ("integer", "decimal", "double", "float")


def encode(term: Any) -> list[str] | None:
    """A term of the engine as JSON; None for an unbound variable."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.BlankNode):
        return ["blank", term.value]
    if isinstance(term, ox.Literal):
        datatype = "" if term.datatype.value == f"{XSD}string" else term.datatype.value
        return ["literal", term.value, datatype, term.language or ""]
    return ["triple", str(term)]


def decode(value: list[Any] | None) -> Term | None:
    return None if value is None else Term(*value)
