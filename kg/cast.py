"""Who is who in one article: every mention with the actors it stands for, and what collective words stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from kg.model import Actor, CountryBasis, When
from kg.text import Document, Mention

STATE_WORDS = frozenset("sides parties countries nations states governments delegations peoples ministries".split())
_DEFENCE = ("defense minister", "defence minister", "minister of defense", "minister of defence")
_SOVEREIGN = ("president", "king", "emir", "sultan", "emperor", "queen", "general secretary", "chairman", "amir")
# A collective word -> the heads of offices (as entities name them) that its members may hold.
OFFICE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "presidents": ("president",),
        "heads of state": (*_SOVEREIGN, "supreme leader"),
        "prime ministers": ("premier",),
        "premiers": ("premier",),
        "heads of government": ("premier",),
        "chancellors": ("premier",),
        "ministers": ("minister", "secretary of state", "foreign minister", "high representative"),
        "foreign ministers": ("foreign minister", "secretary of state"),
        "foreign secretaries": ("foreign secretary",),
        "diplomats": ("foreign minister", "secretary of state", "ambassador", "high representative"),
        "defense ministers": _DEFENCE,
        "defence ministers": _DEFENCE,
        "secretaries": ("secretary",),
        "national security advisors": ("national security advisor",),
    }
)


def _singular(word: str) -> tuple[str, ...]:
    """The office that a plural names: "vice foreign ministers" -> "vice foreign minister"."""
    return (word[:-1],) if word.endswith(("ministers", "presidents", "premiers")) else ()


@dataclass(frozen=True, slots=True)
class Ref:
    """Words of the view that stand for actors. A group's and a pronoun's actors are settled where they are used."""

    begin: int
    end: int
    type: str
    actors: tuple[Actor, ...]
    mention: Mention


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the view. `resolve` takes the tense of its clause: "past", "future" or "none"."""

    begin: int
    end: int
    kind: str
    resolve: Callable[[str], When | None]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A person of the article: the heads of the offices held, the first mention, the organization served, if any.

    `official` is False for a private person, of whom the article gives no more than the nation or a profession, and
    for who presides `of_a_firm`. `country_basis` says what the actor's country rests on where the article does not.
    """

    actor: Actor
    heads: frozenset[str]
    first: int
    serves: Actor | None = None
    official: bool = True
    of_a_firm: bool = False
    country_basis: CountryBasis | None = None

    @property
    def is_spokesperson(self) -> bool:
        """Whether somebody speaks for others by office."""
        return any(head.endswith(("spokesperson", "spokesman", "spokeswoman")) for head in self.heads)


def outermost(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """The references in order, those inside a longer one left out."""
    kept: list[Ref] = []
    for ref in sorted(refs, key=lambda r: (r.begin, -r.end, r.type)):
        if not kept or ref.begin >= kept[-1].end:
            kept.append(ref)
    return tuple(kept)


@dataclass(kw_only=True)
class Cast:
    """The actors of an article. `home` is the state whose government publishes it, "" for news agencies.
    `publisher` is the key of the organization that publishes it, "" for all others; `agency` the state whose national
    agency it is, "" for all others.

    `owners` gives the state of each organ of a government that the lexicon knows.
    `refs` are the outermost references in order, `every` all of them.
    `author` is whose words the whole text is, where it speaks in the first person: who signs it, else who publishes it.
    `principals` are the sides of its main contact, or those it names first; `met` says whether there was a contact.
    `pairs` are the persons who met each other by the sentence, at its begin, that tells of it as news of the day.
    `today` is the day of the dateline or place line, `here` its city and state (each None where there is none).
    """

    document: Document
    refs: tuple[Ref, ...]
    every: tuple[Ref, ...] = ()
    figures: dict[Actor, Figure] = field(default_factory=dict)
    states: dict[str, Actor] = field(default_factory=dict)
    home: str = ""
    publisher: str = ""
    agency: str = ""
    owners: Mapping[str, str] = field(default_factory=dict)
    state_names: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[Dated, ...] = ()
    published: When | None = None
    today: When | None = None
    here: tuple[str | None, str | None] = (None, None)
    principals: tuple[Actor, ...] = field(default=())
    author: tuple[Actor, ...] = field(default=())
    met: bool = False
    pairs: dict[int, tuple[Actor, ...]] = field(default_factory=dict)

    def within(self, begin: int, end: int) -> tuple[Ref, ...]:
        """The references that lie in a run of the view, in order."""
        first = bisect_left(self._begins, begin)
        last = bisect_left(self._begins, end, first)
        return tuple([ref for ref in self.refs[first:last] if ref.end <= end])

    def labelled(self, run: tuple[int, int]) -> tuple[Ref, ...]:
        """The persons whose names lie in the label of a turn, in order, however their titles go on after it."""
        first, last = bisect_left(self._begins, run[0]), bisect_left(self._begins, run[1])
        within = (r for r in self.refs[first:last] if r.type == "person" and r.actors)
        return tuple(r for r in within if min(r.end, r.mention.name_end or r.end) <= run[1] + 1)

    def dated(self, begin: int, end: int) -> tuple[Dated, ...]:
        """The dates that begin in a run of the view, in order."""
        first = bisect_left(self.dates, begin, key=lambda d: d.begin)
        return self.dates[first : bisect_left(self.dates, end, first, key=lambda d: d.begin)]

    @cached_property
    def _begins(self) -> list[int]:
        return [ref.begin for ref in self.refs]

    def served(self, actor: Actor) -> Actor | None:
        """The state or organization that an actor is, or serves; None where the article leaves it open."""
        if actor.kind in ("state", "organization"):
            return actor
        if code := actor.country:
            return self.states.get(code) or Actor(kind="state", name=code, key=code, country=code)
        figure = self.figures.get(actor)
        return figure.serves if figure else None

    def behalf(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """On whose behalf actors speak: their states, an organization itself, in the order given."""
        speaking = (a for a in actors if a.kind != "person" or a not in self.figures or self.figures[a].official)
        return tuple(dict.fromkeys(served for actor in speaking if (served := self.served(actor))))

    def owner(self, ref: Ref) -> Actor | None:
        """The state in whose name a ministry, an embassy or another organ of a government speaks."""
        code = self.owners.get(ref.mention.key, "")
        states = (r for r in self.every if r.type in ("state", "adjective"))
        before = next((r for r in states if r.end < ref.begin <= r.end + 4), None)
        return before.actors[0] if before else self.states.get(code)

    def dyad(self) -> tuple[Actor, ...]:
        """The states and organizations between which the article's main contact stands."""
        return self.behalf(self.principals)

    def members(self, ref: Ref, near: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
        """The actors behind a collective word; `near` are those just spoken of. Empty where it cannot be settled."""
        if ref.type != "group":
            return ref.actors
        word = ref.mention.name
        wanted = word in STATE_WORDS or sum(a.kind == "person" for a in near) > 1
        base = near if len(near) > 1 and wanted else self.principals
        heads = OFFICE_WORDS.get(word) or _singular(word)
        if heads and base is near and sum(self._holds(a, heads) for a in near if a.kind == "person") < 2:
            base = self.principals
        if word in STATE_WORDS:
            served = self.behalf(base)
            states = served if len(served) > 1 else self.dyad()
            return states if self._count_fits(ref, states) else self._counted(ref)
        people = tuple(a for a in base if a.kind == "person")
        if heads:
            fitting = tuple(a for a in people if self._holds(a, heads))
            if self._count_fits(ref, fitting) and len(fitting) > 1:
                return fitting
        if heads and ref.mention.key:  # "the three advisers": all of the article who hold such an office
            every = sorted(self.figures.values(), key=lambda figure: figure.first)
            holders = tuple(figure.actor for figure in every if self._holds(figure.actor, heads))
            if len(holders) > 2 and self._count_fits(ref, holders):
                return holders
        if len(people) > 1 and word not in ("heads of state", "heads of government"):
            return people if self._count_fits(ref, people) else ()
        served = self.behalf(base)
        if len(served) < 2:
            return ()
        return (self.heads_of(word, served) if heads or word == "leaders" else ()) or served

    def _counted(self, ref: Ref) -> tuple[Actor, ...]:
        """The states behind "the three governments": all those whose persons, else all that, are named before it."""
        before = [r for r in self.refs if r.begin < ref.begin and r.actors]
        persons = self.behalf(r.actors[0] for r in before if r.type == "person")
        named = self.behalf(r.actors[0] for r in before if r.type in ("person", "state", "adjective"))
        return next((states for states in (persons, named) if len(states) > 2 and self._count_fits(ref, states)), ())

    def _holds(self, actor: Actor, heads: tuple[str, ...]) -> bool:
        figure = self.figures.get(actor)
        held = figure.heads if figure else frozenset()
        if any(h.endswith("counterpart") for h in held):
            return True  # holds what the other holds
        full = [h for h in held if not h.startswith(("vice", "deputy"))]
        return any(head in held or any(h.endswith(" " + head) for h in full) for head in heads)

    def heads_of(self, word: str, states: Iterable[Actor]) -> tuple[Actor, ...]:
        """The persons of the article whom "the leaders of" some states are; () if one of them is not named.

        `word` is a collective word of persons: "leaders", "foreign ministers".
        """
        return self._heads_of(OFFICE_WORDS.get(word) or _singular(word) or (*_SOVEREIGN, "premier"), tuple(states))

    def _heads_of(self, heads: tuple[str, ...], states: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The persons of the article who hold such an office in each of the states; none if one is lacking."""
        found = []
        holders = [f.actor for f in sorted(self.figures.values(), key=lambda f: f.first) if self._holds(f.actor, heads)]
        for state in states:
            # Whose head its own government's page need not name.
            acting = state if state in self.principals and state.key == self.home else None
            holder = next((a for a in holders if a.country == state.key), acting)
            if holder is None:
                return ()
            found.append(holder)
        return tuple(found)

    @staticmethod
    def _count_fits(ref: Ref, actors: tuple[Actor, ...]) -> bool:
        return not ref.mention.key or len(actors) == int(ref.mention.key)
