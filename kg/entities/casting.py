"""Builds the cast: one actor for all mentions of a state, an organization or a person, under one name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import lexicon
from kg.cast import Cast, Figure, Ref, outermost
from kg.entities import capitals, catalogue, forms
from kg.entities.firms import leads_a_firm
from kg.entities.holders import Holders, determiner
from kg.entities.nations import Nations
from kg.entities.people import Person, cluster, government, head_of, is_official
from kg.entities.publisher import of_many
from kg.model import Actor
from kg.text import Document, Mention, Office

_SIDE = re.compile(
    r" (?:[Ss]ide|party|[Gg]overnment|[Ll]eadership|authorities|[Ss]tate|officials|delegation|"
    r"administration|people|counterparts)s?\b(?!-)"
)
# Who acts for a state where the article does not name him: "the Kenyan Acting Prime Minister".
_GOVERNS = re.compile(
    r"(?i:president|premier|minister|chancellor|king|emir|sultan|ambassador|envoy|secretary|counterpart|leader|chief|speaker)$"
)
_MEETS = re.compile(
    r"(?i:\b(?:with|by|between|and|met|meets?|meeting|call(?:ed|s)? on|receiv\w+|host(?:ed|s|ing)?|welcom\w+|greeted"
    r"|summon\w+|invit\w+|phoned|called|see|visit (?:by|of))) (?:[a-z]+ )?$"
)
_TRAVELS = re.compile(
    r",? (?:(?:will|also|is|was|has|have) )*(?:met|meet|visit|arriv|travel|held|hold|left|flew|pa(?:id|y)|on an? )"
)
# Of others than the article's: "the leader of a militia".
_OF_OTHERS = re.compile(
    r" (?:of|for) (?!the (?:country|nation|republic|kingdom|state|union|bloc|alliance|group|delegation|council)\b)"
)
_THE_HEAD = re.compile(
    r"(?:[Tt]he |(?=\w+ ?\w* (?:arrived|left|will|has|met|visited|held|received|is|was)\b))"
    r"(?:Prime Minister|President|Chancellor|Foreign Secretary|Foreign Minister|Minister)\b"
    r"(?! of(?! the (?:Republic|Federal Republic|Kingdom|Government)\b(?! of)))"
)
_UNION = re.compile(r"European (?:Council|Commission|Parliament)|EU\b|Council of the E")


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What the mentions of a document say. `names` are the lexicon's, `persons` the names of persons.

    `home` is the state whose government publishes, `reported_from` that of the dateline: codes, "" where there is none;
    `publisher` is the key of the organization that publishes.
    """

    document: Document
    names: Sequence[Mention]
    persons: Sequence[Mention]
    offices: Sequence[Office]
    groups: Sequence[Mention]
    home: str = ""
    reported_from: str = ""
    publisher: str = ""


def assemble(gathered: Gathered) -> Cast:
    """The cast of a document."""
    return _Builder(gathered).build()


