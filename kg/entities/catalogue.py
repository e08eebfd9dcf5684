"""The catalogue of office-holders: which state a person served on a day, where the article does not say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from kg import lexicon
from kg.entities.people import fold, head_of
from kg.lexicon import Holder

_STYLES = frozenset("sheikh sheikha shaikh prince princess king queen sultan emir".split())


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    table: dict[str, list[Holder]] = {}
    for holder in lexicon.holders():
        for name in (holder.person, *holder.aliases):
            table.setdefault(_unstyled(fold(name)), []).append(holder)
    return {name: tuple(rows) for name, rows in table.items()}


@cache
def _by_office() -> dict[tuple[str, str], tuple[Holder, ...]]:
    table: dict[tuple[str, str], list[Holder]] = {}
    for holder in lexicon.holders():
        for surname in _spellings(holder):
            table.setdefault((fold(surname), head_of(holder.office)), []).append(holder)
    return {key: tuple(rows) for key, rows in table.items()}


def _spellings(holder: Holder) -> tuple[str, ...]:
    """The surname in each way it is written: last words of other names that begin as it does ("Zelensky")."""
    last = (alias.split()[-1] for alias in holder.aliases)
    return tuple(dict.fromkeys((holder.surname, *(word for word in last if word[:3] == holder.surname[:3]))))


def country(names: Iterable[str], family: str, heads: Iterable[str], day: date) -> str | None:
    """The alpha-2 code of the one state that a person of these names (or of this family name and office) served then.

    None where the catalogue knows nobody, or persons of several states; "" for who serves an organization. A holding
    counts to a year after its end: articles speak of those who have just left.
    """
    rows = _holdings(names, family, heads, day)
    if any(h.organization and _on(h, day) for h in rows):
        return ""
    serving = {h.state for h in rows if h.state}
    return serving.pop() if len(serving) == 1 else None


def organization(names: Iterable[str], family: str, heads: Iterable[str], day: date) -> str:
    """The key of the organization that a person of these names held an office of on a day; "" for none."""
    serving = {h.organization for h in _holdings(names, family, heads, day) if h.organization and _on(h, day)}
    return serving.pop() if len(serving) == 1 else ""


def once_served(names: Iterable[str], family: str, heads: Iterable[str], day: date | None) -> str:
    """The one state that a person of these names (or of this family name and office) served at any time before a day.

    "" where the catalogue knows nobody, or persons of several states. Without a day its whole time counts.
    """
    before = (day or date.max).isoformat()
    serving = {h.state for h in _named(names, family, heads) if h.since <= before}
    return serving.pop() if len(serving) == 1 else ""


def heads(names: Iterable[str], day: date) -> frozenset[str]:
    """The heads of the offices that a person of these full names held on a day."""
    rows = _holdings(names, "", (), day)
    return frozenset(head_of(h.office) for h in rows if _on(h, day))


@cache
def _incumbents() -> dict[tuple[str, str], tuple[Holder, ...]]:
    table: dict[tuple[str, str], list[Holder]] = {}
    for holder in lexicon.holders():
        table.setdefault((holder.state, head_of(holder.office)), []).append(holder)
    return {key: tuple(rows) for key, rows in table.items()}


def has_office(state: str, head: str) -> bool:
    """Whether a state is known to have, or to have had, such an office."""
    return (state, head) in _incumbents()


@cache
def _newest() -> str:
    return max(holder.since for holder in lexicon.holders())


def knows_holder(state: str, heads: Iterable[str], day: date) -> bool:
    """Whether it is known who held such an office of a state on a day.

    A holding without an end counts to the newest day of the catalogue only: later, somebody else may have followed.
    """
    held = [h for head in heads for h in _incumbents().get((state, head), ()) if _on(h, day)]
    return any(h.until or day.isoformat() <= _newest() for h in held)


def _on(holder: Holder, day: date) -> bool:
    return holder.since <= day.isoformat() and (
        not holder.until or holder.until >= day.isoformat()[: len(holder.until)]
    )


def _unstyled(name: str) -> str:
    """A folded name without the style that texts put before a ruler's or a nobleman's name, and without a last stop."""
    style, _, rest = name.removesuffix(".").partition(" ")
    return rest if style in _STYLES and " " in rest else f"{style} {rest}".rstrip()


def _holdings(names: Iterable[str], family: str, heads: Iterable[str], day: date) -> list[Holder]:
    by_name = [h for h in _named(names, "", ()) if _near(h, day)]
    return by_name or [h for h in _titled(names, family, heads) if _near(h, day)]


def _named(names: Iterable[str], family: str, heads: Iterable[str]) -> list[Holder]:
    """Who bears one of the full names; failing that, who bears a name or family name and held such an office."""
    called = [_unstyled(fold(name)) for name in names]
    found = [h for name in called if " " in name for h in _by_name().get(name, ())]
    return found or _titled(names, family, heads)


def _titled(names: Iterable[str], family: str, heads: Iterable[str]) -> list[Holder]:
    """Who bears a name or family name and held such an office."""
    called = [_unstyled(fold(name)) for name in names]
    titled = set(heads)
    found = [h for name in called for h in _by_name().get(name, ()) if head_of(h.office) in titled]
    surnames = dict.fromkeys((family, *called))
    return found or [h for head in sorted(titled) for name in surnames for h in _by_office().get((name, head), ())]


def _near(holder: Holder, day: date) -> bool:
    since, until = int(holder.since[:4] or 0), int(holder.until[:4] or 9999)
    return since <= day.year <= until + 1


# Offices whose holders are called by their surname alone.
_CALLED = frozenset({"president", "premier", "foreign minister", "secretary of state", "king", "supreme leader"})


@cache
def _surnames() -> dict[str, tuple[Holder, ...]]:
    table: dict[str, list[Holder]] = {}
    for holder in lexicon.holders():
        if head_of(holder.office) in _CALLED and holder.state:
            for surname in _spellings(holder):
                table.setdefault(surname, []).append(holder)
    return {surname: tuple(rows) for surname, rows in table.items()}


def of_surname(surname: str, day: date) -> str:
    """The code of the one state whose president, premier or foreign minister bears a surname on a day, else ""."""
    serving = {holder.state for holder in _surnames().get(surname, ()) if _on(holder, day)}
    return serving.pop() if len(serving) == 1 else ""


@cache
def _called() -> dict[str, tuple[Holder, ...]]:
    """The holders of each state who are called by a surname that is no other word."""
    table: dict[str, list[Holder]] = {}
    for surname, rows in _surnames().items():
        for holder in rows if _distinct(surname) else ():
            table.setdefault(holder.state, []).append(holder)
    return {state: tuple(rows) for state, rows in table.items()}


def surnames(states: Iterable[str], day: date) -> frozenset[str]:
    """The surnames of the presidents, premiers and foreign ministers of some states on a day.

    Without those that are words, places or given names besides: such a word alone may mean something else.
    """
    return frozenset(h.surname for state in states for h in _called().get(state, ()) if _on(h, day))


def _distinct(surname: str) -> bool:
    word = len(surname) > 4 and surname.isalpha() and surname[1:].islower()
    return word and surname not in lexicon.given_names() and surname not in lexicon.not_names() | _COMMON


# Surnames of office-holders that are English words, towns or names of things too.
_COMMON = frozenset("Brown Power Rudd Clark Smith Johnson Major Turnbull Howard Baker Brand Green Young White".split())
