"""Whose officials and nationals the persons of an article are, where no title of theirs names a state."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kg import lexicon
from kg.entities import american, catalogue, pairs, publisher
from kg.entities.company import SENT, Company
from kg.entities.context import Context, delegated
from kg.entities.outlets import agency_of
from kg.entities.people import PRINCIPAL, Person, head_of, leads_a_state
from kg.entities.publisher import governs
from kg.model import CountryBasis
from kg.text import Document, Mention, Office

# What stands between a nation and a name of that nation.
_BEARS = re.compile(r" (?:[a-z-]+ ){1,3}")
_OWNS = re.compile(r"'s? (?:[a-z-]+ ){0,3}")
_FROM = re.compile(r" (?:of|from) (?:the )?| \(|, an? ")
_CONTACT = re.compile(
    r"\b(?:met|meets?|(?:talks|call|conversation|meeting|spoke|discussed|consultations)\b[^.;]{0,60} with|received"
    r"|called on|hosted|welcomed|received by|hosted by)\b"
)
# Where the head of government is a chancellor; elsewhere he is a minister of finance, or a foreigner.
_CHANCELLORS = frozenset({"DE", "AT", "GB"})
# Of which articles speak without a name: "the Israeli ambassador", "visits by a President of Peru".
_DESCRIBED = frozenset({"ambassador", "envoy", "president", "premier", "king"})
_CROWNED = frozenset({"queen", "emir", "sultan", "emperor", "crown prince"})
_SENT_TO = re.compile(r"\b(?:to|in) (?:the )?$")


class Service(NamedTuple):
    """The code of the state that a person serves, "" for none, and what that rests on; None for the article's words."""

    country: str
    basis: CountryBasis | None = None


def _guessed(country: str, basis: CountryBasis | None) -> Service:
    return Service(country, basis if country else None)


