"""Titles without a name: which person of the article "the Belarusian president" or "his Chinese counterpart" is."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import islice

from kg.cast import Figure, Ref
from kg.entities.people import Person, head_of
from kg.model import Actor
from kg.text import Mention, Office

_LEAD = re.compile(
    r"(?:(?:\b[Tt]he|[Hh]is|[Hh]er|their) )?(?:(?:new|newly elected|current|outgoing|incoming|then"
    r"|top) )?(?:(?:(?!(?:The|His|Her) )[A-Z][\w.]*(?:'s)? ){2}|(?:[\w.]+(?:'s)?|visiting) )?$"
)
_DETERMINER = re.compile(r"[Tt]he |[Hh]is |[Hh]er |their ")
_DIPLOMATS = frozenset({"foreign minister", "secretary of state", "foreign secretary", "high representative"})
_LEADING = frozenset({"leader", "head", "chief"})
_SOVEREIGN = frozenset({"president", "premier", "king", "supreme leader", "emir"})


_MAJESTY = re.compile(r"\b(?:His|Her) Majesty(?='s|,? (?:and (?!King|Queen)|[a-z])|[.,])")
_REIGNS = frozenset({"king", "queen", "sultan", "emperor", "empress"})


def determiner(view: str, begin: int) -> int:
    """Where the noun phrase of a title begins that an article or a possessive pronoun makes definite, else `begin`."""
    before = view[max(0, begin - 40) : begin]
    lead = _LEAD.search(before) if _DETERMINER.search(before) else None
    return begin - len(lead[0]) if lead and _DETERMINER.match(lead[0]) else begin


class Holders:
    """The persons of an article, asked by office. `refs` may grow at its end while titles are settled."""

    def __init__(
        self,
        people: Sequence[tuple[Person, Actor]],
        figures: Mapping[Actor, Figure],
        refs: Sequence[Ref],
        home: str,
    ) -> None:
        self.people, self.figures, self.refs, self.home = people, figures, refs, home
        self._seen = 0
        self._begins: dict[str, list[int]] = {}  # in order, by the name of the person

    def holder(self, office: Office) -> Actor | None:
        """Who holds an office that is spoken of without a name: the latest before it, else the first after."""
        head = head_of(office.title)
        if head.endswith("counterpart"):
            return self._counterpart(office)
        state = office.of if office.of_kind == "state" else ""
        found: list[tuple[tuple[bool, bool, bool, int], bool, Actor]] = []
        called = office.title.lower()
        for person, actor in self.people:
            heads = self.figures[actor].heads
            if state and actor.country != state or office.former:
                continue
            if office.of and not state and not _of_the_same(office, person):
                continue
            same = head in heads or bool(office.of) and not state and head in _LEADING
            if not same and not _akin(head, heads):
                continue
            own = bool(self.home) and actor.country == self.home and not state
            # "the external affairs minister" is who was called so, not another foreign minister.
            theirs = [o for o, _ in person.offices if head_of(o.title) == head]
            spelled = called != head and any(o.title.lower() == called for o, _ in person.offices)
            spelled = (
                spelled or called == head == "foreign minister" and any(_styled_alike(o.title, called) for o in theirs)
            )
            plain = bool(theirs) and not office.of and not any(o.of for o in theirs)
            found.append(((same, own, spelled, self._nearness(actor, office.begin)), plain, actor))
        return _called_so(found)

    def majesties(self, view: str) -> list[Ref]:
        """Where "His Majesty" without a name stands for who reigns: of two for whom the article names more often."""
        reigning = [one for one in self.people if "Majesty" in view and self.figures[one[1]].heads & _REIGNS]
        reigning.sort(key=lambda one: -len(one[0].mentions))
        if not reigning or len({len(person.mentions) for person, _ in reigning[:2]}) < len(reigning[:2]):
            return []
        who, runs = (reigning[0][1],), (found.span() for found in _MAJESTY.finditer(view))
        return [Ref(*run, "person", who, Mention(*run, "person", definite=True)) for run in runs]

    def _counterpart(self, office: Office) -> Actor | None:
        """Whom "his Chinese counterpart" means: of that state, with an office of the person last named."""
        before = [(r.begin, r.actors[0]) for r in self.refs if r.type == "person" and r.end <= office.begin]
        before = [(at, actor) for at, actor in before if actor in self.figures]
        if not before or office.of_kind != "state":
            return None
        _, last = max(before, key=lambda named: named[0])
        heads = self.figures[last].heads
        fitting = [a for _, a in self.people if a.country == office.of and self.figures[a].heads & heads]
        return fitting[0] if len(fitting) == 1 else None

    def _nearness(self, actor: Actor, position: int) -> int:
        """A rank for an actor's last mention before a position: nearer is larger, all later ones below any earlier."""
        for ref in islice(self.refs, self._seen, None):
            if ref.type == "person" and ref.actors:
                insort(self._begins.setdefault(ref.actors[0].name, []), ref.begin)
        self._seen = len(self.refs)
        begins = self._begins.get(actor.name, [0])
        at = bisect_left(begins, position)
        return begins[at - 1] if at else -begins[0]


def _styled_alike(title: str, called: str) -> bool:
    """Whether both are ministers or both secretaries: "the Foreign Minister" is no Foreign Secretary by his side."""
    return ("secretary" in title.lower()) == ("secretary" in called)


def _called_so(found: Sequence[tuple[tuple[bool, bool, bool, int], bool, Actor]]) -> Actor | None:
    """The holder of the highest rank, the later of two of the same.

    "The president" of a page is whom it calls president without saying of which state, before a foreign one.
    """
    if not found:
        return None
    (*same, _), plain, best = max(reversed(found), key=lambda one: one[0])
    own = [one for one in found if one[1] and one[0][:3] == tuple(same) and one[2].country != best.country]
    return max(own, key=lambda one: one[0])[2] if own and not plain else best


def _of_the_same(office: Office, person: Person) -> bool:
    """Whether a person holds an office of the organization that a title without a name belongs to."""
    short = office.of.removeprefix("the ")
    return any(o.of and (o.of == office.of or short in o.of or o.of in short) for o, _ in person.offices)


def _akin(head: str, heads: frozenset[str]) -> bool:
    """Whether a title in short, or a leader's, fits one of a person's offices: "the minister", "the leader"."""
    short = head.split()[-1]
    if any(short == h.split()[-1] and (head == short or h == short) for h in heads):
        return True
    if head in ("top diplomat", "diplomat", "chief diplomat"):
        return bool(heads & _DIPLOMATS)
    return head in ("leader", "head of state") and bool(heads & _SOVEREIGN)
