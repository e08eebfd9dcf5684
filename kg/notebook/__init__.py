"""A graph to walk from a notebook: path or address -> Graph, whose actors, dyads and tables lead to the evidence.

Reads only. Lists are tables, single things are frozen dataclasses; whatever is shown as HTML is escaped.
"""

from __future__ import annotations

from os import PathLike

from kg.notebook.evidence import Evidence
from kg.notebook.graph import Actor, Dyad, Graph
from kg.notebook.names import Ambiguous, NotFound
from kg.notebook.sources import source
from kg.notebook.table import Table
from kg.notebook.things import Agreement, Hop, Meeting, Participant, Position, Principle, Statement

__all__ = [
    "Actor",
    "Agreement",
    "Ambiguous",
    "Dyad",
    "Evidence",
    "Graph",
    "Hop",
    "Meeting",
    "NotFound",
    "Participant",
    "Position",
    "Principle",
    "Statement",
    "Table",
    "open",
]


def open(where: str | PathLike[str]) -> Graph:
    """The graph of a store's folder, of an .nq, .trig, .ttl or .nt file (also .gz), or behind an https address.

    Raises KgError when there is no graph.
    """
    return Graph(source(where))
