"""One reading as the lines of its article's graph, and of what it says of things that other articles name too."""

from __future__ import annotations

from itertools import groupby

from kg.model import (
    Agreement,
    Appearance,
    Fact,
    Meeting,
    Participation,
    Position,
    Reading,
    Relation,
    Span,
    StatedPrinciple,
    Statement,
)
from kg.triples import iris
from kg.triples.scene import LABEL, A, Scene
from kg.triples.vocabulary import SCHEMA, bi, code, codes
from kg.triples.writer import decimal, iri, text, typed

HEADLINE, PUBLISHED = f"<{SCHEMA}headline>", f"<{SCHEMA}datePublished>"
URL = f"<{SCHEMA}url>"


def put_down(reading: Reading, base: str) -> Scene:
    """All that is put down of a reading. The order of its facts does not matter, and a fact told twice is one."""
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
    return scene


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
    scene.add(node, A, bi("OfficeHolding"))
    scene.add(node, bi("holder"), scene.actor(fact.person))
    scene.add(node, bi("office"), scene.office(fact.title, fact.of, fact.person))
    scene.add(node, bi("inOffice"), text(fact.title))


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
    scene.actors(node, bi("signedBy"), fact.signers)
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
    if fact.stance:
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
    scene.add(node, A, bi("RelationStatus"))
    scene.add(node, bi("relation"), scene.relation(fact.a, fact.b))
    scene.when(node, fact.established, basis=False)
