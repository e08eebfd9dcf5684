"""One reading as the lines of its article's graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from kg.model import (
    Actor,
    Agreement,
    Appearance,
    Article,
    Fact,
    Meeting,
    Participation,
    Position,
    Reading,
    Relation,
    Span,
    StatedPrinciple,
    Statement,
    When,
)
from kg.triples import iris
from kg.triples.vocabulary import RDF, RDFS, SCHEMA, SKOS, bi, code, codes
from kg.triples.writer import Lines, decimal, iri, text, typed

A = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
ALT_LABEL = f"<{SKOS}altLabel>"
HEADLINE, PUBLISHED = f"<{SCHEMA}headline>", f"<{SCHEMA}datePublished>"
URL = f"<{SCHEMA}url>"


class Scene:
    """The graph of one article while it is written: each actor, place and run of words is put down once."""

    def __init__(self, article: Article, base: str) -> None:
        self.base = base
        self.article = iris.article(base, article.key)
        self.lines = Lines(self.article)
        self.add = self.lines.add
        self._actors: dict[Actor, str] = {}
        self._evidence: dict[tuple[str, int, int], str] = {}
        self._labelled: set[str] = set()

    def actor(self, actor: Actor) -> str:
        """The actor's term; `names` writes what is known of it."""
        found = self._actors.get(actor)
        if found is None:
            found = self._actors[actor] = iri(iris.actor(self.base, actor))
            self.add(found, A, bi(actor.kind.capitalize()))
            if actor.country and actor.kind != "state":
                self.add(found, bi("country"), self.state(actor.country))
        return found

    def actors(self, subject: str, term: str, actors: Iterable[Actor]) -> None:
        for actor in actors:
            self.add(subject, term, self.actor(actor))

    def state(self, alpha2: str) -> str:
        """A state by code. The code itself stands once, in the ontology's graph, or joins would count it by article."""
        return iri(iris.state(self.base, alpha2))

    def place(self, name: str, country: str | None) -> str:
        found = self.labelled(iri(iris.place(self.base, country, name)), "Place", name)
        if country:
            self.add(found, bi("country"), self.state(country))
        return found

    def labelled(self, found: str, kind: str, label: str) -> str:
        """A place or office, under the first of the ways in which the article writes it."""
        if found not in self._labelled:
            self._labelled.add(found)
            self.add(found, A, bi(kind))
            self.add(found, LABEL, text(label))
        return found

    def evidence(self, span: Span) -> str:
        """A run of the article's words. Facts that rest on one run share it; its IRI says where it stands."""
        key = (span.part, span.begin, span.end)
        found = self._evidence.get(key)
        if found is None:
            found = self._evidence[key] = iri(iris.evidence(self.article, *key))
            self.add(found, bi("exact"), text(span.quote))
        return found

    def when(self, subject: str, when: When | None, *, basis: bool = True) -> None:
        if when is None:
            return
        self.add(subject, bi("startDate"), typed(when.start.isoformat(), "date"))
        self.add(subject, bi("endDate"), typed(when.end.isoformat(), "date"))
        self.add(subject, bi("datePrecision"), code("date-precision", when.precision))
        if basis:
            self.add(subject, bi("dateBasis"), code("date-basis", when.basis))

    def names(self, appearances: Iterable[Appearance]) -> None:
        """One label for each actor, its other names as alternatives, and where it is first mentioned.

        An actor has one name in an article: where facts spell it differently, the appearance's holds, else the
        longest. Actors of one IRI are one actor.
        """
        labels: dict[str, str] = {}
        others: dict[str, set[str]] = defaultdict(set)
        for appearance in sorted(appearances, key=lambda a: (a.evidence[0], a.actor.name)):
            term = self.actor(appearance.actor)
            if term not in labels:
                labels[term] = appearance.actor.name
                self.add(term, bi("evidence"), self.evidence(appearance.evidence[0]))
            if appearance.country_basis:
                self.add(term, bi("countryBasis"), code("country-basis", appearance.country_basis))
            others[term].update(appearance.aliases)
        for actor, term in sorted(self._actors.items(), key=lambda item: (-len(item[0].name), item[0].name)):
            labels.setdefault(term, actor.name)
            others[term].add(actor.name)
        for term, label in labels.items():
            self.add(term, LABEL, text(label))
            for other in others[term] - {label}:
                self.add(term, ALT_LABEL, text(other))


def lines(reading: Reading, base: str) -> Lines:
    """All lines of the reading's graph. The order of its facts does not matter, and a fact told twice is one."""
    scene = Scene(reading.article, base)
    _source(scene, reading)
    facts = sorted({fact for fact in reading.facts if not isinstance(fact, Appearance)}, key=_place)
    for (kind, first), alike in groupby(facts, key=_place):
        together = list(alike)
        # Facts on one run are told apart by number, so their order has to come from what they say.
        for nth, fact in enumerate(together if len(together) == 1 else sorted(together, key=repr), start=1):
            node = iri(iris.fact(scene.article, kind, first.part, first.begin, first.end, nth))
            _grounds(scene, node, fact)
            _content(scene, node, fact)
    scene.names(fact for fact in reading.facts if isinstance(fact, Appearance))
    return scene.lines


def _place(fact: Fact) -> tuple[str, Span]:
    return _kind(fact), fact.evidence[0]


def _kind(fact: Fact) -> str:
    return "principle" if isinstance(fact, StatedPrinciple) else type(fact).__name__.lower()