class _Builder:
    """One article's references, gathered kind by kind."""

    def __init__(self, gathered: Gathered) -> None:
        self.document, self.view, self.home = gathered.document, gathered.document.view, gathered.home
        self.reported_from, self.publisher = gathered.reported_from, gathered.publisher
        self.names, self.persons = gathered.names, gathered.persons
        self.offices, self.groups = gathered.offices, gathered.groups
        self.refs: list[Ref] = []
        self.states: dict[str, Actor] = {}
        self.figures: dict[Actor, Figure] = {}
        self.people: list[tuple[Person, Actor]] = []
        self.state_names = lexicon.state_names()
        self.own_heads: set[str] = set()

    def build(self) -> Cast:
        read = [(s.begin, s.end) for s in self.document.sentences if s.kind != "boilerplate"]
        self.starts, self.ends = [b for b, _ in read], [e for _, e in read]
        self._people()
        self._states()
        self._organizations()
        self._descriptions()
        self._groups()
        every = tuple(sorted(self.refs, key=lambda r: (r.begin, r.end, r.type)))
        return Cast(
            document=self.document,
            refs=outermost(self.refs),
            every=every,
            figures=self.figures,
            states=self.states,
            home=self.home,
            publisher=self.publisher,
            owners=lexicon.owners(),
            state_names=self.state_names,
        )

    def _read(self, position: int) -> bool:
        """Whether a position lies in a sentence that is read: not in boilerplate, credits or a dateline."""
        at = bisect_left(self.starts, position + 1) - 1
        return at >= 0 and position < self.ends[at]

    def _placeline(self, position: int) -> bool:
        sentence = self.document.sentence_at(position)
        return sentence is not None and sentence.kind == "placeline"

    def _people(self) -> None:
        mentions = [m for m in self.persons if self._read(m.begin)]
        nations = Nations(self.document, self.names, mentions, self.offices, self.home, self.reported_from)
        for person, (country, basis) in nations.served(cluster(mentions)):
            actor = Actor(kind="person", name=person.name, country=country or None)
            first = min(mentions[i].begin for i in person.mentions)
            article = self.document.article
            if actor in self.figures:  # two persons of one name: told apart by their first mention in this article
                actor = Actor(kind="person", name=person.name, key=f"{article.key}-{first}", country=country or None)
            day = article.date
            known = catalogue.heads(person.names, day) if day else frozenset()
            if firm := basis != "catalogue" and leads_a_firm(self.view, person):
                person.heads.clear()  # "the President" is nobody of a firm
            heads = frozenset(person.heads) | known
            self.figures[actor] = Figure(
                actor=actor,
                heads=heads,
                first=first,
                serves=None if country else self._serves(person),
                official=is_official(person, heads) or not (heads or firm or nations.only_national(person)),
                of_a_firm=firm,
                country_basis=basis,
            )
            self.people.append((person, actor))
            for index in person.mentions:
                mention = mentions[index]
                self.refs.append(Ref(mention.begin, mention.end, "person", (actor,), mention))
                if country and (end := government(self.view, mention)):
                    state = replace(mention, end=end, type="state", key=country, definite=True)
                    self.refs.append(Ref(mention.begin, end, "state", (self._state(country),), state))

    def _serves(self, person: Person) -> Actor | None:
        """The organization that a person speaks for: the title's; the Union for the heads of its institutions."""
        if person.country:
            return None
        if "high representative" in person.heads or _UNION.match(person.organization):
            return self._organization("EU")
        for m in self.names:
            if m.type == "organization" and self.view[m.begin : m.end] == person.organization:
                return self._organization(m.key)
        day = self.document.article.date
        known = catalogue.organization(person.names, person.family, person.heads, day) if day else ""
        own = not person.organization and any(of_many(o.title) for o, _ in person.offices)
        key = known or (self.publisher if own else "")
        return self._organization(key) if key else None

    def _organization(self, key: str) -> Actor | None:
        """The article's actor for an organization of the lexicon, under its fullest name there."""
        surfaces = [
            self.view[m.begin : m.end]
            for m in self.names
            if m.type == "organization" and m.key == key and self._read(m.begin)
        ]
        if not surfaces:
            return None
        whole = [n for n in surfaces if not re.search(r"Council|Assembly", n)]
        whole = whole or (["United Nations"] if key == "UN" else surfaces)  # only organs of it are named
        return Actor(kind="organization", name=max(whole, key=lambda n: (len(n), n)), key=key)

    def _state(self, code: str) -> Actor:
        if code not in self.states:
            self.states[code] = Actor(kind="state", name=self.state_names[code], key=code, country=code)
        return self.states[code]

    def _states(self) -> None:
        for m in self.names:
            if not self._read(m.begin) or self._placeline(m.begin) and m.type != "place":
                continue
            if m.type in ("state", "adjective") and forms.is_bygone(self.view, m):
                continue
            if m.type == "state" and capitals.is_city(self.view, m):
                self.refs.append(Ref(m.begin, m.end, "place", (), replace(m, type="place")))
            elif m.type == "state" and (kind := capitals.seat_as(self.view, m)) != "state":
                self.refs.append(Ref(m.begin, m.end, kind, (), replace(m, type=kind, name=self.view[m.begin : m.end])))
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
        """A capital that acts stands for its state, unless it is somebody's name; any other place is a place."""
        at = bisect_left(self.persons, m.end, key=lambda p: p.name_begin) - 1
        if at >= 0 and m.end <= self.persons[at].name_end or not capitals.acts(self.view, m):
            self.refs.append(Ref(m.begin, m.end, "place", (), m))
        elif capitals.of_the_union(m, self.names) and (union := self._organization("EU")):
            self.refs.append(Ref(m.begin, m.end, "organization", (union,), m))
        else:
            self.refs.append(Ref(m.begin, m.end, "state", (self._state(m.key),), m))

    def _organizations(self) -> None:
        by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for m in self.names:
            if m.type in ("organization", "body") and self._read(m.begin):
                by_key[m.type, m.key or m.name].append(m)
        for (kind, key), mentions in by_key.items():
            longest = max((self.view[m.begin : m.end] for m in mentions), key=lambda n: (len(n), n))
            body = Actor(kind="body", name=longest if mentions[0].key else mentions[0].name, key=mentions[0].key)
            actor = self._organization(key) if kind == "organization" else body
            if actor:
                self.refs += [Ref(m.begin, m.end, kind, (actor,), m) for m in mentions]
            if owner := lexicon.owners().get(key):
                self._owners(mentions, owner)

    def _owners(self, bodies: Sequence[Mention], code: str) -> None:
        """The state that the name of an organ of its own calls: Russia in "Russian Foreign Ministry"."""
        for m in bodies:
            if run := forms.within(self.view[m.begin : m.end], code):
                inner = replace(m, begin=m.begin + run[0], end=m.begin + run[1], type="adjective", key=code)
                self.refs.append(Ref(inner.begin, inner.end, "adjective", (self._state(code),), inner))

    def _descriptions(self) -> None:
        """Titles without a name: "the Belarusian president", "The Secretary", "his Chinese counterpart"."""
        named = sorted((r.begin, r.end) for r in self.refs if r.type == "person")
        starts = [b for b, _ in named]
        holders = Holders(self.people, self.figures, self.refs, self.home)
        for office in self.offices:
            at = bisect_left(starts, office.begin + 1) - 1
            if at >= 0 and named[at][1] > office.begin or not self._read(office.begin) or office.plural:
                continue
            if not office.of and _OF_OTHERS.match(self.view, office.end):
                continue  # "the leader of a militia"
            begin = determiner(self.view, office.begin)
            definite = begin < office.begin or not self.view[office.begin].islower()
            actor = holders.holder(office) if definite else None
            if definite and self._governs_here(office, begin, actor):
                mention = Mention(begin, office.end, "state", key=self.home, definite=True)
                self.refs.append(Ref(begin, office.end, "state", (self._state(self.home),), mention))
            elif definite and actor is None and self._takes_part(office, begin):
                self._unnamed(office, begin)
            elif actor:
                own = self.view.startswith("'s", office.end)
                mention = Mention(begin, office.end, "person", offices=(office,), definite=True, possessive=own)
                self.refs.append(Ref(begin, office.end, "person", (actor,), mention))
        self.refs += (ref for ref in holders.majesties(self.view) if self._read(ref.begin))

    def _takes_part(self, office: Office, begin: int) -> bool:
        """Whether an official of a state is met, or travels or meets, by the words around the title."""
        if office.of_kind != "state" or not _GOVERNS.search(office.title):
            return False
        return bool(_MEETS.search(self.view, max(0, begin - 40), begin) or _TRAVELS.match(self.view, office.end))

    def _unnamed(self, office: Office, begin: int) -> None:
        """An official whom the article does not name acts for the state: "the Kenyan Acting Prime Minister"."""
        own = self.view.startswith("'s", office.end)
        mention = Mention(begin, office.end, "person", key=office.of, definite=True, possessive=own)
        self.refs.append(Ref(begin, office.end, "person", (self._state(office.of),), mention))

    def _governs_here(self, office: Office, begin: int, actor: Actor | None) -> bool:
        """Whether a head is the publisher's own, whom a government's page need not name: then the state acts.

        `actor` is who else of the article holds such an office; "the Prime Minister" before he is named is not he.
        """
        if not self.home or office.of or not _THE_HEAD.match(self.view, begin):
            return False
        head = head_of(office.title)
        if actor is None or head in self.own_heads:
            self.own_heads.add(head)
            return True
        named = [r.begin for r in self.refs if actor in r.actors and self.document.title_end <= r.begin]
        own = actor.country != self.home and catalogue.has_office(self.home, head)
        if own and office.begin >= self.document.title_end and min(named, default=0) > office.begin:
            self.own_heads.add(head)
            return True
        return False

    def _groups(self) -> None:
        self.refs += [Ref(g.begin, g.end, "group", (), g) for g in self.groups if self._read(g.begin)]
