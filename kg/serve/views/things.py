"""Facts and concluded events, each with its properties and the words that bear it out, as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

from kg.model import Passage
from kg.serve.terms import encode
from kg.serve.views.asking import rows
from kg.serve.views.describing import nodes
from kg.store import Reader

Thing = dict[str, Any]


def read(reader: Reader, iris: Sequence[str]) -> list[Thing]:
    """`iris` in their order, each with `properties` (IRI -> terms) and `evidence`, the fact's own first one first."""
    told: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(reader, "about", nodes(iris)):
        told[row["x"].value][row["property"].value].append(encode(row["value"]))
    behind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(reader, "evidence", nodes(iris)):
        behind[row["x"].value].append(_evidence(row))
    return [{"iri": iri, "properties": told[iri], "evidence": sorted(behind[iri], key=_place)} for iri in iris]


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    rule = row["rule"].value if "rule" in row else ""
    passage = asdict(Passage.of(row["evidence"].value))
    return {**passage, "fact": row["fact"].value, "exact": row["exact"].value, "rule": rule}


def _place(evidence: Mapping[str, Any]) -> tuple[Any, ...]:
    """A fact is named by its first evidence; the others follow in the order of the article."""
    begin, end = evidence["begin"], evidence["end"]
    name = f"{'title-' if evidence['part'] == 'title' else ''}{begin}-{end}"
    last = evidence["fact"].rsplit("/", 1)[-1]
    own = last == name or last.startswith(f"{name}-")
    return (evidence["fact"], not own, evidence["part"] != "title", begin, end)


def iris_in(things: Iterable[Thing]) -> Iterator[str]:
    """Every IRI that a page about `things` may want a label for."""
    for thing in things:
        yield thing["iri"]
        for name, terms in thing["properties"].items():
            yield name
            yield from (term[1] for term in terms if term is not None and term[0] == "iri")
            yield from (term[2] for term in terms if term is not None and term[0] == "literal" and term[2])
        for evidence in thing["evidence"]:
            yield evidence["article"]


def is_node(value: str) -> bool:
    """Whether `value` can name a thing: an absolute IRI."""
    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True
