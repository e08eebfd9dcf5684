"""A fact or a concluded event -> the line that tells it, its properties, its words, and how to report it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kg.serve.pages.html import Content, Html, join, tag
from kg.serve.pages.scene import Scene
from kg.serve.terms import Term, decode
from kg.store import PREFIXES

BI = PREFIXES["bi"]
TYPE = f"{PREFIXES['rdf']}type"
LABEL = f"{PREFIXES['rdfs']}label"
BASIS = f"{BI}countryBasis"
EVENTS = ("Meeting", "Visit", "RemoteContact", "Signing")
QUIET = frozenset({TYPE, f"{BI}evidence", f"{BI}rule", f"{BI}score", f"{BI}hasParticipation", f"{BI}reportedBy"})
"""Properties that stand elsewhere on the page."""

NAMES: Mapping[str, str] = MappingProxyType(
    {
        f"{PREFIXES['skos']}prefLabel": "name",
        LABEL: "as articles write it",
        f"{PREFIXES['skos']}altLabel": "also written",
        f"{PREFIXES['skos']}definition": "definition",
        f"{PREFIXES['skos']}notation": "code",
        f"{PREFIXES['skos']}broader": "falls under",
        f"{PREFIXES['skos']}inScheme": "code list",
        f"{PREFIXES['skos']}exactMatch": "the same elsewhere",
        f"{PREFIXES['schema']}validFrom": "in being from",
        f"{PREFIXES['schema']}validThrough": "in being until",
        BASIS: "how the state is known where an article does not say it",
    }
)
BASES: Mapping[str, str] = MappingProxyType(
    {
        "catalogue": "the catalogue of office-holders has the person",
        "publisher": "a government's page calls its own officials by their office alone",
        "agency": "a news agency or paper calls officials of its own state by their office alone",
        "dateline": "the article reports from there",
        "context": "the rest of the article speaks of that state",
    }
)
"""How the state of a person was known where no article says it beside the name, by the code's last part."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "BilateralRelation": "Relation of two states",
        "RemoteContact": "Call",
        "StatedPrinciple": "Principle stated",
        "OfficeHolding": "Office held",
        "RelationStatus": "Diplomatic relations",
        "Participation": "Taking part",
    }
)

ORDER = tuple(
    BI + name
    for name in """
        eventType agreementType speechAct principle status reportedStatus stage level startDate endDate datePrecision
        dateBasis speaker onBehalfOf addressee holder office inOffice relation between party signedBy participant
        involves city country venue sidelinesOf stance operativeVerb topic sources statusFrom mergeReason
    """.split()
)
"""What is told of a fact as one would tell it: what, how it stands, when, who, where. All else follows by name."""

Thing = Mapping[str, Any]


def terms(thing: Thing, name: str) -> list[Term]:
    """The values of a property, given as a term of our ontology or as a whole IRI."""
    iri = name if ":" in name else BI + name
    return [term for value in thing["properties"].get(iri, ()) if (term := decode(value)) is not None]


def kind(thing: Thing) -> str:
    """The ontology's class of a fact ("Agreement"), "" if it has none."""
    names = [term.value.removeprefix(BI) for term in terms(thing, TYPE) if term.value.startswith(BI)]
    known = [name for name in names if name not in ("Actor", "DiplomaticEvent", "Evidence")]
    return min(known or names, default="")


def kind_name(thing: Thing) -> str:
    """The class of a fact in words."""
    return KINDS.get(kind(thing)) or kind(thing)


def line(thing: Thing, scene: Scene) -> Html:
    """One line that says what is told, each name a link."""
    name = kind(thing)
    if name in EVENTS:
        return _dots(
            _day(thing), _of(thing, scene, "eventType"), _status(thing, scene), _who(thing, scene), _where(thing, scene)
        )
    if name == "Agreement":
        title = join([tag("strong", term.value) for term in terms(thing, LABEL)], "; ")
        kinds = (_of(thing, scene, "agreementType"), _of(thing, scene, "stage"), _of(thing, scene, "level"))
        return _dots(title, *kinds, _of(thing, scene, "party"), _day(thing))
    if name == "Statement":
        return _dots(_said(thing, scene), _of(thing, scene, "speechAct"), _to(thing, scene), _stance(thing, scene))
    if name == "StatedPrinciple":
        verb = join([term.value for term in terms(thing, "operativeVerb")], ", ")
        return _dots(_of(thing, scene, "principle"), _said(thing, scene), verb, _stance(thing, scene))
    if name == "OfficeHolding":
        return _dots(_of(thing, scene, "holder"), _of(thing, scene, "office"))
    if name == "RelationStatus":
        since = _day(thing)
        return _dots(_of(thing, scene, "relation"), "diplomatic relations", join(["since ", since]) if since else "")
    return scene.link(thing["iri"])


def _dots(*pieces: Html | str) -> Html:
    return join([piece for piece in pieces if piece], " · ")


def _of(thing: Thing, scene: Scene, name: str) -> Html:
    return join([scene.term(term) for term in terms(thing, name)], ", ")