class Nations:
    """The states of one article's persons.

    `mentions` are the persons' names that are read, `home` is the publisher's state, `reported_from` the dateline's.
    """

    def __init__(
        self,
        document: Document,
        names: Sequence[Mention],
        mentions: Sequence[Mention],
        offices: Sequence[Office],
        home: str,
        reported_from: str,
    ) -> None:
        self.document, self.view, self.home, self.reported_from = document, document.view, home, reported_from
        self.names, self.mentions, self.offices = names, mentions, offices
        self.context = Context(document, names, mentions, home)
        self.company = Company(document, names, mentions)

    def served(self, persons: Sequence[Person]) -> list[tuple[Person, Service]]:
        """The state of each person, "" where the article leaves it open; what titles say goes before all guesses."""
        told = self._in_company([(p, Service(p.country) if p.country else self._of(p)) for p in persons])
        default = self._default(told)
        found = [(p, service if service.country else self._at_last(p, default)) for p, service in told]
        left = pairs.other(pairs.spoken_of(self.names), {s.country for _, s in found})
        return [(p, self._across(p, left) if left and not service.country else service) for p, service in found]

    def _across(self, person: Person, country: str) -> Service:
        """The second state of an article about two, for its principals and for whom officials of the first meet."""
        principal = person.heads & PRINCIPAL
        meets = governs(person) and any(self._faces(person, other) for other in self._states - {country})
        own = (principal or meets) and not person.organization and not publisher.unknown_to(country, person)
        own = own and all(catalogue.has_office(country, head) for head in principal)
        return _guessed(country if own and self._catalogue(person) != "" else "", "context")

    def _in_company(self, told: Sequence[tuple[Person, Service]]) -> list[tuple[Person, Service]]:
        """The same, with the state of a superior for those of whom neither their titles nor the catalogue tell one."""
        states = {self.mentions[i].begin: service.country for p, service in told for i in p.mentions}
        found = []
        for person, service in sorted(told, key=lambda one: self._first(one[0]).begin):
            guessed = not service.country or service.basis in ("publisher", "context")
            mine = self._first(person)
            sentence = self.document.sentence_at(mine.begin)
            other = self.company.superior(mine, sentence.begin) if guessed and sentence else None
            other = other or (self.company.owner(self.mentions[i] for i in person.mentions) if guessed else None)
            country = states.get(other.begin, "") if other and not person.organization else ""
            if not country and not service.country and not person.offices:
                country = self._of_fellows(mine, states)
            found.append((person, Service(country, "context") if country else service))
            states[mine.begin] = country or states[mine.begin]
        return sorted(found, key=lambda one: one[0].number)

    def _of_fellows(self, mine: Mention, states: Mapping[int, str]) -> str:
        """The state of all those beside whom a list of three bare names or more has somebody; "" where they differ."""
        told = [states[m.begin] for m in self.company.fellows(mine)]
        return told[0] if len(told) > 1 and len(set(told)) == 1 else ""

    def _first(self, person: Person) -> Mention:
        return min((self.mentions[i] for i in person.mentions), key=lambda m: m.begin)

    def _at_last(self, person: Person, default: Service) -> Service:
        if self._catalogue(person) == "":
            return Service("")  # who serves an organization is of no state, whatever else the article names
        lacks = any(not catalogue.has_office(default.country, head) for head in person.heads & PRINCIPAL)
        own = default.country == self.home and self.context.opposite(person)
        own = own or publisher.unknown_to(default.country, person)
        sent = any(SENT.search(o.title) for o, _ in person.offices)
        known = default.country and governs(person) and not (sent and default.basis == "context")
        if known and not lacks | own and not self._faces(person, default.country):
            return default
        if self._accredited and governs(person) and not sent:
            return Service(self._accredited, "context")
        return _guessed(self._at_dateline(person), "dateline")

    @cached_property
    def _accredited(self) -> str:
        """The one state to which the ambassadors whom an article names are sent: whose officials they meet."""
        sent = [o for o in self.offices if o.of_kind == "state" and SENT.search(o.title)]
        posts = {
            m.key
            for o in sent
            for m in self.names
            if o.begin < m.begin < o.end and m.key != o.of and m.type in ("state", "place")
            if m.key in lexicon.state_codes()
            if _SENT_TO.search(self.view, o.begin, m.begin)
        }
        return posts.pop() if len(posts) == 1 else ""

    def _faces(self, person: Person, country: str) -> bool:
        """Whether a person meets an official of a state, and so is of another: "Minister Lie met Kenya's Jo Kamau"."""
        first = self._first(person)
        sentence = self.document.sentence_at(first.begin)
        if sentence is None:
            return False
        for other in self.company.within(sentence.begin, sentence.end):
            theirs = [o for o in other.offices if o.of == country]
            if theirs:
                gap = self.view[min(first.end, other.end) : max(first.begin, other.begin)]
                if _CONTACT.search(gap) or first.begin < other.begin and theirs[0].title.endswith("counterpart"):
                    return True
        return False

    def _of(self, person: Person) -> Service:
        """The state served where no title says it: the delegation's, the catalogue's on the day, the publisher's."""
        if person.organization and not leads_a_state(person):
            return Service("")
        first = self._first(person)
        sentence = self.document.sentence_at(first.begin)
        beside = self.company.state(first, sentence.begin) if sentence else ""
        if beside and not publisher.unknown_to(beside, person):
            return Service(beside)
        known = self._catalogue(person)
        if known is not None:
            return _guessed(known, "catalogue")
        for told, basis in self._ways():
            if (country := told(person)) and not publisher.unknown_to(country, person):
                return Service(country, basis)
        return _guessed(self._publisher(person), "publisher")

    def _ways(self) -> tuple[tuple[Callable[[Person], str], CountryBasis | None], ...]:
        """The ways to a person's state that go by the article's words, the surest first."""
        return (
            (self._by_surname, "catalogue"),
            (self._once, "catalogue"),
            (self._american, "context"),
            (self._described, "context"),
            (self._of_a_body, None),
            (self._nationality, None),
            (self.context.state, "context"),
            (self._signed, "publisher"),
        )

    def _signed(self, person: Person) -> str:
        """The state whose government publishes a text, for whose name stands alone above it."""
        first = self._first(person)
        return self.home if publisher.signed(self.view, first, self.document.title_end) else ""

    def _american(self, person: Person) -> str:
        """The United States, for who holds an office or bears a mark of their parties in a text that names them."""
        own = "US" in self._states or not self._states
        return "US" if own and any(american.marked(self.view, self.mentions[i]) for i in person.mentions) else ""

    def _publisher(self, person: Person) -> str:
        """The state whose government publishes, for an official whom it calls by office alone; "" for all others."""
        others = self.context.opposite(person) or publisher.unknown_to(self.home, person)
        return "" if others else publisher.state(person, self.home, self.document.article)

    def _default(self, told: Sequence[tuple[Person, Service]]) -> Service:
        """Whose officials those are whom nothing gives a state: the only one's that the article names at all.

        Failing that, of the state whose officials the article calls by office alone, known by the catalogue; failing
        that, of the state of which it speaks far more than of all others; failing that, of the state whose news agency
        reports from home.
        """
        states, countries = self._states, {service.country for _, service in told if service.country}
        unmarked = {s.country for p, s in told if s.basis == "catalogue" and s.country and p.offices}
        if beside := pairs.other(pairs.flagged(self.document.article), countries):
            return Service(beside, "context")
        if len(countries) == 1 and states <= countries:
            return Service(next(iter(countries)), "context")
        if len(unmarked) == 1:
            return Service(next(iter(unmarked)), "context")
        if dominant := pairs.dominant(self.names, self.document.title_end, self.reported_from):
            return Service(dominant, "context")
        agency = agency_of(self.document.article.outlet)
        return _guessed(agency if self._at_home(agency) else "", "agency")

    def _at_home(self, agency: str) -> bool:
        """Whether a news agency reports of its own state: from there, or naming no other more often."""
        told = pairs.counted(self.names)
        return self.reported_from == agency or not self.reported_from and told[agency] >= max(told.values(), default=0)

    def _at_dateline(self, person: Person) -> str:
        """The state from which an agency reports, for those who hold an office there without saying of which state."""
        state = self.reported_from
        facing = any(self._faces(person, other) for other in self._states - {state})
        if self.home or not facing and state not in self._states or not governs(person):
            return ""
        principal = person.heads & (PRINCIPAL | _CROWNED)
        abroad = any(not catalogue.has_office(state, head) for head in principal)
        chancellor = any(o.title == "Chancellor" for o, _ in person.offices) and state not in _CHANCELLORS
        return "" if abroad or chancellor else state

    def _described(self, person: Person) -> str:
        """The one state of whose "finance minister" the article speaks, for a finance minister without a state."""
        heads = {head for head in person.heads if " " in head or head in _DESCRIBED}
        states = {office.of for office in self._nameless if head_of(office.title) in heads} if heads else set()
        states -= {o.of for m in self.mentions for o in m.offices if head_of(o.title) in heads}
        return states.pop() if len(states) == 1 else ""

    @cached_property
    def _nameless(self) -> tuple[Office, ...]:
        """The offices of states that are spoken of without the name of who holds them."""
        borne = {o.begin for m in self.mentions for o in m.offices}
        return tuple(o for o in self.offices if o.of_kind == "state" and o.begin not in borne and not o.former)

    def _of_a_body(self, person: Person) -> str:
        """The state whose ministry, army or parliament a person's office is of."""
        bodies = {o.of for o, _ in person.offices if o.of_kind == "body"}
        if not bodies:
            return ""
        named = (m.key for m in self.names if m.type == "body" and self.view[m.begin : m.end] in bodies)
        return next(filter(None, (lexicon.homes().get(key, "") for key in named)), "")

    def only_national(self, person: Person) -> bool:
        """Whether nothing but the nation is told of a person: no office, no place in the catalogue."""
        if person.offices or any(delegated(self.document, self.mentions[i]) for i in person.mentions):
            return False
        return self._catalogue(person) is None and bool(self._nationality(person))

    def _nationality(self, person: Person) -> str:
        """The state beside a name without an office: "Kenyan lawyer Jo Lima", "Kenya's Jo Lima", "Jo Lima of Kenya"."""
        if person.offices:
            return ""
        for mention in (self.mentions[i] for i in person.mentions):
            at = bisect_left(self.names, mention.begin, key=lambda m: m.begin)
            before = self.names[at - 1] if at else None
            if before and before.type in ("state", "adjective"):
                gap = self.view[before.end : mention.begin]
                if (_BEARS if before.type == "adjective" else _OWNS).fullmatch(gap):
                    return before.key
            after = self.names[at] if at < len(self.names) else None
            if after and after.type in ("state", "adjective") and _FROM.fullmatch(self.view[mention.end : after.begin]):
                return after.key
        return ""

    def _by_surname(self, person: Person) -> str:
        """The state named in the article that is led by someone whom a surname alone means."""
        day = self.document.article.date
        if person.offices or not day or any(len(name.split()) > 1 for name in person.names):
            return ""
        state = catalogue.of_surname(person.names[0], day)
        return state if state in self._states or state == self.home else ""

    @cached_property
    def _states(self) -> frozenset[str]:
        """The states that the article names."""
        return frozenset(pairs.counted(self.names))

    def _once(self, person: Person) -> str:
        """The state that somebody served at any earlier time; who has but a surname, of a state that is named."""
        code = catalogue.once_served(person.names, person.family, person.heads, self.document.article.date)
        return code if code in self._states or any(len(name.split()) > 1 for name in person.names) else ""

    def _catalogue(self, person: Person) -> str | None:
        day = self.document.article.date
        return catalogue.country(person.names, person.family, person.heads, day) if day else None
