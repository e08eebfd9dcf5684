"""The actors of a graph under their names: persons, states, organizations and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.networks.reader import PREFIXES, GraphReader, rows, tail

TYPES = ("person", "state", "organization", "body")

# Two queries, not one: an actor may have several types and many names, and a join
# would pair all of them.
_TYPES = (
    PREFIXES
    + """
SELECT DISTINCT ?actor ?type WHERE {
  VALUES ?type { bi:Person bi:State bi:Organization bi:Body }
  ?actor a ?type
}"""
)
_NAMES = (
    PREFIXES
    + """
SELECT DISTINCT ?actor ?property ?name WHERE {
  VALUES ?property { skos:prefLabel skos:altLabel rdfs:label bi:isoAlpha2 bi:isoAlpha3 bi:country }
  ?actor ?property ?name
}"""
)
_PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"
_LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel", _PREF)


@dataclass(frozen=True, kw_only=True)
class Party:
    """One actor of the graph. `country` is the IRI of the state served; the codes are those of that state."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    country: str | None = None

    @property
    def side(self) -> str:
        """The state on whose side the actor stands, or the actor itself."""
        return self.country or self.iri


def parties(reader: GraphReader) -> dict[str, Party]:
    """All actors by IRI, in the order of their IRIs."""
    types: dict[str, str] = {}
    for row in rows(reader, _TYPES):
        actor, type_ = row["actor"].value, tail(row["type"].value).lower()
        types[actor] = min(types.get(actor, type_), type_)
    values: defaultdict[str, defaultdict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(reader, _NAMES):
        actor, name = row["actor"].value, row["name"]
        if actor in types:
            language = name.language or "" if isinstance(name, ox.Literal) else ""
            values[actor][row["property"].value].add((name.value, language))
    codes = {actor: (_one(found, "isoAlpha2"), _one(found, "isoAlpha3")) for actor, found in values.items()}
    return {actor: _party(actor, types[actor], values[actor], codes) for actor in sorted(types)}


_Values = Mapping[str, Iterable[tuple[str, str]]]


def _party(actor: str, type_: str, values: _Values, codes: Mapping[str, tuple[str | None, str | None]]) -> Party:
    label = _label(actor, values)
    names = {name for key in _LABELS for name, _ in values.get(key, ())}
    country = _one(values, "country") if type_ != "state" else None
    iso2, iso3 = codes.get(country or actor, (None, None))
    return Party(
        iri=actor,
        label=label,
        type=type_,
        aliases=tuple(sorted(names - {label})),
        iso2=iso2,
        iso3=iso3,
        country=country,
    )


def _label(actor: str, values: _Values) -> str:
    """The preferred label, in English or without a language before others; else the longest name."""
    ranked = [(language not in ("en", ""), name) for name, language in values.get(_PREF, ())]
    if ranked:
        return min(ranked)[1]
    names = [(-len(name), name) for name, _ in values.get(_LABELS[0], ())]
    return min(names)[1] if names else tail(actor)


def _one(values: _Values, term: str) -> str | None:
    return min((name for name, _ in values.get(f"https://w3id.org/bilateral#{term}", ())), default=None)
