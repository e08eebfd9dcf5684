"""What a graph says of itself: the questions that it can be asked, and how well its facts are read.

Questions are SHACL SPARQL executables, https://www.w3.org/TR/shacl-af/#SPARQLExecutable, figures are quality
measurements, https://www.w3.org/TR/vocab-dqv/: a program that knows these vocabularies needs no list of ours.
"""

from __future__ import annotations

from kg.quality import LANGUAGES, Measured, Quality, quality
from kg.resources import folder
from kg.triples.vocabulary import ONTOLOGY_GRAPH, RDF, RDFS, SKOS
from kg.triples.writer import Lines, decimal, iri, text

DQV = "http://www.w3.org/ns/dqv#"
PROV = "http://www.w3.org/ns/prov#"
SH = "http://www.w3.org/ns/shacl#"
_QUESTION = "# question: "


def write(lines: Lines) -> None:
    """The questions of the library and the published measurement, as lines of the ontology's graph."""
    _questions(lines)
    _quality(lines, quality())


def _questions(lines: Lines) -> None:
    """Each question with its SPARQL as it stands in its file, defaults of the parameters included."""
    for path in sorted(folder("queries").glob("*.rq")):
        sparql = path.read_text("utf-8")
        asked = next(line for line in sparql.splitlines() if line.startswith(_QUESTION))
        node = iri(f"{ONTOLOGY_GRAPH}/queries/{path.stem}")
        lines.add(node, f"<{RDF}type>", f"<{SH}SPARQLExecutable>")
        lines.add(node, f"<{RDF}type>", f"<{SH}SPARQLSelectExecutable>")
        lines.add(node, f"<{RDFS}label>", text(path.stem))
        lines.add(node, f"<{RDFS}comment>", text(asked.removeprefix(_QUESTION)))
        lines.add(node, f"<{SH}select>", text(sparql))


def _quality(lines: Lines, measured: Quality) -> None:
    articles = iri(f"{ONTOLOGY_GRAPH}/quality/articles")
    lines.add(articles, f"<{RDF}type>", f"<{PROV}Collection>")
    lines.add(articles, f"<{RDFS}label>", text(f"{measured}"))
    for name, meaning in (
        ("precision", "The share of the facts found that a careful reader also finds."),
        ("recall", "The share of a careful reader's facts that are found."),
    ):
        metric = iri(f"{ONTOLOGY_GRAPH}/quality/{name}")
        lines.add(metric, f"<{RDF}type>", f"<{DQV}Metric>")
        lines.add(metric, f"<{SKOS}definition>", text(f"{meaning} {LANGUAGES}"))
        for one in measured.kinds:
            measurement = _measurement(lines, name, one, f"{measured}")
            lines.add(measurement, f"<{DQV}isMeasurementOf>", metric)
            # What is measured is the reading of those articles, not the graph in which the figures stand.
            lines.add(measurement, f"<{DQV}computedOn>", articles)


def _measurement(lines: Lines, name: str, one: Measured, basis: str) -> str:
    node = iri(f"{ONTOLOGY_GRAPH}/quality/{one.kind}/{name}")
    facts = one.found if name == "precision" else one.gold
    lines.add(node, f"<{RDF}type>", f"<{DQV}QualityMeasurement>")
    lines.add(node, f"<{DQV}value>", decimal(round(getattr(one, name), 3)))
    lines.add(node, f"<{RDFS}label>", text(f"{name} of {one.kind}"))
    lines.add(node, f"<{RDFS}comment>", text(f"n = {facts}; {basis}"))
    return node
