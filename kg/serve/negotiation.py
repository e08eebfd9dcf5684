"""The Accept header and the forms an answer can take -> the form to give.

https://www.rfc-editor.org/rfc/rfc9110#name-accept
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from kg.serve.problems import Problem

REMEMBERED = 256
"""Headers whose meaning is remembered: most clients send one of few."""
ENTRIES = 100
"""Entries of a header that are looked at: to choose among fifteen thousand would keep all others waiting."""
HTML = "text/html"
RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
    "text/n3",
)
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "application/json": "application/sparql-results+json",
        "application/xml": "application/sparql-results+xml",
        "text/xml": "application/sparql-results+xml",
    }
)
GRAPH_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "application/json": "application/ld+json",
        "application/xml": "application/rdf+xml",
        "text/xml": "application/rdf+xml",
        "application/x-turtle": "text/turtle",
        "text/plain": "application/n-triples",
    }
)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "html": HTML,
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "jsonld": "application/ld+json",
        "trig": "application/trig",
        "nq": "application/n-quads",
        "n3": "text/n3",
    }
)


OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "turtle": "ttl",
        "ntriples": "nt",
        "n-triples": "nt",
        "nquads": "nq",
        "n-quads": "nq",
        "rdf+xml": "rdf",
        "rdfxml": "rdf",
        "json-ld": "jsonld",
        **{kind: suffix for suffix, kind in SUFFIXES.items()},
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
        "application/x-turtle": "ttl",
        "text/plain": "nt",
    }
)
"""What clients call forms by (SPARQLWrapper sends `format=turtle`, others a media type), and our suffix for them."""
OF_GRAPHS: Mapping[str, str] = MappingProxyType({"json": "application/ld+json", "xml": "application/rdf+xml"})
"""What suffixes mean that mean something else of a table."""


@dataclass(frozen=True)
class Range:
    """One entry of an Accept header; `weight` lies in [0, 1], 0 refuses."""

    kind: str
    weight: float

    @property
    def precision(self) -> int:
        return 0 if self.kind == "*/*" else 1 if self.kind.endswith("/*") else 2

    def covers(self, media_type: str) -> bool:
        return self.kind in ("*/*", media_type) or (
            self.kind.endswith("/*") and media_type.startswith(self.kind.removesuffix("*"))
        )


def ranges(accept: str) -> tuple[Range, ...]:
    """The first entries of an Accept header as they stand; one with a malformed weight counts as weight 0."""
    found = []
    for entry in accept.split(",", ENTRIES)[:ENTRIES]:
        kind, *parameters = (piece.strip() for piece in entry.split(";"))
        if not kind:
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                weight = _weight(value.strip())
        found.append(Range(kind.lower(), weight))
    return tuple(found)


def _weight(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0


def choose(accept: str, offers: Sequence[str], aliases: Mapping[str, str]) -> str:
    """The offer that `accept` wants most; among equals the one named precisely, then the first offered.

    HTML is given only to those who name it: a client that takes anything gets data.
    Raises Problem 406 where nothing offered is acceptable.
    """
    asked = ranges(accept) or (Range("*/*", 1.0),)
    best: tuple[float, int, int] | None = None
    chosen = ""
    for place, offer in enumerate(offers):
        names = {alias for alias, target in aliases.items() if target == offer}
        covering = [entry for entry in asked if entry.covers(offer) or entry.kind in names]
        if offer == HTML:
            covering = [entry for entry in covering if entry.precision == 2]
        if not covering:
            continue
        closest = max(covering, key=lambda entry: (entry.precision, entry.weight))
        rank = (closest.weight, closest.precision, -place)
        if closest.weight > 0 and (best is None or rank > best):
            best, chosen = rank, offer
    if best is None:
        raise Problem(406, "No such form", f"This answer can be given as: {', '.join(offers)}.")
    return chosen


@dataclass(frozen=True, kw_only=True)
class Forms:
    """The form of an answer that is a table (or yes or no), and of one that is a graph; "" where none is acceptable."""

    table: str
    graph: str


@lru_cache(maxsize=REMEMBERED)
def forms(accept: str, form: str = "") -> Forms:
    """What `accept` wants of a query whose kind only the worker will know, or what a `format=` parameter names.

    Raises Problem 406 where neither a table nor a graph would be acceptable, 400 for an unknown form.
    """
    if form:
        return _named(form)
    table = _choice(accept, RESULTS, ALIASES)
    graph = _choice(accept, GRAPHS, GRAPH_ALIASES)
    if not table and not graph:
        choose(accept, RESULTS, ALIASES)  # raises
    return Forms(table=table, graph=graph)


def _choice(accept: str, offers: Sequence[str], aliases: Mapping[str, str]) -> str:
    try:
        return choose(accept, offers, aliases)
    except Problem:
        return ""


def _named(form: str) -> Forms:
    found = Forms(table=_offered(form, RESULTS), graph=_offered(form, GRAPHS))
    if not found.table and not found.graph:
        named(form, (*RESULTS, *GRAPHS))  # raises
    return found


@lru_cache(maxsize=REMEMBERED)
def takes_gzip(accept_encoding: str) -> bool:
    """Whether an answer may come as gzip. https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding"""
    weights = {entry.kind: entry.weight for entry in ranges(accept_encoding)}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


@lru_cache(maxsize=REMEMBERED)
def prefers_html(accept: str) -> bool:
    """Whether a browser asks: one that names HTML and wants nothing more."""
    try:
        return choose(accept, (*RESULTS, *GRAPHS, HTML), {}) == HTML
    except Problem:
        return False


def suffix(form: str) -> str:
    """Our suffix for a form, however a `format=` parameter names it; "" for one that is unknown."""
    form = form.strip().lower().replace(" ", "+")  # a + that was sent as it is means a space
    form = OTHERS.get(form, form)
    return form if form in SUFFIXES else ""


def named(form: str, offers: Sequence[str]) -> str:
    """The offer that a `format=` parameter names ("csv", "ttl", …). Raises Problem 400 with the valid choices."""
    found = _offered(form, offers)
    if not found:
        known = ", ".join(name for name in SUFFIXES if _offered(name, offers))
        raise Problem(400, "The request cannot be read", f"No format `{form[:20]}` for this answer. Known: {known}.")
    return found


def graph_form(accept: str, form: str) -> str:
    """The form of a graph that a `format=` parameter names, or, where that is "", the one that `accept` wants most."""
    return named(form, GRAPHS) if form else choose(accept, GRAPHS, GRAPH_ALIASES)


def _offered(form: str, offers: Sequence[str]) -> str:
    ours = suffix(form)
    meant = (SUFFIXES.get(ours, ""), OF_GRAPHS.get(ours, ""))
    return next((kind for kind in meant if kind and kind in offers), "")
