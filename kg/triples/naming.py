"""What each state is called and coded: its name under a naming policy, its other names, its numbers elsewhere.

Names of some states are contested. A policy chooses the preferred name of the graph; all others stay as alternatives,
and the words of an article are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from kg.errors import UsageError
from kg.lexicon.tables import rows
from kg.triples.vocabulary import RDF, SCHEMA, SKOS, WIKIDATA, bi
from kg.triples.writer import iri, literal, text, typed

COMMON = "common"
POLICIES: Mapping[str, str] = MappingProxyType({
    COMMON: "the short name that English reports mostly use",
    "un": "the short name of the United Nations' terminology, where that differs",
    "own": "the short name that the state's own government uses in English, where that differs",
})  # fmt: skip
"""The policies that the setting `naming` may name."""


def state(row: Mapping[str, str], naming: str) -> Iterator[tuple[str, str]]:
    """Predicate and value of each line about the state of a row of `states.tsv`, as the writer takes them.

    Raises UsageError for a policy that is not one of POLICIES.
    """
    if naming not in POLICIES:
        known = "; ".join(f"{name}: {meaning}" for name, meaning in POLICIES.items())
        raise UsageError(f"no naming policy '{naming}'", where="setting naming", then=f"Known: {known}.")
    preferred = _names().get(row["code"], {}).get(naming, row["name"])
    yield f"<{RDF}type>", bi("State")
    yield f"<{SKOS}prefLabel>", text(preferred)
    # A name that may mean another state too ("Congo") finds neither by itself.
    for other in {*names(row)} - {preferred, *row["guarded"].split("|")}:
        yield f"<{SKOS}altLabel>", text(other)
    yield from _codes(row)
    if row["since"]:
        yield f"<{SCHEMA}validFrom>", typed(row["since"], "date")
    if row["until"]:
        # The table has the first day on which the state was no more.
        last = date.fromisoformat(row["until"]) - timedelta(days=1)
        yield f"<{SCHEMA}validThrough>", typed(last.isoformat(), "date")


def names(row: Mapping[str, str]) -> tuple[str, ...]:
    """All names of the state of a row of `states.tsv`, whatever the policy: the common one, then the others sorted."""
    others = {*_names().get(row["code"], {}).values(), row["official"]} - {row["name"], ""}
    return row["name"], *sorted(others)


def _codes(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    gw, wikidata = _numbers().get(row["code"], ("", ""))
    yield bi("isoAlpha2"), text(row["code"])
    if row["code3"]:
        yield bi("isoAlpha3"), text(row["code3"])
    if row["cow"]:
        yield f"<{SKOS}notation>", literal(row["cow"], bi("CowCode"))
    if gw:
        yield f"<{SKOS}notation>", literal(gw, bi("GleditschWardCode"))
    if wikidata:
        yield f"<{SKOS}exactMatch>", iri(f"{WIKIDATA}{wikidata}")


@cache
def _numbers() -> Mapping[str, tuple[str, str]]:
    """The Gleditsch-Ward number and the Wikidata item of each state, "" where there is none or none is sure."""
    return {code: (gw, wikidata) for code, gw, wikidata in rows("state_codes", ("code", "gw", "wikidata"))}


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """The names by policy of the states that have others than the common one."""
    found: dict[str, dict[str, str]] = {}
    for code, policy, name in rows("state_names", ("code", "policy", "name")):
        found.setdefault(code, {})[policy] = name
    return found
