"""The ontology, its code lists and the states of the lexicon as N-Quads: what every store carries beside its data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.resources import folder
from kg.triples import description, iris, naming
from kg.triples.vocabulary import ONTOLOGY_GRAPH
from kg.triples.writer import Lines, iri


def ontology_nquads(*, base: str = iris.DEFAULT_BASE, names: str = naming.COMMON) -> bytes:
    """Everything of `ontology/*.ttl`, a node for each state, the questions and the quality of the reading, in the
    ontology's graph, as sorted N-Quads lines.

    States are data and stand under `base`, named as the policy `names` has it. Raises KgError when a file holds a
    blank node: its name would change from run to run.
    """
    lines = Lines(ONTOLOGY_GRAPH)
    for path in sorted(folder("ontology").glob("*.ttl")):
        _read(path, lines)
    for row in states():
        node = iri(iris.state(base, row["code"]))
        for predicate, value in naming.state(row, names):
            lines.add(node, predicate, value)
    description.write(lines)
    return lines.sorted_bytes()


def states() -> tuple[dict[str, str], ...]:
    """The lexicon's states: rows with `code`, `code3` and `name`. None while the lexicon has no table of them."""
    table = files("kg.lexicon").joinpath("states.tsv")
    if not table.is_file():
        return ()
    rows = (line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(row for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if row.get("code"))


@cache
def state_names() -> Mapping[str, tuple[str, ...]]:
    """The names that the ontology's graph may have for each state, by code: the common one, then all others."""
    return {row["code"]: naming.names(row) for row in states()}


def _read(path: Path, lines: Lines) -> None:
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise KgError(
                "the ontology holds a blank node", where=f"ontology/{path.name}", then="Give the node an IRI."
            )
        lines.add(str(triple.subject), str(triple.predicate), str(triple.object))
