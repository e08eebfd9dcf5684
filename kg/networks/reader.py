"""What a network asks of a graph, whether it lies in a store, a file or behind an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pyoxigraph as ox

PREFIXES = """\
PREFIX bi: <https://w3id.org/bilateral#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

WORDS = """?evidence bi:exact ?quote .
  FILTER(REGEX(STR(?evidence), "#(title-)?char=[0-9]+,[0-9]+$"))"""
"""The words of an article behind a fact. Graphs that people wrote may have words of their own, of no article."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class GraphReader(Protocol):
    def query(self, sparql: str) -> Any:
        """Solutions, triples or a truth value; the default graph is the union of all graphs."""


def rows(reader: GraphReader, sparql: str) -> Iterator[dict[str, Term]]:
    """The solutions of a SELECT, each without its unbound variables."""
    solutions = reader.query(sparql)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: solution[name] for name in names if solution[name] is not None}


def tail(iri: str) -> str:
    """The last step of an IRI: of `…/codes/status/held`, `held`."""
    return iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
