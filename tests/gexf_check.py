"""What a GEXF 1.3 file of ours must keep to, beyond what any schema says. The official XSD rejects correct files.

`check` returns each fault as a sentence; a correct file has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
CHILDREN = {
    "gexf": ("meta", "graph"),
    "meta": ("creator", "keywords", "description"),
    "graph": ("attributes", "nodes", "edges"),
    "attributes": ("attribute",),
    "nodes": ("node",),
    "edges": ("edge",),
    "node": ("attvalues", "spells", "viz:color", "viz:position", "viz:size"),
    "edge": ("attvalues", "spells"),
    "attvalues": ("attvalue",),
    "spells": ("spell",),
}
REPEATED = {"attributes", "attribute", "node", "edge", "attvalue", "spell"}
TYPES = {
    "string": r".+",
    "integer": r"-?\d+",
    "double": r"-?\d+(\.\d+)?(e-?\d+)?",
    "boolean": r"true|false",
}
TIMES = ("start", "end", "timestamp", "timestamps", "intervals")
FULL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")


def check(path: Path) -> list[str]:
    """The faults of a file, in the order of the rules."""
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        return [f"no XML: {error}"]
    if root.tag != f"{GEXF}gexf" or root.get("version") != "1.3":
        return [f"the root is {root.tag} of version {root.get('version')}, not gexf 1.3"]
    faults = list(_order(root))
    graph = root.find(f"{GEXF}graph")
    if faults or graph is None:
        return faults or ["no graph"]
    for rule in (_attributes, _ids, _edges, _texts, _times, _counts):
        faults += rule(graph)
    return faults


def _name(element: ET.Element) -> str:
    return element.tag.replace(GEXF, "").replace(VIZ, "viz:")


def _order(element: ET.Element) -> Iterator[str]:
    """Children stand in the order of the schema, once each where it says so, and in the right namespace."""
    name = _name(element)
    allowed = CHILDREN.get(name, ())
    last = -1
    for child in element:
        child_name = _name(child)
        if child_name not in allowed:
            yield f"{child_name} has no place in {name}"
            continue
        place = allowed.index(child_name)
        if place < last or (place == last and child_name not in REPEATED):
            yield f"{child_name} stands out of order in {name}"
        last = place
        yield from _order(child)


def _declared(graph: ET.Element, kind: str) -> dict[str, str]:
    columns = graph.iterfind(f"{GEXF}attributes[@class='{kind}']/{GEXF}attribute")
    return {column.get("id", ""): column.get("type", "") for column in columns}


def _attributes(graph: ET.Element) -> Iterator[str]:
    for kind in ("node", "edge"):
        columns = list(graph.iterfind(f"{GEXF}attributes[@class='{kind}']/{GEXF}attribute"))
        for key in ("id", "title"):
            names = Counter(column.get(key, "").lower() for column in columns)
            yield from (f"{kind} attribute {key} {name!r} twice" for name, number in names.items() if number > 1)
        declared = _declared(graph, kind)
        yield from (f"type {type_!r} of {name} is unknown" for name, type_ in declared.items() if type_ not in TYPES)
        for element in graph.iter(f"{GEXF}{kind}"):
            values = list(element.iterfind(f"{GEXF}attvalues/{GEXF}attvalue"))
            repeated = Counter(value.get("for", "") for value in values)
            yield from (f"{name} twice on {element.get('id')}" for name, number in repeated.items() if number > 1)
            for value in values:
                name, text = value.get("for", ""), value.get("value", "")
                if name not in declared:
                    yield f"{kind} attribute {name!r} is not declared"
                elif not re.fullmatch(TYPES.get(declared[name], ".*"), text):
                    yield f"{name}={text!r} is no {declared[name]}"


def _ids(graph: ET.Element) -> Iterator[str]:
    for kind in ("node", "edge"):
        ids = Counter(element.get("id", "") for element in graph.iter(f"{GEXF}{kind}"))
        yield from (f"{kind} id {name!r} twice" for name, number in ids.items() if number > 1)
        if "" in ids:
            yield f"a {kind} without an id"


def _edges(graph: ET.Element) -> Iterator[str]:
    nodes = {node.get("id") for node in graph.iter(f"{GEXF}node")}
    seen: set[tuple[object, ...]] = set()
    for edge in graph.iter(f"{GEXF}edge"):
        ends = (edge.get("source"), edge.get("target"))
        yield from (f"edge {edge.get('id')} dangles: no node {end!r}" for end in ends if end not in nodes)
        if ends[0] == ends[1]:
            yield f"edge {edge.get('id')} is a loop"
        key = (frozenset(ends), edge.get("kind"))
        if key in seen:
            yield f"two edges of kind {edge.get('kind')!r} between {ends[0]} and {ends[1]}"
        seen.add(key)
        if not edge.get("kind"):
            yield f"edge {edge.get('id')} has no kind"
        if float(edge.get("weight", "1")) <= 0:
            yield f"edge {edge.get('id')} weighs {edge.get('weight')}"


def _texts(graph: ET.Element) -> Iterator[str]:
    for element in graph.iter():
        for name, text in element.attrib.items():
            if "\n" in text or "\t" in text:
                yield f"a line break in {name} of {_name(element)}"
    for node in graph.iter(f"{GEXF}node"):
        if not node.get("label", "").strip():
            yield f"node {node.get('id')} has no label"


def _times(graph: ET.Element) -> Iterator[str]:
    spells = list(graph.iter(f"{GEXF}spell"))
    if spells and graph.get("mode") != "dynamic":
        yield f"times in a graph of mode {graph.get('mode')!r}"
    if graph.get("timeformat") != "date" or graph.get("timerepresentation") != "interval":
        yield "the graph does not say timeformat=date, timerepresentation=interval"
    for element in graph.iter():
        used = [name for name in TIMES if name in element.attrib]
        if used and (_name(element) != "spell" or used != ["start", "end"]):
            yield f"a second kind of time: {', '.join(used)} on {_name(element)}"
        yield from (
            f"{element.get(name)!r} is no full date" for name in ("start", "end") if not _full(element.get(name))
        )
    for owner in graph.iter(f"{GEXF}spells"):
        yield from _overlaps([(spell.get("start", ""), spell.get("end", "")) for spell in owner])


def _full(text: str | None) -> bool:
    if text is None:
        return True
    try:
        return bool(FULL_TIME.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _overlaps(spells: list[tuple[str, str]]) -> Iterator[str]:
    """Text compares as time does: both are ISO 8601, and a day stands before its hours."""
    before = ""
    for start, end in spells:
        if end <= start:
            yield f"a spell without length: {start} to {end}"
        if start <= before:
            yield f"spells overlap: {before} and {start}"
        before = end


def _counts(graph: ET.Element) -> Iterator[str]:
    for name in ("node", "edge"):
        block = graph.find(f"{GEXF}{name}s")
        if block is None:
            yield f"no {name}s"
        elif block.get("count") != str(len(block)):
            yield f"{name}s says count={block.get('count')} and holds {len(block)}"
