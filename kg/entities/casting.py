"""Builds the cast: one actor for all mentions of a state, an organization or a person, under one name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.cast import Cast, Figure, Ref
from kg.entities import catalogue
from kg.entities.people import Person, cluster, head_of
from kg.model import Actor
from kg.text import Document, Mention, Office

_SIDE = re.compile(
    r" (?:[Ss]ide|[Gg]overnment|[Ll]eadership|authorities|[Ss]tate|officials|delegation|administration|people|counterparts)s?\b(?!-)"
)
_DELEGATION = re.compile(r"[A-Z]\w+ (?:delegation|side)(?: also)? (?:includ|compris|consist|was represented|were)")
_MAPPED_OUTLETS = (
    ("kremlin", "RU"),
    ("white house", "US"),
    ("state department", "US"),
    ("department of state", "US"),
    ("mea", "IN"),
    ("mofa", "JP"),
)
_METONYM_BEFORE = re.compile(
    r"(?:\b(?:between|and|with|told|urged|accused|against|blamed|by|from|of|that|said|asked) )$"
)
_METONYM_AFTER = re.compile(
    r"(?:'s? (?!(?:[a-z-]+ )?(?:airport|streets?|port|suburbs?|district|mayor|university|hotel|airport|stadium|cathedral|outskirts|embassy|central))| (?:and [A-Z]\w+ )?(?:has|have|had|was|is|says|said|will|would|opposes|supports|denies|denied|rejects|rejected|accuses|accused|wants|and Washington|"
    r"also|itself|announced|welcomed|condemned|should|must|can|could|may|did|does|agreed|seeks|hopes|insists|appreciates|stands|attaches|reiterated|firmly|considers)\b)"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|near|via|through|outside|around|visited|visit|left|reached|into|leaving|toward|towards|capital|city of|capital of|capital,|Embassy in|based in|from|of) (?:the )?$"
)


def home_of(outlet: str | None, names: Sequence[Mention]) -> str:
    """The code of the state whose government publishes under this outlet; "" for agencies and papers."""
    if not outlet:
        return ""
    lower = outlet.lower()
    for words, code in _MAPPED_OUTLETS:
        if re.search(rf"\b{words}\b", lower):
            return code
    if not re.search(
        r"president|ministry|minister|government|cabinet|office|department|mfa|chancell|foreign affairs|prime|palace|embassy",
        lower,
    ):
        return ""
    return next((m.key for m in names if m.type in ("state", "adjective")), "")


def assemble(
    document: Document, names: Sequence[Mention], persons: Sequence[Mention], offices: Sequence[Office],
    groups: Sequence[Mention], home: str,
) -> Cast:  # fmt: skip
    """The cast of a document from what its mentions say. `names` are the lexicon's, `persons` the names of persons."""
    builder = _Builder(document, names, persons, offices, groups, home)
    return builder.build()


