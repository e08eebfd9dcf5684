"""What the graph says of an actor, as the terms of each fact: the queries behind the notebook's tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from types import MappingProxyType

import pyoxigraph as ox

from kg.model import Passage
from kg.networks.reader import PREFIXES, WORDS, Term, rows
from kg.notebook.evidence import Evidence
from kg.notebook.sources import Source
from kg.notebook.table import typed

# How a fact of each kind touches an actor. A state is touched by what its persons and bodies say and do for it.
_LINKS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "?fact bi:reportedBy ?report ; bi:status ?status ; (bi:participant|bi:involves) ?actor .",
        "agreement": "?fact a bi:Agreement ; (bi:party|bi:party/bi:country) ?actor .",
        "statement": "?fact a bi:Statement ; (bi:speaker|bi:onBehalfOf|bi:speaker/bi:country) ?actor .",
        "principle": "?fact a bi:StatedPrinciple ; (bi:speaker|bi:onBehalfOf|bi:speaker/bi:country) ?actor .",
        "position": "?fact a bi:OfficeHolding ; (bi:holder|bi:office/bi:officeOf) ?actor .",
    }
)
_ROW = "VALUES (?actor) { (UNDEF) }  # parameters"
_ROW_SHAPE = re.compile(r"VALUES \(\?actor\) \{ \(UNDEF\) \}  # parameters")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact's terms by property (last step of its IRI), the labels of those terms, and its evidence."""

    iri: str
    terms: Mapping[str, tuple[Term, ...]]
    labels: Mapping[str, str]
    evidence: tuple[Evidence, ...]

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(term.value for term in self.terms.get(name, ()))

    def first(self, name: str) -> str | None:
        return next(iter(self.values(name)), None)

    def label(self, name: str) -> str | None:
        found = self.first(name)
        return None if found is None else self.labels.get(found, found)


def facts(source: Source, kind: str, actor: str) -> tuple[Told, ...]:
    """The facts of a kind that touch the actor, by IRI. Of meetings: the derived events that the reports make up."""
    link = _LINKS[kind]
    terms: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(
        source, _bound(f"SELECT DISTINCT ?fact ?property ?value WHERE {{ {_ROW}\n{link}\n{_TERMS} }}", actor)
    ):
        terms[row["fact"].value][_tail(row["property"].value)].add(row["value"])
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(source, _bound(f"SELECT DISTINCT ?value ?label WHERE {{ {_ROW}\n{link}\n{_LABELS} }}", actor)):
        labels[row["value"].value].add(row["label"].value)
    proof = evidence(source, kind, actor)
    names = {value: min(found, key=lambda name: (-len(name), name)) for value, found in labels.items()}
    return tuple(
        Told(
            iri=fact,
            terms={name: tuple(sorted(found, key=str)) for name, found in terms[fact].items()},
            labels=names,
            evidence=proof.get(fact, ()),
        )
        for fact in sorted(terms)
    )


_TERMS = "?fact ?property ?value ."
_LABELS = """?fact bi:city|bi:country|bi:office|bi:principle|bi:office/bi:officeOf ?value .
  ?value rdfs:label|skos:prefLabel ?label . FILTER(lang(?label) IN ("", "en"))"""
_EVIDENCE = (
    "?fact bi:reportedBy? ?told . ?told bi:evidence ?evidence .\n  "
    + WORDS
    + """
  BIND(IRI(STRBEFORE(STR(?evidence), "#")) AS ?article)
  OPTIONAL { ?told bi:rule ?rule }
  OPTIONAL { ?article bi:articleId ?id }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article bi:outlet ?outlet }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:url ?url }"""
)


def evidence(source: Source, kind: str, actor: str) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of the actor's facts of a kind, by fact, in the order of publication and characters."""
    found: defaultdict[str, set[Evidence]] = defaultdict(set)
    for row in rows(source, _bound(f"SELECT DISTINCT * WHERE {{ {_ROW}\n{_LINKS[kind]}\n{_EVIDENCE} }}", actor)):
        value = {name: typed(term) for name, term in row.items()}
        found[value["fact"]].add(
            Evidence(
                fact=value["told"],
                **asdict(Passage.of(value["evidence"])),
                quote=value["quote"],
                rule=value.get("rule"),
                id=value.get("id"),
                headline=value.get("headline"),
                outlet=value.get("outlet"),
                published=value.get("published"),
                url=value.get("url"),
                graph=source,
            )
        )
    return {fact: tuple(sorted(all_, key=_place)) for fact, all_ in found.items()}


def roles(source: Source, actor: str) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """Role and office of those who took part, by event and actor, where a report tells them."""
    told: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for row in rows(source, _bound(f"SELECT DISTINCT ?fact ?who ?role ?office WHERE {{ {_ROW}\n{_ROLES} }}", actor)):
        key = (row["fact"].value, row["who"].value)
        role = _tail(row["role"].value) if "role" in row else None
        office = row["office"].value if "office" in row else None
        told[key] = min(told.get(key, (role, office)), (role, office), key=lambda pair: tuple(map(str, pair)))
    return told


_ROLES = f"""{_LINKS["meeting"]}
  ?report bi:hasParticipation ?part . ?part bi:actor ?who .
  OPTIONAL {{ ?part bi:role ?role }}
  OPTIONAL {{ ?part bi:inOffice ?office }}"""


def _bound(query: str, actor: str) -> str:
    """The query with the actor in its row of parameters, printed as a term, so that no name can break out."""
    return PREFIXES + _ROW_SHAPE.sub(lambda _: f"VALUES (?actor) {{ ({ox.NamedNode(actor)}) }}", query)


def _place(evidence: Evidence) -> tuple[date, str, bool, int, int, str]:
    return (
        evidence.published or date.max,
        evidence.article,
        evidence.part == "title",
        evidence.begin,
        evidence.end,
        evidence.fact,
    )


def _tail(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def any_of(told: Told, names: Iterable[str], actors: Iterable[str]) -> bool:
    """Whether one of the actors stands behind one of the properties."""
    wanted = set(actors)
    return any(wanted.intersection(told.values(name)) for name in names)
