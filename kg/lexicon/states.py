"""The states of the world with the forms of their names, valid in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import many, rows

COLUMNS = (
    "code code3 cow name official adjectives demonyms aliases capital seats since until guarded note".split()
)  # the header of states.tsv


@dataclass(frozen=True, kw_only=True)
class State:
    """A state. `code` is its ISO 3166-1 alpha-2 code (XK for Kosovo; the withdrawn code of a state that is no more).

    `cow` is the number that the Correlates of War project gives it, "" where it has none. `since` is the first day of
    the state, "" where it is older than 1945 or disputed; `until` the first day on which it was no more.
    `seats` are buildings, streets and other towns that stand for the state as its `capital` does. Words in `guarded`
    also mean something else (see `note`) and count only with support from the words beside them.
    """

    code: str
    code3: str
    cow: str
    name: str
    official: str
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    since: str
    until: str
    guarded: tuple[str, ...]
    note: str


@cache
def states() -> tuple[State, ...]:
    """All states, those that are no more among them (`until` is set), by code."""
    return tuple(
        State(
            code=code,
            code3=code3,
            cow=cow,
            name=name,
            official=official,
            adjectives=many(adjectives),
            demonyms=many(demonyms),
            aliases=many(aliases),
            capital=capital,
            seats=many(seats),
            since=since,
            until=until,
            guarded=many(guarded),
            note=note,
        )
        for (
            code, code3, cow, name, official, adjectives, demonyms, aliases, capital, seats, since, until, guarded, note
        ) in rows("states", tuple(COLUMNS))
    )  # fmt: skip


@cache
def state_codes() -> frozenset[str]:
    """The codes of all states. Places have also the codes of territories that are none ("PR")."""
    return frozenset(state.code for state in states())


@cache
def capitals() -> Mapping[str, str]:
    """The capital of each state that has one, by the state's code."""
    return MappingProxyType({state.code: state.capital for state in states() if state.capital})


@cache
def state_names() -> Mapping[str, str]:
    """The common name of each state by its code."""
    return MappingProxyType({state.code: state.name for state in states()})