class _Builder:
    def __init__(
        self,
        document: Document,
        names: Sequence[Mention],
        persons: Sequence[Mention],
        offices: Sequence[Office],
        groups: Sequence[Mention],
        home: str,
    ) -> None:
        self.document, self.view, self.home = document, document.view, home
        self.names, self.persons, self.offices, self.groups = names, persons, offices, groups
        self.refs: list[Ref] = []
        self.states: dict[str, Actor] = {}
        self.figures: dict[Actor, Figure] = {}
        self.people: list[tuple[Person, Actor]] = []
        self.heads: dict[Actor, frozenset[str]] = {}
        self.state_names = {s.code: s.name for s in lexicon.states()}

    def build(self) -> Cast:
        read = [(s.begin, s.end) for s in self.document.sentences if s.kind != "boilerplate"]
        self.starts, self.ends = [b for b, _ in read], [e for _, e in read]
        self._people()
        self._states()
        self._organizations()
        self._descriptions()
        self._groups()
        refs = self._outermost()
        every = tuple(sorted(self.refs, key=lambda r: (r.begin, r.end, r.type)))
        return Cast(
            document=self.document, refs=refs, every=every, figures=self.figures, states=self.states, home=self.home, owners=_owners(), state_names=self.state_names,
        )  # fmt: skip

    def _read(self, position: int) -> bool:
        """Whether a position lies in a sentence that is read: not in boilerplate, credits or a dateline."""
        at = bisect_left(self.starts, position + 1) - 1
        return at >= 0 and position < self.ends[at]

    def _placeline(self, position: int) -> bool:
        sentence = self.document.sentence_at(position)
        return bool(sentence) and sentence.kind == "placeline"  # type: ignore[union-attr]

    def _people(self) -> None:
        mentions = [m for m in self.persons if self._read(m.begin)]
        for person in cluster(mentions):
            country = person.country or self._country_of(person, mentions)
            actor = Actor(kind="person", name=person.name, country=country or None)
            first = min(mentions[i].begin for i in person.mentions)
            while actor in self.figures:  # two persons of one name: told apart by their first mention
                actor = Actor(kind="person", name=person.name, key=str(first), country=country or None)
            day = self.document.article.date
            known = catalogue.heads(person.names, day) if day else frozenset()
            self.heads[actor] = frozenset(person.heads) | known
            self.figures[actor] = Figure(actor=actor, heads=self.heads[actor], first=first, serves=self._serves(person))
            self.people.append((person, actor))
            for index in person.mentions:
                mention = mentions[index]
                self.refs.append(Ref(mention.begin, mention.end, "person", (actor,), mention))

    def _serves(self, person: Person) -> Actor | None:
        """The organization that a person speaks for: the one in the title; for heads of the Union's institutions the Union."""
        if person.country or not person.organization and not person.heads & {"high representative"}:
            return None
        if re.match(r"European (?:Council|Commission|Parliament)|EU\b|Council of the E", person.organization) or person.heads & {"high representative"}:
            return self._organization("EU")
        return next((self._organization(m.key) for m in self.names if m.type == "organization" and self.view[m.begin : m.end] == person.organization), None)

    def _organization(self, key: str) -> Actor | None:
        """The article's actor for an organization of the lexicon, under its fullest name there."""
        surfaces = [self.view[m.begin : m.end] for m in self.names if m.type == "organization" and m.key == key and self._read(m.begin)]
        if not surfaces:
            return None
        whole = [n for n in surfaces if not re.search(r"Council|Assembly", n)] or (["United Nations"] if key == "UN" else surfaces)
        return Actor(kind="organization", name=max(whole, key=lambda n: (len(n), n)), key=key)

    def _country_of(self, person: Person, mentions: Sequence[Mention]) -> str:
        """The state a person serves where no title says it: the delegation's, the catalogue's on the day, the publisher's."""
        if person.organization:
            return ""
        first = min(mentions[i].begin for i in person.mentions)
        sentence = self.document.sentence_at(first)
        if sentence and (led := _DELEGATION.search(self.view[sentence.begin : first])):
            at = sentence.begin + led.start()
            state = next(
                (m.key for m in self.names if m.type in ("state", "adjective") and at <= m.begin < at + 40), ""
            )
            if state:
                return state
        known = self._catalogue(person)
        if known is not None:
            return known
        return self.home if any(not o.former for o, _ in person.offices) else ""

    def _catalogue(self, person: Person) -> str | None:
        day = self.document.article.date
        return catalogue.country(person.names, person.family, person.heads, day) if day else None

    def _state(self, code: str) -> Actor:
        if code not in self.states:
            self.states[code] = Actor(kind="state", name=self.state_names[code], key=code, country=code)
        return self.states[code]

    def _states(self) -> None:
        for m in self.names:
            if not self._read(m.begin) or self._placeline(m.begin) and m.type != "place":
                continue
            if m.type in ("state", "adjective") and self.view[max(0, m.begin - 5) : m.begin].lower() == "post-":
                continue
            if m.type == "state" and self.view[m.begin : m.end].startswith(_capital_of(m.key)) and _PLACE_BEFORE.search(self.view[max(0, m.begin - 14) : m.begin]):
                self.refs.append(Ref(m.begin, m.end, "place", (), replace(m, type="place")))
            elif m.type == "state":
                self.refs.append(Ref(m.begin, m.end, "state", (self._state(m.key),), m))
            elif m.type == "adjective":
                actor = self._state(m.key)
                side = _SIDE.match(self.view, m.end)
                if side:
                    begin = m.begin - 4 if self.view[max(0, m.begin - 4) : m.begin].lower() == "the " else m.begin
                    self.refs.append(Ref(begin, side.end(), "state", (actor,), m))
                else:
                    self.refs.append(Ref(m.begin, m.end, "adjective", (actor,), m))
            elif m.type == "place":
                self._place(m)
            elif m.type == "venue":
                self.refs.append(Ref(m.begin, m.end, "venue", (), m))
        for code in sorted({a.country for a in self.figures if a.country}):
            self._state(code)

    def _place(self, m: Mention) -> None:
        """A capital that acts stands for its state; any other place is a place."""
        from_place = bool(_PLACE_BEFORE.search(self.view[max(0, m.begin - 14) : m.begin]))
        capital = lexicon_capital(m)
        acts = bool(_METONYM_AFTER.match(self.view, m.end)) or bool(
            _METONYM_BEFORE.search(self.view[max(0, m.begin - 10) : m.begin])
        )
        if capital and acts and not from_place:
            self.refs.append(Ref(m.begin, m.end, "state", (self._state(m.key),), m))
        else:
            self.refs.append(Ref(m.begin, m.end, "place", (), m))

    def _organizations(self) -> None:
        by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for m in self.names:
            if m.type in ("organization", "body") and self._read(m.begin):
                by_key[m.type, m.key].append(m)
        for (kind, key), mentions in by_key.items():
            longest = max((self.view[m.begin : m.end] for m in mentions), key=lambda n: (len(n), n))
            actor = self._organization(key) if kind == "organization" else Actor(kind="body", name=longest, key=key)
            assert actor is not None
            self.refs += [Ref(m.begin, m.end, kind, (actor,), m) for m in mentions]

    def _descriptions(self) -> None:
        """Titles without a name: "the Belarusian president", "The Secretary", "his Chinese counterpart"."""
        taken = sorted((r.begin, r.end) for r in self.refs if r.type == "person")
        starts = [b for b, _ in taken]
        for office in self.offices:
            at = bisect_left(starts, office.begin + 1) - 1
            if at >= 0 and taken[at][1] > office.begin or not self._read(office.begin):
                continue
            lead = re.search(
                r"(?:(?:\b[Tt]he|[Hh]is|[Hh]er|their) )?(?:(?:[\w.]+(?:'s)?|visiting) )?$",
                self.view[max(0, office.begin - 40) : office.begin],
            )
            actor = None if office.plural else self._holder(office)
            begin = (
                office.begin - len(lead[0])
                if lead and re.match(r"[Tt]he |[Hh]is |[Hh]er |their ", lead[0])
                else office.begin
            )
            definite = begin < office.begin or not self.view[office.begin].islower()
            if actor and definite:
                mention = Mention(
                    begin,
                    office.end,
                    "person",
                    offices=(office,),
                    definite=True,
                    possessive=self.view.startswith("'s", office.end),
                )
                self.refs.append(Ref(begin, office.end, "person", (actor,), mention))

    def _holder(self, office: Office) -> Actor | None:
        """The person of the article who holds an office that is spoken of without a name; the latest before it, else the first after."""
        head = head_of(office.title)
        if head.endswith("counterpart"):
            return self._counterpart(office)
        state = office.of if office.of_kind == "state" else ""
        ranked = []
        for person, actor in self.people:
            if state and actor.country != state or office.former:
                continue
            same = head in person.heads
            akin = any(
                head.split()[-1] == h.split()[-1] and (head == head.split()[-1] or h == h.split()[-1])
                for h in person.heads
            ) or (
                head in ("leader", "head of state")
                and bool(person.heads & {"president", "premier", "king", "supreme leader", "emir"})
            )
            if not same and not akin:
                continue
            own = self.home and actor.country == self.home and not state
            before = [self._positions(person, office.begin)]
            ranked.append((same, bool(own), before[0], actor))
        ranked.sort(key=lambda r: (r[0], r[1], r[2]))
        return ranked[-1][3] if ranked else None

    def _counterpart(self, office: Office) -> Actor | None:
        """Whom "his Chinese counterpart" means: of that state, with an office of the person last named."""
        before = [(r.begin, r.actors[0]) for r in self.refs if r.type == "person" and r.end <= office.begin]
        if not before or office.of_kind != "state":
            return None
        heads = self.figures[max(before)[1]].heads
        fitting = [a for _, a in self.people if a.country == office.of and (self.heads[a] & heads)]
        return fitting[0] if len(fitting) == 1 else None

    def _positions(self, person: Person, position: int) -> int:
        """The last mention of a person before a position, as a rank: nearer is larger, later ones count less than any earlier."""
        starts = sorted(
            r.begin for r in self.refs if r.type == "person" and r.actors and r.actors[0].name == person.name
        )
        before = [s for s in starts if s < position]
        return before[-1] if before else -min(starts, default=0)

    def _groups(self) -> None:
        self.refs += [Ref(g.begin, g.end, "group", (), g) for g in self.groups if self._read(g.begin)]

    def _outermost(self) -> tuple[Ref, ...]:
        """The references in order, those inside a longer one left out."""
        ordered = sorted(self.refs, key=lambda r: (r.begin, -r.end, r.type))
        kept: list[Ref] = []
        for ref in ordered:
            if kept and ref.begin < kept[-1].end:
                continue
            kept.append(ref)
        return tuple(kept)


def lexicon_capital(m: Mention) -> bool:
    """Whether a place is the capital of its state."""
    return (m.key, m.name) in _capitals()


@cache
def _owners() -> dict[str, str]:
    return {o.key: o.country for o in lexicon.organizations() if o.country}


@cache
def _capital_by_state() -> dict[str, str]:
    return {s.code: s.capital for s in lexicon.states() if s.capital}


def _capital_of(code: str) -> str:
    return _capital_by_state().get(code, "\0")


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((s.code, s.capital) for s in lexicon.states() if s.capital)