def _source(scene: Scene, reading: Reading) -> None:
    article, node, add = reading.article, f"<{scene.article}>", scene.add
    add(node, A, bi("Article"))
    add(node, bi("articleId"), text(article.id))
    add(node, bi("textDigest"), text(article.text_digest))
    add(node, bi("reader"), text(reading.reader))
    add(node, bi("readerVersion"), text(reading.version))
    if article.title:
        add(node, HEADLINE, text(article.title))
    if article.date:
        add(node, PUBLISHED, typed(article.date.isoformat(), "date"))
    if article.outlet:
        add(node, bi("outlet"), text(article.outlet))
    if article.url:
        add(node, URL, typed(article.url, "anyURI"))


def _grounds(scene: Scene, node: str, fact: Fact) -> None:
    """Which rule found the fact, how surely where something was inferred, and the words that say it."""
    scene.add(node, bi("rule"), text(fact.rule))
    if fact.score < 1:
        scene.add(node, bi("score"), decimal(fact.score))
    # A statement's words are one run: further ones would be other statements.
    for span in fact.evidence[:1] if isinstance(fact, Statement) else fact.evidence:
        scene.add(node, bi("evidence"), scene.evidence(span))


def _content(scene: Scene, node: str, fact: Fact) -> None:
    match fact:
        case Position():
            _position(scene, node, fact)
        case Meeting():
            _meeting(scene, node, fact)
        case Agreement():
            _agreement(scene, node, fact)
        case Statement():
            _statement(scene, node, fact)
        case StatedPrinciple():
            _principle(scene, node, fact)
        case Relation():
            _relation(scene, node, fact)
        case _:
            raise TypeError(f"no way to write a {type(fact).__name__}")


def _position(scene: Scene, node: str, fact: Position) -> None:
    office = scene.labelled(iri(iris.office(scene.base, fact.title, fact.of)), "Office", fact.title)
    scene.add(node, A, bi("OfficeHolding"))
    scene.add(node, bi("holder"), scene.actor(fact.person))
    scene.add(node, bi("office"), office)
    if fact.of is not None:
        scene.add(office, bi("officeOf"), scene.actor(fact.of))


def event_class(kind: str) -> str:
    """The class of events of this type, by name; a finer type has that of the one above it."""
    by_kind = {"visit": "Visit", "phone-call": "RemoteContact", "video-call": "RemoteContact", "signing": "Signing"}
    known = codes("event-type").get(kind)
    return by_kind.get(known.scored if known else kind, "Meeting")


def _meeting(scene: Scene, node: str, fact: Meeting) -> None:
    add = scene.add
    add(node, A, bi(event_class(fact.kind)))
    add(node, bi("eventType"), code("event-type", fact.kind))
    add(node, bi("reportedStatus"), code("status", fact.status))
    for nth, participation in enumerate(fact.participants, start=1):
        _participation(scene, node, nth, participation)
    scene.when(node, fact.when)
    if fact.city:
        add(node, bi("city"), scene.place(fact.city, fact.country))
    if fact.country:
        add(node, bi("country"), scene.state(fact.country))
    for venue in fact.venues:
        add(node, bi("venue"), text(venue))
    if fact.sidelines_of:
        add(node, bi("sidelinesOf"), text(fact.sidelines_of))


def _participation(scene: Scene, node: str, nth: int, participation: Participation) -> None:
    actor = scene.actor(participation.actor)
    scene.add(node, bi("participant"), actor)
    if participation.role == "participant" and not participation.office:
        return
    part = iri(iris.participation(node[1:-1], nth))
    scene.add(node, bi("hasParticipation"), part)
    scene.add(part, A, bi("Participation"))
    scene.add(part, bi("actor"), actor)
    scene.add(part, bi("role"), code("role", participation.role))
    if participation.office:
        scene.add(part, bi("inOffice"), text(participation.office))


def _agreement(scene: Scene, node: str, fact: Agreement) -> None:
    add = scene.add
    add(node, A, bi("Agreement"))
    for label in fact.labels:
        add(node, LABEL, text(label))
    add(node, bi("agreementType"), code("agreement-type", fact.kind))
    add(node, bi("stage"), code("agreement-stage", fact.stage))
    scene.actors(node, bi("party"), fact.parties)
    if fact.level:
        add(node, bi("level"), text(fact.level))
    if fact.change:
        add(node, bi("levelChange"), text(fact.change))
    scene.when(node, fact.when)


def _statement(scene: Scene, node: str, fact: Statement) -> None:
    scene.add(node, A, bi("Statement"))
    scene.actors(node, bi("speaker"), fact.speakers)
    scene.actors(node, bi("onBehalfOf"), fact.on_behalf)
    scene.actors(node, bi("addressee"), fact.addressees)
    scene.add(node, bi("speechAct"), code("act", fact.act))
    if fact.stance != "neutral":
        scene.add(node, bi("stance"), code("stance", fact.stance))


def _principle(scene: Scene, node: str, fact: StatedPrinciple) -> None:
    scene.add(node, A, bi("StatedPrinciple"))
    scene.add(node, bi("principle"), code("principle", fact.concept))
    scene.actors(node, bi("speaker"), fact.speakers)
    scene.actors(node, bi("onBehalfOf"), fact.on_behalf)
    if fact.stance != "support":
        scene.add(node, bi("stance"), code("stance", fact.stance))
    if fact.verb:
        scene.add(node, bi("operativeVerb"), text(fact.verb))


def _relation(scene: Scene, node: str, fact: Relation) -> None:
    relation = iri(iris.relation(scene.base, fact.a.key, fact.b.key))
    scene.add(node, A, bi("RelationStatus"))
    scene.add(node, bi("relation"), relation)
    scene.add(relation, A, bi("BilateralRelation"))
    scene.actors(relation, bi("between"), (fact.a, fact.b))
    scene.when(node, fact.established, basis=False)
