"""Reader -> Network: who was in contact with whom, as nodes and weighted edges with a spell for each event.

Assumes a reader whose `query` answers SPARQL over articles and derived graph together. Promises that equal graphs
give equal networks: nodes sorted by IRI, edges by their ends and kind. Planned and cancelled events are no contact,
nor is an event between actors of one state.
"""

from __future__ import annotations

from kg.networks.build import EDGE_COLUMNS, NODE_COLUMNS, VIEWS, Edge, Network, Node, build
from kg.networks.parties import Party, parties
from kg.networks.period import Period
from kg.networks.reader import GraphReader

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "VIEWS",
    "Edge",
    "GraphReader",
    "Network",
    "Node",
    "Party",
    "Period",
    "build",
    "parties",
]
