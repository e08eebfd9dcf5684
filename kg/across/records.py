"""What was put down of an article -> its record: the little of it that conclusions across articles are drawn from.

A record is kept beside the journal, a kilobyte an article, so that a build never has to ask the store what it holds.
IRIs in it are without the data base; codes are notations.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.across import sketches
from kg.model import Article, PartName
from kg.triples.iris import derived_graph
from kg.triples.ontology import state_names
from kg.triples.vocabulary import BI, CODES, RDF, RDFS, SKOS

_ONE = ("eventType", "reportedStatus", "startDate", "endDate", "datePrecision", "dateBasis", "city")
_AGREED = ("agreementType", "stage", "startDate", "endDate", "datePrecision")
_NAMED = frozenset({"Person", "Organization", "Body", "Place", "State"})
_TERMS = (*_ONE, *_AGREED, "country", "participant", "venue", "party", "holder", "office", "officeOf", "between")
_TELLING = {
    **{f"<{BI}{name}>".encode(): name for name in _TERMS},
    f"<{RDF}type>".encode(): "type",
    f"<{RDFS}label>".encode(): "label",
    f"<{SKOS}prefLabel>".encode(): "prefLabel",
    f"<{SKOS}altLabel>".encode(): "altLabel",
}
_EXACT, _EVIDENCE = f"<{BI}exact>".encode(), f"<{BI}evidence>".encode()
_RUN = re.compile(rb"#(title-)?char=(\d+),(\d+)>$")

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


def record(article: Article, nquads: bytes, *, base: str) -> bytes:
    """The record of `article`, of which `nquads` were put down as `kg.triples.write` gave them, as UTF-8 JSON."""
    nodes, described, runs = _lines(nquads, base)
    served = {iri: node["country"][0] for iri, node in nodes.items() if node["country"] and not node["eventType"]}
    offices = _offices(nodes)

    def who(actors: list[str]) -> list[list[Any]]:
        return [[actor, _served(actor, served), sorted(offices.get(actor, ()))] for actor in sorted(actors)]

    data = {
        "key": article.key,
        "published": article.date.isoformat() if article.date else "",
        "outlet": article.outlet or "",
        "words": sketches.words_digest(article.text),
        "sketch": sketches.sketch(article.text),
        "described": described,
        "states": sorted(iri for iri, node in nodes.items() if node["mentioned"]),
        "reports": [
            [iri, *(_first(node, term) for term in _ONE), _first(node, "country"), who(node["participant"]),
             sorted(node["venue"])]
            for iri, node in sorted(nodes.items()) if node["reportedStatus"]
        ],
        "agreements": [
            [iri, *(_first(node, term) for term in _AGREED), sorted(node["label"]), who(node["party"])]
            for iri, node in sorted(nodes.items()) if node["stage"]
        ],
        "people": [
            [iri, served.get(iri, ""), sorted(offices.get(iri, ()))]
            for iri, node in sorted(nodes.items()) if "Person" in node["type"]
        ],
        "runs": sorted(runs),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes) -> Record:
    """What `record` wrote."""
    return Record(json.loads(data), hashlib.sha256(data).hexdigest())


def _lines(nquads: bytes, base: str) -> tuple[dict[str, Node], list[Described], list[Run]]:
    """The statements of the terms that matter here, by subject and term, those of things that others name too, and
    the runs of words."""
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    described: list[Described] = []
    runs: list[Run] = []
    shared, state = f"{derived_graph(base)}>".encode(), f"<{base}state/".encode()
    for line in nquads.splitlines():
        subject, term, rest = line.split(b" ", 2)
        if b"#" in subject:  # a run of words, which its IRI tells
            if term == _EXACT and (found := _RUN.search(subject)):
                runs.append(("title" if found[1] else "text", int(found[2]), int(found[3])))
            continue
        name = "mentioned" if term == _EVIDENCE and subject.startswith(state) else _TELLING.get(term)
        if name:
            end = rest.rindex(b" <")
            thing, value = subject[1:-1].decode().removeprefix(base), _value(rest[:end].decode(), base)
            nodes[thing][name].append(value)
            if rest.startswith(shared, end + 2):
                described.append((thing, name, value))
    return dict(nodes), described, runs


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
    return node[term][0] if node[term] else ""


def _served(actor: str, served: dict[str, str]) -> str:
    """The state behind an actor; a state stands for itself, "" where none is known."""
    return actor if actor.startswith("state/") else served.get(actor, "")


def _offices(nodes: dict[str, Node]) -> dict[str, set[str]]:
    """The offices that the article gives each person, by the end of their IRIs."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        for holder in node["holder"]:
            found[holder].update(office.rpartition("/")[2] for office in node["office"])
    return found
