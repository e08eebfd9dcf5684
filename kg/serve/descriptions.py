"""What the server says of itself and of its graph, as RDF: the SPARQL service description, and VoID.

https://www.w3.org/TR/sparql11-service-description/ https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.serve.limits import Policy
from kg.serve.negotiation import GRAPHS, RESULTS
from kg.store import PREFIXES, Generation

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCTERMS = "http://purl.org/dc/terms/"
FORMATS = "http://www.w3.org/ns/formats/"
XSD = PREFIXES["xsd"]
RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
NAMES: Mapping[str, str] = dict(
    zip(
        (*RESULTS, *GRAPHS),
        "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
        "Turtle N-Triples RDF_XML JSON-LD TriG N-Quads N3".split(),
        strict=True,
    )
)
"""The names that the W3C gave to the forms. https://www.w3.org/ns/formats/"""
INPUT = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/n3")
"""What a graph may be sent in."""
Node = ox.NamedNode | ox.BlankNode | ox.Literal


def written(triples: Iterator[ox.Triple], media_type: str) -> bytes:
    form = ox.RdfFormat.from_media_type(media_type)
    prefixes = {"sd": SD, "void": VOID, "dcterms": DCTERMS, "rdfs": PREFIXES["rdfs"]}
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


def service(root: str, policy: Policy, functions: Mapping[str, str]) -> Iterator[ox.Triple]:
    """The description of the endpoint at `root`, an address without a slash at its end."""
    it = ox.NamedNode(f"{root}/sparql#service")
    yield _typed(it, SD + "Service")
    yield ox.Triple(it, _sd("endpoint"), ox.NamedNode(f"{root}/sparql"))
    languages = ["SPARQL11Query", "SPARQL10Query"]
    if policy.token:
        languages.append("SPARQL11Update")
    for language in languages:
        yield ox.Triple(it, _sd("supportedLanguage"), _sd(language))
    for feature in ["UnionDefaultGraph"] if policy.union else []:
        yield ox.Triple(it, _sd("feature"), _sd(feature))
    for name in NAMES.values():
        yield ox.Triple(it, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    for form in INPUT if policy.token else ():
        yield ox.Triple(it, _sd("inputFormat"), ox.NamedNode(FORMATS + NAMES[form]))
    for function, comment in functions.items():
        node = ox.NamedNode(function)
        yield ox.Triple(it, _sd("extensionFunction"), node)
        yield _typed(node, SD + "Function")
        yield ox.Triple(node, ox.NamedNode(PREFIXES["rdfs"] + "comment"), ox.Literal(comment, language="en"))
    dataset, default = ox.NamedNode(f"{root}/.well-known/void#dataset"), ox.NamedNode(f"{root}/sparql#default-graph")
    yield ox.Triple(it, _sd("defaultDataset"), dataset)
    yield _typed(dataset, SD + "Dataset")
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield _typed(default, SD + "Graph")


def void(root: str, generation: Generation, view: Mapping[str, Any]) -> Iterator[ox.Triple]:
    """The description of the graph: how much of it there is, by class and by property."""
    it = ox.NamedNode(f"{root}/.well-known/void#dataset")
    yield _typed(it, VOID + "Dataset")
    yield ox.Triple(it, ox.NamedNode(DCTERMS + "title"), ox.Literal("A knowledge graph of diplomacy", language="en"))
    yield ox.Triple(it, ox.NamedNode(DCTERMS + "identifier"), ox.Literal(generation.snapshot))
    yield ox.Triple(it, _void("sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    yield ox.Triple(it, _void("uriSpace"), ox.Literal(generation.base))
    yield ox.Triple(it, _void("vocabulary"), ox.NamedNode(PREFIXES["bi"]))
    yield ox.Triple(it, _void("documents"), _number(view["articles"]))
    yield ox.Triple(it, _void("triples"), _number(sum(number for _, number in view["properties"])))
    yield ox.Triple(it, _void("classes"), _number(len(view["classes"])))
    yield ox.Triple(it, _void("properties"), _number(len(view["properties"])))
    for kind, name, amount in (("class", "classes", "entities"), ("property", "properties", "triples")):
        for place, (iri, number) in enumerate(view[name]):
            part = ox.NamedNode(f"{root}/.well-known/void#{kind}-{place + 1}")
            yield ox.Triple(it, _void(f"{kind}Partition"), part)
            yield ox.Triple(part, _void(kind), ox.NamedNode(iri))
            yield ox.Triple(part, _void(amount), _number(number))


def _typed(node: ox.NamedNode, kind: str) -> ox.Triple:
    return ox.Triple(node, RDF_TYPE, ox.NamedNode(kind))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
