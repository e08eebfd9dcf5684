"""GEXF 1.3 for Gephi, Gephi Lite, networkx and graphology.

Undirected, one edge for each pair and kind of contact, a spell for each dated event. Spells are closed intervals: an
event of one day runs from that day to its 23:59:59, else its length were zero. The time format is `date` and not
`dateTime`, because networkx 3.6 cannot read spells of the latter; Gephi reads the same times under both. First and
last date and the count stand as attributes too, because graphology drops all times.
https://gexf.net/schema.html
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.errors import KgError
from kg.networks import EDGE_COLUMNS, NODE_COLUMNS, Edge, GraphReader, Network, Node, build
from kg.queries import demonstration

SUFFIXES = (".gexf",)

# Okabe and Ito's palette: told apart with every common colour blindness. https://jfly.uni-koeln.de/color/
_COLOURS = (("organization", (0, 158, 115)), ("person", (0, 114, 178)), ("state", (213, 94, 0)))
_SMALLEST, _PER_ROOT_OF_DEGREE = 8.0, 6.0

# What XML 1.0 cannot hold, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Summary:
    out: Path
    view: str
    nodes: int
    edges: int
    contacts: int
    left_out: int
    inexact: int = 0
    notes: str = ""

    def __str__(self) -> str:
        without = f"; {self.left_out} without a date left out" if self.left_out else ""
        vague = f"; {self.inexact} known to a week, month or year, and drawn over all of it" if self.inexact else ""
        told = f"{self.out}: {self.nodes} {self.view}, {self.edges} edges of {self.contacts} contacts{vague}{without}"
        return f"{told}\n{self.notes}" if self.notes else told


def write(
    reader: GraphReader,
    out: Path,
    *,
    view: str = "actors",
    since: str | date | None = None,
    until: str | date | None = None,
) -> Summary:
    """Write a view of the graph to `out`. Raises UsageError for an unknown view or day, KgError for a bad path."""
    network = build(reader, view=view, since=since, until=until)
    notes = demonstration(reader)
    text = "".join(f"{line}\n" for line in lines(network, notes))
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(text.encode("utf-8"))
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KgError(
            f"cannot write the export: {error.strerror}", where=str(out), then="Name a file in a folder that exists."
        ) from error
    contacts = {contact.iri for edge in network.edges for contact in edge.contacts}
    nodes, edges = len(network.nodes), len(network.edges)
    return Summary(
        out=out,
        view=view,
        nodes=nodes,
        edges=edges,
        contacts=len(contacts),
        left_out=network.left_out,
        inexact=len({contact.iri for edge in network.edges for contact in edge.contacts if not contact.exact}),
        notes=notes,
    )


def lines(network: Network, notes: str = "") -> Iterator[str]:
    """The lines of the file; `notes` say what its readers must know of the articles.

    Attribute ids are their titles, because graphology names attributes by id.
    """
    about = f"Contacts between {network.view}, each borne out by the words of an article. {notes}".strip()
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield "  <meta>"
    yield "    <creator>bilateral-kg</creator>"
    yield f"    <description>{escape(about)}</description>"
    yield "  </meta>"
    yield (
        '  <graph defaultedgetype="undirected" idtype="string" mode="dynamic" timeformat="date"'
        ' timerepresentation="interval" timezone="UTC">'
    )
    yield from _columns("node", NODE_COLUMNS)
    yield from _columns("edge", EDGE_COLUMNS)
    yield f'    <nodes count="{len(network.nodes)}">'
    for node in network.nodes:
        yield from _node(node)
    yield "    </nodes>"
    yield f'    <edges count="{len(network.edges)}">'
    for edge in network.edges:
        yield from _edge(edge)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _columns(kind: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">'
    for name, type_ in columns:
        yield f'      <attribute id="{name}" title="{name}" type="{type_}"/>'
    yield "    </attributes>"


def _node(node: Node) -> Iterator[str]:
    party = node.party
    red, green, blue = dict(_COLOURS)[party.type]
    size = _SMALLEST + _PER_ROOT_OF_DEGREE * math.sqrt(node.partners)
    yield f"      <node id={quoteattr(party.iri)} label={quoteattr(_line(party.label) or party.iri)}>"
    yield from _values(node.attributes())
    yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield f'        <viz:position x="{node.x}" y="{node.y}" z="0.0"/>'
    yield f'        <viz:size value="{size:.2f}"/>'
    yield "      </node>"


def _edge(edge: Edge) -> Iterator[str]:
    yield (
        f'      <edge id="{edge.id}" source={quoteattr(edge.source)}'
        f' target={quoteattr(edge.target)} weight="{edge.count}.0" kind={quoteattr(edge.kind)}>'
    )
    yield from _values(edge.attributes())
    if edge.spells:
        yield "        <spells>"
        for start, end in edge.spells:
            yield f'          <spell start="{start}" end="{end}T23:59:59"/>'
        yield "        </spells>"
    yield "      </edge>"


def _values(values: Mapping[str, object]) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in values.items():
        if line := _line(str(value)):
            yield f'          <attvalue for="{name}" value={quoteattr(line)}/>'
    yield "        </attvalues>"


def _line(text: str) -> str:
    """The text on one line, without what XML cannot hold; may be empty."""
    return " ".join(_FORBIDDEN.sub("", text).split())
