"""Facts, actors and days in words, a line each: how `kg explain` shows what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import (
    Actor,
    Agreement,
    Appearance,
    Fact,
    Meeting,
    Position,
    Relation,
    Span,
    StatedPrinciple,
    Statement,
    When,
)


def actor(one: Actor) -> str:
    """ "Li Qiang (person, CN)"."""
    return f"{one.name} ({', '.join(filter(None, (one.kind, one.key, one.country if one.country != one.key else '')))})"


def names(actors: Iterable[Actor]) -> str:
    return ", ".join(one.name for one in actors) or "nobody"


def day(when: When | None) -> str:
    """ "2024-08-22 (day, dateline)", "2024-07-01 to 2024-07-31 (month, relative)"."""
    if when is None:
        return "no date"
    run = str(when.start) if when.start == when.end else f"{when.start} to {when.end}"
    return f"{run} ({when.precision}, {when.basis})"


def span(one: Span) -> str:
    return f"{one.part} {one.begin}-{one.end}: {one.quote!r}"


def heading(fact: Fact) -> str:
    return f"{type(fact).__name__}  rule {fact.rule}, score {fact.score}"


def whole(fact: Fact) -> Iterator[str]:
    """A fact with its rule, its values and all its words."""
    yield heading(fact)
    told = values(fact)
    if told:
        yield f"    {told}"
    yield from (f"    {span(one)}" for one in fact.evidence)


def values(fact: Fact) -> str:
    """The values of a fact in one line; "" for a kind that is not known here."""
    if isinstance(fact, Appearance):
        also = f", also {', '.join(map(repr, fact.aliases))}" if fact.aliases else ""
        guessed = f", state by {fact.country_basis}" if fact.country_basis else ""
        return actor(fact.actor) + guessed + also
    if isinstance(fact, Position):
        return f"{fact.person.name}: {fact.title}" + (f" of {fact.of.name}" if fact.of else "")
    if isinstance(fact, Meeting):
        return _meeting(fact)
    if isinstance(fact, Agreement):
        return _agreement(fact)
    if isinstance(fact, Statement):
        to = f" to {names(fact.addressees)}" if fact.addressees else ""
        return f"{names(fact.speakers)}{_for(fact.speakers, fact.on_behalf)}: {fact.act}{to}"
    if isinstance(fact, StatedPrinciple):
        return f"{fact.concept}, {fact.stance}: {names(fact.speakers)}{_for(fact.speakers, fact.on_behalf)}"
    if isinstance(fact, Relation):
        return f"{fact.a.name} and {fact.b.name} since {day(fact.established)}"
    return ""


def _for(speakers: tuple[Actor, ...], behalf: tuple[Actor, ...]) -> str:
    return f" for {names(behalf)}" if behalf and behalf != speakers else ""


def _agreement(fact: Agreement) -> str:
    change = f"; {fact.change}" if fact.change else ""
    when = f"; made {day(fact.when)}" if fact.when else ""
    signed = f"; signed by {names(fact.signers)}" if fact.signers else ""
    parties = f"parties {names(fact.parties)}"
    return f"{fact.kind}, {fact.stage}: {' / '.join(fact.labels)}; {parties}{change}{when}{signed}"


def _meeting(fact: Meeting) -> str:
    sides = (p.actor.name + (f" ({p.role})" if p.role != "participant" else "") for p in fact.participants)
    place = ", ".join(filter(None, (*fact.venues, fact.city, fact.country))) or "no place"
    side = f"; on the sidelines of {fact.sidelines_of}" if fact.sidelines_of else ""
    return f"{fact.kind}, {fact.status}: {', '.join(sides)}; {day(fact.when)}; {place}{side}"