def _who(thing: Thing, scene: Scene) -> Html:
    return _of(thing, scene, "participant")


def _where(thing: Thing, scene: Scene) -> Html:
    places = [scene.term(term) for name in ("city", "country", "venue") for term in terms(thing, name)]
    return join(places, ", ")


def _status(thing: Thing, scene: Scene) -> Html:
    return _of(thing, scene, "status") or _of(thing, scene, "reportedStatus")


def _stance(thing: Thing, scene: Scene) -> Html:
    """Only what is against: that one speaks for something goes without saying."""
    return join([scene.term(term) for term in terms(thing, "stance") if term.value.endswith("/oppose")], ", ")


def _said(thing: Thing, scene: Scene) -> Html:
    speakers, sides = _of(thing, scene, "speaker"), _of(thing, scene, "onBehalfOf")
    return join([speakers or "someone", *((" for ", sides) if sides and sides != speakers else ())])


def _to(thing: Thing, scene: Scene) -> Html:
    heard = _of(thing, scene, "addressee")
    return join(["to ", heard]) if heard else Html("")


def _day(thing: Thing) -> Html:
    shown = when(thing)
    return tag("time", shown, datetime=shown.split(" to ")[0]) if shown else Html("")


def when(thing: Thing) -> str:
    """A day, `day to day`, a month or a year, as far as it is known; nothing where no date is told."""
    starts, ends = terms(thing, "startDate"), terms(thing, "endDate")
    if not starts:
        return ""
    start, end = starts[0].value, ends[0].value if ends else starts[0].value
    # A month or a year is kept as its first and last day; nobody is to read a day out of it.
    known = {"month": 7, "year": 4}.get(next((t.value.rsplit("/", 1)[-1] for t in terms(thing, "datePrecision")), ""))
    if known and start[:known] == end[:known]:
        return start[:known]
    return start if start == end else f"{start} to {end}"


def quotes(thing: Thing, scene: Scene) -> Html:
    """The words behind a fact, each a link to the article with them marked, with outlet and day."""
    return words(thing["evidence"], scene)


def words(evidence: Sequence[Mapping[str, Any]], scene: Scene) -> Html:
    lines: list[Content] = []
    for found in evidence:
        words = tag("a", tag("q", found["exact"]), href=address(found, scene))
        lines.append(tag("li", words, " ", tag("small", scene.source(found["article"]))))
    return tag("ul", *lines, class_="quotes") if lines else Html("")


def address(evidence: Mapping[str, Any], scene: Scene) -> str:
    """Where the words stand marked: those of the whole fact, or of a mere mention."""
    if scene.article(evidence["fact"]):
        return scene.sentence(evidence["fact"])
    part = "title-char" if evidence["part"] == "title" else "char"
    return scene.sentence(f"{evidence['article']}#{part}={evidence['begin']},{evidence['end']}")


def properties(thing: Thing, scene: Scene, parts: Sequence[Thing] = ()) -> Html:
    """All that is told of a thing, property by property."""
    rows: list[Content] = []
    ranks = {name: rank for rank, name in enumerate((*NAMES, *ORDER))}
    for name in sorted(thing["properties"], key=lambda name: (ranks.get(name, len(ranks)), scene.label(name))):
        if name in QUIET:
            continue
        values = [_value(name, term, scene) for term in terms(thing, name)]
        rows += [tag("dt", NAMES.get(name) or scene.label(name), title=name), tag("dd", join(values, ", "))]
    if parts:
        rows += [tag("dt", "roles"), tag("dd", join([_part(part, scene) for part in parts], "; "))]
    return tag("dl", *rows) if rows else Html("")


def _value(name: str, term: Term, scene: Scene) -> Html:
    """A value in words: of a number that several lists give it stands which list gives this one."""
    if name == BASIS:
        return _basis(term, scene)
    if term.datatype.startswith(BI):
        return join([scene.term(term), tag("small", f" ({scene.label(term.datatype)})")])
    return scene.term(term)


def _basis(term: Term, scene: Scene) -> Html:
    words = BASES.get(term.value.rsplit("/", 1)[-1])
    return tag("a", words, href=scene.page(term.value), title=term.value) if words else scene.term(term)


def _part(part: Thing, scene: Scene) -> Html:
    actor = _of(part, scene, "actor")
    return join([actor, *(join([": ", _of(part, scene, name)]) for name in ("role", "inOffice") if terms(part, name))])


def report(fact: str, thing: Thing, scene: Scene, digest: str) -> str:
    """What to send to say that a fact is wrong: it names no minted IRI, for rules change and IRIs with them."""
    evidence = [found for found in thing["evidence"] if found["fact"] == fact]
    runs = " ".join(f"{found['part']}[{found['begin']}:{found['end']}]" for found in evidence)
    rules = " ".join(sorted({found["rule"] for found in evidence if found["rule"]}))
    path = fact[len(scene.article(fact) or "") :].strip("/").split("/")[0]
    return f"bilateral-kg fact: article sha256:{digest}; kind {path}; span {runs}; rule {rules or 'unknown'}"
