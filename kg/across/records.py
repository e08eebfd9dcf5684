"""What was put down of an article -> its record: the little of it that conclusions across articles are drawn from.

A record is kept beside the journal, a kilobyte an article, so that a build never has to ask the store what it holds.
IRIs in it are without the data base; codes are notations.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.across import sketches
from kg.model import Article, PartName
from kg.triples.graphs import Nodes
from kg.triples.iris import derived_graph
from kg.triples.ontology import state_names
from kg.triples.vocabulary import BI, CODES, RDF, RDFS, SKOS

_ONE = ("eventType", "reportedStatus", "startDate", "endDate", "datePrecision", "dateBasis", "city")
_AGREED = ("agreementType", "stage", "startDate", "endDate", "datePrecision")
_NAMED = frozenset({"Person", "Organization", "Body", "Place", "State"})
_TERMS = (
    *_ONE,
    *_AGREED,
    "country",
    "participant",
    "venue",
    "sidelinesOf",
    "party",
    "holder",
    "office",
    "officeOf",
    "rank",
    "between",
)
_TELLING = {
    **{f"<{BI}{name}>": name for name in _TERMS},
    f"<{RDF}type>": "type",
    f"<{RDFS}label>": "label",
    f"<{SKOS}prefLabel>": "prefLabel",
    f"<{SKOS}altLabel>": "altLabel",
}
_EXACT, _EVIDENCE = f"<{BI}exact>", f"<{BI}evidence>"
_RUN = re.compile(r"#(title-)?char=(\d+),(\d+)>$")

Node = dict[str, list[str]]
Run = tuple[PartName, int, int]
Described = tuple[str, str, str]


@dataclass(frozen=True)
class Record:
    """One article's record, read back. `data` is what `record` wrote, as Python values.

    `digest` are 64 hexadecimal digits of the SHA-256 of its bytes.
    """

    data: dict[str, Any]
    digest: str = ""

    @property
    def key(self) -> str:
        return str(self.data["key"])

    @property
    def published(self) -> str:
        """The day of publication, "" where it is unknown."""
        return str(self.data["published"])

    @property
    def outlet(self) -> str:
        """Who published the article, in lower case; "" where it is unknown."""
        return " ".join(str(self.data["outlet"]).casefold().split())

    @property
    def described(self) -> Iterator[tuple[str, str, str]]:
        """What the article says of things that others name too: IRI, term, and the value as a bare string."""
        return ((thing, term, value) for thing, term, value in self.data["described"])

    @cached_property
    def names(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Actors and places: IRI, name, other names. A state is called as the lexicon calls it."""
        told: dict[str, Node] = defaultdict(lambda: defaultdict(list))
        for state in self.data["states"]:
            told[state]["prefLabel"] += state_names().get(state.rpartition("/")[2], ())[:1]
        for thing, term, value in self.described:
            told[thing][term].append(value)
        return tuple(
            (thing, one["prefLabel"][0], tuple(one["altLabel"]))
            for thing, one in sorted(told.items())
            if one["prefLabel"] and ("type" not in one or _NAMED & set(one["type"]))
        )

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of words that facts rest on: part, begin, end."""
        return tuple((part, begin, end) for part, begin, end in self.data["runs"])


def record(article: Article, graphs: Mapping[str, Nodes], *, base: str) -> bytes:
    """The record of `article`, of which `graphs` are what `kg.triples.write` put down, as UTF-8 JSON."""
    nodes, described, runs = _told(graphs, base)
    served = {iri: node["country"][0] for iri, node in nodes.items() if "country" in node and "eventType" not in node}
    offices = _offices(nodes)
    words = sketches.words(article.text)

    def who(actors: list[str]) -> list[list[Any]]:
        return [[actor, _served(actor, served), sorted(offices.get(actor, ()))] for actor in sorted(actors)]

    data = {
        "key": article.key,
        "published": article.date.isoformat() if article.date else "",
        "outlet": article.outlet or "",
        "words": sketches.digest(words),
        "sketch": sketches.sketch(words),
        "described": described,
        "states": sorted(iri for iri, node in nodes.items() if "mentioned" in node),
        "reports": [
            [iri, *(_first(node, term) for term in _ONE), _first(node, "country"), who(node.get("participant", [])),
             sorted(node.get("venue", ())), sorted(node.get("sidelinesOf", ()))]
            for iri, node in sorted(nodes.items()) if "reportedStatus" in node
        ],
        "agreements": [
            [iri, *(_first(node, term) for term in _AGREED), sorted(node.get("label", ())), who(node.get("party", []))]
            for iri, node in sorted(nodes.items()) if "stage" in node
        ],
        "people": [
            [iri, served.get(iri, ""), sorted(offices.get(iri, ()))]
            for iri, node in sorted(nodes.items()) if "Person" in node.get("type", ())
        ],
        "runs": sorted(runs),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes) -> Record:
    """What `record` wrote."""
    return Record(json.loads(data), hashlib.sha256(data).hexdigest())


def _told(graphs: Mapping[str, Nodes], base: str) -> tuple[dict[str, Node], list[Described], list[Run]]:
    """The statements of the terms that matter here, by subject and term, those of things that others name too, and
    the runs of words."""
    nodes: dict[str, Node] = {}
    described: list[Described] = []
    runs: list[Run] = []
    for graph, own in graphs.items():
        shared = graph == derived_graph(base)
        for subject, known in own.items():
            if "#" in subject:  # a run of words, which its IRI tells
                if _EXACT in known and (found := _RUN.search(subject)):
                    runs.append(("title" if found[1] else "text", int(found[2]), int(found[3])))
                continue
            thing = subject[1:-1].removeprefix(base)
            node = nodes.setdefault(thing, {})
            if _EVIDENCE in known and thing.startswith("state/"):
                node["mentioned"] = [*node.get("mentioned", ()), *known[_EVIDENCE]]
            for predicate, terms in known.items():
                if name := _TELLING.get(predicate):
                    values = [_value(term, base) for term in terms]
                    node[name] = node[name] + values if name in node else values
                    if shared:
                        described += [(thing, name, value) for value in values]
    return nodes, sorted(described), runs


def _value(term: str, base: str) -> str:
    """A term as a bare string: an IRI without the base, a code's notation, a literal's text."""
    if term.startswith("<"):
        iri = term[1:-1]
        if iri.startswith(CODES):
            return iri.rpartition("/")[2]
        return iri.removeprefix(BI) if iri.startswith(BI) else iri.removeprefix(base)
    quoted = term[: term.rindex('"') + 1]
    # Canonical N-Quads escapes a string as JSON does.
    return str(json.loads(quoted, strict=False)) if "\\" in quoted else quoted[1:-1]


def _first(node: Node, term: str) -> str:
    return node[term][0] if term in node else ""


def _served(actor: str, served: dict[str, str]) -> str:
    """The state behind an actor; a state stands for itself, "" where none is known."""
    return actor if actor.startswith("state/") else served.get(actor, "")


def _offices(nodes: dict[str, Node]) -> dict[str, set[str]]:
    """The offices that the article gives each person, by the end of their IRIs."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        for holder in node.get("holder", ()):
            found[holder].update(office.rpartition("/")[2] for office in node.get("office", ()))
    return found
