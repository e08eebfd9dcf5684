"""What differs between two stores, fact by fact. A fact is named by digest of its text, kind and place of its words.

IRIs do not name a fact: other rules mint others. Each difference says why it is there: the article came or went, its
text or its record changed, other rules have read it, or the code that writes graphs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from kg.store.graph import ONTOLOGY
from kg.store.reader import Reader

Change = Literal["added", "removed", "changed"]
Content = frozenset[tuple[str, str]]

_FACT = re.compile(r"/([a-z]+)/(title-)?(\d+)-(\d+)(?:-\d+)?$")
_RUN = re.compile(r"#(title-)?char=(\d+),(\d+)$")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """What a fact is called in every store: SHA-256 of its text, its kind, and its first run of words."""

    digest: str
    kind: str
    part: str
    begin: int
    end: int


@dataclass(frozen=True, kw_only=True, order=True)
class Difference:
    """One fact that is in one store alone, or says something else there. `what` names the terms that differ."""

    place: Place
    article: str
    change: Change
    reason: str
    what: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = self.place
        told = f" ({'; '.join(self.what)})" if self.what else ""
        where = f"{place.digest[:16]} {place.kind} {place.part} {place.begin}-{place.end}"
        return f"{self.change} {where} of {self.article}{told}: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class _Told:
    """One article in one store: what it is called, what read it, and its facts."""

    id: str
    digest: str
    reader: str
    facts: Mapping[Place, Counter[Content]]


def differences(a: Reader, b: Reader) -> Iterator[Difference]:
    """What must be added to `a`, taken away and changed to have the facts of `b`; article by article, by place."""
    before, after = a.digests(), b.digests()
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    old = {key: _told(a, key) for key in keys & before.keys()}
    new = {key: _told(b, key) for key in keys & after.keys()}
    ids_before, ids_after = {told.id: told for told in old.values()}, {told.id: told for told in new.values()}
    for id_ in sorted(ids_before.keys() | ids_after.keys()):
        one, other = ids_before.get(id_), ids_after.get(id_)
        yield from sorted(_between(one, other))


def _between(one: _Told | None, other: _Told | None) -> Iterator[Difference]:
    reason = _reason(one, other)
    before = one.facts if one else {}
    after = other.facts if other else {}
    article = other.id if other else one.id if one else ""
    for place in before.keys() | after.keys():
        gone = sorted((before.get(place, Counter()) - after.get(place, Counter())).elements(), key=sorted)
        come = sorted((after.get(place, Counter()) - before.get(place, Counter())).elements(), key=sorted)
        for was, is_ in zip(gone, come, strict=False):
            what = tuple(sorted(_said(was, is_)))
            yield Difference(place=place, article=article, change="changed", reason=reason, what=what)
        for _ in gone[len(come) :]:
            yield Difference(place=place, article=article, change="removed", reason=reason)
        for _ in come[len(gone) :]:
            yield Difference(place=place, article=article, change="added", reason=reason)


def _reason(one: _Told | None, other: _Told | None) -> str:
    if one is None:
        return "the article is new"
    if other is None:
        return "the article is gone"
    if one.digest != other.digest:
        return "the text of the article changed"
    if one.reader != other.reader:
        return f"read by other rules: {one.reader}, now {other.reader}"
    return "title, date, outlet or address of the article changed, or the code that writes graphs"


def _said(was: Content, is_: Content) -> Iterator[str]:
    """The terms that differ, each with what it was and what it is."""
    before, after = _by_term(was - is_), _by_term(is_ - was)
    for term in before.keys() | after.keys():
        yield f"{term}: {', '.join(before.get(term, ['nothing']))}, now {', '.join(after.get(term, ['nothing']))}"


def _by_term(content: Content) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term, value in sorted(content):
        found[term].append(value)
    return found


def _told(reader: Reader, key: str) -> _Told:
    """What a store says of one article."""
    base = reader.generation.base
    article = f"article/{key}"
    nodes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in reader.graph(key):
        nodes[_value(quad.subject, base)].append((_term(quad.predicate.value), _value(quad.object, base)))
    about = dict(nodes[article])
    facts: dict[Place, Counter[Content]] = defaultdict(Counter)
    for node, told in nodes.items():
        found = _FACT.search(node.removeprefix(article)) if node.startswith(f"{article}/") else None
        if found and any(term == "rule" for term, _ in told):
            kind, title, begin, end = found.groups()
            part = "title" if title else "text"
            place = Place(digest=about["textDigest"], kind=kind, part=part, begin=int(begin), end=int(end))
            facts[place][frozenset(_content(told, nodes, article))] += 1
    return _Told(
        id=about["articleId"], digest=about["textDigest"], reader=f"{about['reader']} {about['readerVersion']}",
        facts=facts,
    )  # fmt: skip


def _content(
    told: list[tuple[str, str]], nodes: Mapping[str, list[tuple[str, str]]], article: str
) -> Iterator[tuple[str, str]]:
    """What a fact says, with what its own nodes say in their place, and nothing of its article's IRI."""
    for term, value in told:
        if run := _RUN.search(value.removeprefix(article)) if value.startswith(f"{article}#") else None:
            yield term, f"{'title' if run[1] else 'text'} {run[2]}-{run[3]}"
        elif value.startswith(f"{article}/"):
            yield term, ", ".join(sorted(f"{inner} {it}" for inner, it in nodes.get(value, ()) if inner != "type"))
        else:
            yield term, value


def _term(iri: str) -> str:
    return "type" if iri == _TYPE else iri.removeprefix(f"{ONTOLOGY}#")


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, base: str) -> str:
    """A term without the data base: stores of different bases tell of the same."""
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(base)
    return "" if isinstance(term, ox.Triple) else term.value
