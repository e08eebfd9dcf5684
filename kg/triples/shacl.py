"""Does a graph look as `ontology/shapes/data.ttl` says? Each named graph is checked by itself.

An empty answer means that something was checked and found good: a check that finds nothing to check is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.resources import folder
from kg.triples import iris
from kg.triples.finding import SHAPES, Finding
from kg.triples.ontology import state_names
from kg.triples.vocabulary import BI, ONTOLOGY_GRAPH


def validate(nquads: bytes, *, base: str = iris.DEFAULT_BASE) -> tuple[Finding, ...]:
    """All findings in the named graphs of `nquads`, the ontology's aside, sorted by graph and node. A graph is checked
    with what the derived one says of the things that it names, and what the ontology says of states.

    Raises InputError when the bytes are no N-Quads.
    """
    graphs = _graphs(nquads)
    if not graphs:
        return (
            Finding(graph="", node="", constraint="nothing-to-check", message="there is no graph with data to check"),
        )
    shared = graphs.get(iris.derived_graph(base), [])
    found: set[Finding] = set()  # a constraint that is asked for each article finds the same for two
    for name, triples in sorted(graphs.items()):
        found.update(_checked(name, triples, [*_about(triples, shared), *_states(triples, base)]))
    return tuple(sorted(found))


def _graphs(nquads: bytes) -> dict[str, list[ox.Triple]]:
    found: dict[str, list[ox.Triple]] = {}
    try:
        for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
            if name != ONTOLOGY_GRAPH:
                found.setdefault(name, []).append(quad.triple)
    except SyntaxError as error:
        raise InputError(f"the graph is no N-Quads: {error}", then="kg dump writes what can be checked.") from error
    return found


def _about(triples: list[ox.Triple], shared: list[ox.Triple]) -> list[ox.Triple]:
    """What the derived graph says of the things that another one names."""
    if triples is shared:
        return []
    named = _named(triples)
    return [triple for triple in shared if triple.subject in named]


def _states(triples: list[ox.Triple], base: str) -> list[ox.Triple]:
    codes = {ox.NamedNode(iris.state(base, code)) for code in state_names()}
    kind, state = ox.NamedNode(str(RDF.type)), ox.NamedNode(f"{BI}State")
    return [ox.Triple(one, kind, state) for one in codes & _named(triples)]


def _named(triples: list[ox.Triple]) -> set[object]:
    return {term for triple in triples for term in (triple.subject, triple.object)}


def _checked(name: str, triples: list[ox.Triple], context: list[ox.Triple]) -> Iterator[Finding]:
    data = _parsed(triples)
    if not any(str(kind).startswith(BI) for kind in data.objects(None, RDF.type)):
        yield Finding(graph=name, node="", constraint="nothing-to-check", message=f"{name} holds nothing to check")
        return
    _, results, _ = pyshacl.validate(
        data + _parsed(context) + _background(), shacl_graph=_shapes(), inference="none", inplace=True,
        do_owl_imports=False,
    )  # fmt: skip
    if not isinstance(results, Graph):
        raise InputError(f"the graph cannot be checked: {results}", where=name)
    elsewhere = {triple.subject.value for triple in context if isinstance(triple.subject, ox.NamedNode)}
    for result in results.objects(None, SH.result):
        found = _finding(name, result, results)
        if found.node not in elsewhere:
            yield found


def _parsed(triples: list[ox.Triple]) -> Graph:
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")


def _finding(graph: str, result: Node, results: Graph) -> Finding:
    def told(term: URIRef) -> str:
        found = results.value(result, term)
        return "" if found is None else str(found)

    node, value = told(SH.focusNode), told(SH.value)
    if constraint := told(SH.sourceConstraint):
        # Asked once for the whole article, which is quicker: the node at fault is the value.
        node, value = value or node, ""
    return Finding(
        graph=graph,
        node=node,
        constraint=(constraint or told(SH.sourceShape)).removeprefix(SHAPES),
        message=told(SH.resultMessage),
        value="" if value == node else value,
    )


@cache
def _shapes() -> Graph:
    return Graph().parse(folder("ontology") / "shapes" / "data.ttl", format="turtle")


@cache
def _background() -> Graph:
    """What the shapes need to know of the ontology: which class lies under which, which code is in which list."""
    known = Graph()
    for path in sorted(folder("ontology").glob("*.ttl")):
        whole = Graph().parse(path, format="turtle")
        for term in (RDFS.subClassOf, SKOS.inScheme):
            for triple in whole.triples((None, term, None)):
                known.add(triple)
    return known
