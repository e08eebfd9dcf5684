"""A question that found nothing -> the values in it that the graph has no name for, with the nearest that it has.

A misspelt name is no fault in SPARQL: it matches nothing, and an empty table looks like an answer.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.queries.answers import Asked, run
from kg.queries.catalogue import Parameter, Query

_NAME = "skos:prefLabel|skos:altLabel|bi:isoAlpha2 ?name"
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "name of the actor",
        "actor",
        f"VALUES ?kind {{ bi:Person bi:Organization bi:Body bi:State }} ?x a ?kind ; {_NAME}",
    ),
    (
        "state or organization",
        "state or organization",
        f"VALUES ?kind {{ bi:Organization bi:State }} ?x a ?kind ; {_NAME}",
    ),
    ("state", "state", f"?x a bi:State ; {_NAME}"),
    ("principle", "principle", "?x a bi:Principle ; skos:prefLabel|skos:altLabel|skos:notation ?name"),
    ("article's id", "article", "?x bi:articleId ?name"),
    ("id of the one article", "article", "?x bi:articleId ?name"),
    ("rule's name", "rule", "?x bi:rule ?name"),
)
"""Words by which a question's header says what a parameter names, what that is called, and where its names stand."""
_ALIKE = 0.75
"""How alike a name must be to be meant, as difflib counts: one letter in four may differ."""
_OTHERS = 3
"""Letters that a name may be longer or shorter."""


def unknown_names(graph: Asked | ox.Store, query: Query, given: Mapping[str, str]) -> list[str]:
    """A sentence for each value of an actor, principle, article or rule that the graph has no such name for.

    `given` are the values by parameter; of one that is not given, the question's own counts.
    """
    told = []
    for parameter in query.parameters:
        value = given.get(parameter.name) or parameter.example
        found = kind_of(parameter)
        if not found or not value:
            continue
        kind, pattern = found
        names = {str(name.value) for (name,) in run(graph, f"SELECT DISTINCT ?name {{ {pattern} }}").rows}  # type: ignore[union-attr]
        if value not in names and not (kind == "principle" and value.casefold() in map(str.casefold, names)):
            told.append(_sentence(kind, value, names))
    return told


def kind_of(parameter: Parameter) -> tuple[str, str] | None:
    """What a parameter names and the pattern of its names; None for a text, a day or a number."""
    if parameter.type != "string":
        return None
    return next(((kind, pattern) for words, kind, pattern in _KINDS if words in parameter.meaning), None)


def _sentence(kind: str, value: str, names: Iterable[str]) -> str:
    known = f"The graph has no {kind} '{value}'"
    nearest = _nearest(value, names)
    if not nearest:
        return f"{known}."
    chosen = " or ".join(f"'{name}'" for name in nearest)
    return f"{known}: did you mean {chosen}?"


def _nearest(value: str, names: Iterable[str]) -> list[str]:
    """At most three names that are spelt alike; capitals do not count."""
    spelt: dict[str, str] = {}
    for name in sorted(names):
        if abs(len(name) - len(value)) <= _OTHERS:
            spelt.setdefault(name.casefold(), name)
    if value.casefold() in spelt:
        return [spelt[value.casefold()]]
    return [spelt[name] for name in difflib.get_close_matches(value.casefold(), spelt, cutoff=_ALIKE)]
