"""The reference: every term and code of the ontology, and how the pieces of a graph fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import inf

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.codebook.pages import Block, Code, Heading, Rows, Words, write
from kg.resources import folder
from kg.store import PREFIXES
from kg.triples.vocabulary import BI, CODES

_THEMES = ("actors", "events", "agreements", "statements", "articles", "across", "bilateral")


def reference(form: str = "md") -> str:
    """The reference as `md` or `html`."""
    return write(blocks(), form)


def blocks() -> Iterator[Block]:
    version = _whole().value(URIRef(BI.rstrip("#")), OWL.versionInfo)
    yield Heading(level=1, text=f"Ontology of bilateral relations, version {version}: reference")
    yield Words(text="Made from `ontology/*.ttl` by `kg codebook --reference`; change those and make it again.")
    yield Heading(level=2, text="How a graph is put together")
    yield from _guide()
    yield Heading(level=2, text="Prefixes")
    yield Rows(columns=("prefix", "namespace"), rows=[(name, f"`{iri}`") for name, iri in PREFIXES.items()])
    for theme in _THEMES:
        yield from _theme(theme)
    yield from _lists()


def _guide() -> Iterator[Block]:
    """The parts of `ontology/guide.md`, which blank lines part: headings, tables, examples of queries, paragraphs."""
    text = (folder("ontology") / "guide.md").read_text("utf-8")
    for part in re.findall(r"```sparql\n.*?```|(?:(?!```)[^\n]+\n?)+", text, re.DOTALL):
        if part.startswith("```"):
            yield Code(text=part.removeprefix("```sparql\n").removesuffix("```"))
        elif part.startswith("### "):
            yield Heading(level=3, text=part.removeprefix("### ").strip())
        elif part.startswith("|"):
            columns, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines())
            yield Rows(columns=columns, rows=rows)
        else:
            yield Words(text=" ".join(part.split()))


def _theme(theme: str) -> Iterator[Block]:
    part = Graph().parse(folder("ontology") / f"{theme}.ttl", format="turtle")
    for kind, plural in ((OWL.Class, "classes"), (None, "properties"), (RDFS.Datatype, "datatypes of codes")):
        wanted = (kind,) if kind else (OWL.ObjectProperty, OWL.DatatypeProperty)
        found = sorted({term for one in wanted for term in part.subjects(RDF.type, one)}, key=str)
        if not found:
            continue
        yield Heading(level=2, text=f"{theme.capitalize()}: {plural}")
        if kind is None:
            rows = [(_code(term), _from_to(part, term), *_told(part, term)) for term in found]
            yield Rows(columns=("property", "from → to", "meaning", "example"), rows=rows)
        else:
            rows = [(_code(term), _above(part, term), *_told(part, term)) for term in found]
            yield Rows(columns=("term", "is a", "meaning", "example"), rows=rows)


def _lists() -> Iterator[Block]:
    whole = _whole()
    for scheme in sorted(whole.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        yield Heading(level=2, text=f"Codes: {whole.value(scheme, SKOS.prefLabel)}")
        yield Words(text=f"{whole.value(scheme, SKOS.definition)} IRIs: `{scheme}/…`")
        concepts = sorted(whole.subjects(SKOS.inScheme, scheme), key=lambda one: (_order(whole, one), str(one)))
        rows = [_concept(whole, concept) for concept in concepts]
        yield Rows(columns=("notation", "label", "below", "meaning", "other names", "codes elsewhere"), rows=rows)


def _concept(whole: Graph, concept: Node) -> tuple[str, ...]:
    above = whole.value(concept, SKOS.broader)
    elsewhere = [
        f"{str(code.datatype).removeprefix(BI).removesuffix('Code')} {code}"  # type: ignore[attr-defined]
        for code in whole.objects(concept, SKOS.notation)
        if code.datatype  # type: ignore[attr-defined]
    ]
    order = _order(whole, concept)
    place = f"`sh:order` {order:.0f}. " if order < inf else ""
    return (
        f"`{str(concept).rpartition('/')[2]}`",
        str(whole.value(concept, SKOS.prefLabel)),
        f"`{str(above).rpartition('/')[2]}`" if above else "",
        f"{place}{whole.value(concept, SKOS.definition)}",
        ", ".join(sorted(map(str, whole.objects(concept, SKOS.altLabel)))),
        ", ".join(sorted(elsewhere)),
    )


def _order(whole: Graph, concept: Node) -> float:
    """The place of a code in a list that has an order; those that have none come last."""
    place = whole.value(concept, SH.order)
    return inf if place is None else float(str(place))


@cache
def _whole() -> Graph:
    whole = Graph()
    for path in sorted(folder("ontology").glob("*.ttl")):
        whole.parse(path, format="turtle")
    return whole


def _told(part: Graph, term: Node) -> tuple[str, str]:
    return str(part.value(term, SKOS.definition)), str(part.value(term, SKOS.example))


def _above(part: Graph, term: Node) -> str:
    return ", ".join(sorted(map(_code, part.objects(term, RDFS.subClassOf))))


def _from_to(part: Graph, term: Node) -> str:
    domain, range_ = part.value(term, RDFS.domain), part.value(term, RDFS.range)
    return f"{_code(domain) if domain else 'any'} → {_code(range_) if range_ else 'any'}"


def _code(term: Node) -> str:
    """A term with the prefix under which it is known."""
    for name, iri in PREFIXES.items():
        if str(term).startswith(iri):
            return f"`{name}:{str(term).removeprefix(iri)}`"
    return f"`{str(term).removeprefix(CODES)}`"
