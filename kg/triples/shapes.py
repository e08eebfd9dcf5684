"""`ontology/shapes/data.ttl` as checks in Python, of as much of SHACL as it uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.errors import KgError
from kg.resources import folder
from kg.triples.finding import SHAPES
from kg.triples.graphs import Nodes
from kg.triples.terms import bare, datatype, number
from kg.triples.vocabulary import RDF, RDFS, SKOS

SH = "http://www.w3.org/ns/shacl#"
_TYPE = f"<{RDF}type>"
_BESIDE = frozenset({"path", "message"})
Known = Mapping[str, Sequence[str]]
Broken = Callable[[Nodes, Known], Iterable[str]]
"""The values of a node that break a constraint; [""] where there is no value to name."""
Turtle = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, eq=False)
class Check:
    """One constraint on one property."""

    name: str
    message: str
    path: str
    broken: Broken
    least: int = 0
    """Values of the property that there must be."""

    def concerns(self, predicates: Collection[str]) -> bool:
        """Whether a node with values of just these predicates may break it: the question without a look at them."""
        return self.least != 1 if self.path in predicates else self.least > 0


@dataclass(frozen=True, eq=False)
class Shapes:
    """All checks by what they are asked of: nodes of a class, subjects of a predicate."""

    of_class: Mapping[str, tuple[Check, ...]]
    of_subject: Mapping[str, tuple[Check, ...]]
    above: Mapping[str, frozenset[str]]
    messages: Mapping[str, str]

    def of(self, types: Iterable[str], predicates: Iterable[str]) -> tuple[Check, ...]:
        """The checks of a node of these types, with these predicates, each once."""
        classes = {over for one in types for over in self.above.get(one, {one})}
        told = [check for one in classes for check in self.of_class.get(one, ())]
        told += [check for one in predicates for check in self.of_subject.get(one, ())]
        return tuple({check.name: check for check in told}.values())

    def is_of(self, types: Iterable[str], wanted: str) -> bool:
        return any(wanted in self.above.get(one, {one}) for one in types)


@cache
def load() -> Shapes:
    """The shapes of the ontology. Raises KgError for a constraint of a kind that is not known here."""
    told = _turtle([folder("ontology") / "shapes" / "data.ttl"])
    ontology = _turtle(sorted(folder("ontology").glob("*.ttl")))
    reading = _Reading(
        told, _above(ontology), {one: tuple(v.get(f"<{SKOS}inScheme>", ())) for one, v in ontology.items()}
    )
    of_class: dict[str, tuple[Check, ...]] = defaultdict(tuple)
    of_subject: dict[str, tuple[Check, ...]] = defaultdict(tuple)
    for shape in told.values():
        checks = tuple(reading.check(one) for one in shape.get(f"<{SH}property>", ()) if one.startswith("<"))
        for one in shape.get(f"<{SH}targetClass>", ()):
            of_class[one] += checks
        for one in shape.get(f"<{SH}targetSubjectsOf>", ()):
            of_subject[one] += checks
    messages = {
        bare(name).removeprefix(SHAPES): bare(shape[f"<{SH}message>"][0])
        for name, shape in told.items()
        if f"<{SH}message>" in shape
    }
    return Shapes(dict(of_class), dict(of_subject), reading.above, messages)


class _Reading:
    """From a property shape to its check."""

    def __init__(self, told: Turtle, above: Mapping[str, frozenset[str]], lists: Mapping[str, tuple[str, ...]]) -> None:
        self._told = told
        self.above = above
        self._lists = lists

    def check(self, name: str) -> Check:
        shape = {bare(term).removeprefix(SH): values for term, values in self._told[name].items()}
        path = shape["path"][0]
        [kind] = [term for term in shape if term not in _BESIDE and not term.startswith("http")]
        make = getattr(self, f"_{kind}", None)
        if make is None:
            raise KgError(
                f"the check of a graph does not know sh:{kind}", where=f"ontology/shapes/data.ttl, {bare(name)}",
                then="Teach it to kg/triples/shapes.py.",
            )  # fmt: skip
        least = int(bare(shape[kind][0])) if kind == "minCount" else 0
        message, broken = bare(shape["message"][0]), make(path, shape[kind][0])
        return Check(bare(name).removeprefix(SHAPES), message, path, broken, least)

    def _minCount(self, path: str, value: str) -> Broken:
        least = int(bare(value))
        return lambda nodes, known: () if len(known.get(path, ())) >= least else ("",)

    def _maxCount(self, path: str, value: str) -> Broken:
        most = int(bare(value))
        return lambda nodes, known: () if len(known.get(path, ())) <= most else ("",)

    def _datatype(self, path: str, value: str) -> Broken:
        wanted = bare(value)
        return lambda nodes, known: [one for one in known.get(path, ()) if datatype(one) != wanted]

    def _pattern(self, path: str, value: str) -> Broken:
        pattern = re.compile(bare(value))
        return lambda nodes, known: [one for one in known.get(path, ()) if not pattern.search(bare(one))]

    def _minLength(self, path: str, value: str) -> Broken:
        least = int(bare(value))
        return lambda nodes, known: [one for one in known.get(path, ()) if len(bare(one)) < least]

    def _in(self, path: str, value: str) -> Broken:
        allowed = set(self._members(value))
        return lambda nodes, known: [one for one in known.get(path, ()) if one not in allowed]

    def _class(self, path: str, value: str) -> Broken:
        def broken(nodes: Nodes, known: Known) -> list[str]:
            return [one for one in known.get(path, ()) if not self._is_of(nodes.get(one, {}).get(_TYPE, ()), value)]

        return broken

    def _node(self, path: str, value: str) -> Broken:
        """A code: a concept of one list."""
        [inner] = self._told[value][f"<{SH}property>"]
        [wanted] = self._told[inner][f"<{SH}hasValue>"]
        return lambda nodes, known: [one for one in known.get(path, ()) if wanted not in self._lists.get(one, ())]

    def _lessThan(self, path: str, value: str) -> Broken:
        def broken(nodes: Nodes, known: Known) -> list[str]:
            return [
                one for one in known.get(path, ()) for other in known.get(value, ())
                if (a := number(one)) is None or (b := number(other)) is None or a >= b
            ]  # fmt: skip

        return broken

    def _minInclusive(self, path: str, value: str) -> Broken:
        least = number(value) or 0
        return lambda nodes, known: [v for v in known.get(path, ()) if (n := number(v)) is None or n < least]

    def _minExclusive(self, path: str, value: str) -> Broken:
        least = number(value) or 0
        return lambda nodes, known: [v for v in known.get(path, ()) if (n := number(v)) is None or n <= least]

    def _maxInclusive(self, path: str, value: str) -> Broken:
        most = number(value) or 0
        return lambda nodes, known: [v for v in known.get(path, ()) if (n := number(v)) is None or n > most]

    def _is_of(self, types: Iterable[str], wanted: str) -> bool:
        return any(wanted in self.above.get(one, {one}) for one in types)

    def _members(self, first: str) -> Iterable[str]:
        """The members of an RDF list."""
        while first in self._told:
            yield self._told[first][f"<{RDF}first>"][0]
            first = self._told[first][f"<{RDF}rest>"][0]


def _above(ontology: Turtle) -> Mapping[str, frozenset[str]]:
    """Each class with itself and all above it."""

    def all_above(one: str) -> frozenset[str]:
        over = ontology.get(one, {}).get(f"<{RDFS}subClassOf>", ())
        return frozenset({one}).union(*(all_above(each) for each in over))

    return {one: all_above(one) for one in ontology}


def _turtle(paths: Iterable[object]) -> Turtle:
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            told[str(triple.subject)][str(triple.predicate)].append(str(triple.object))
    return told
