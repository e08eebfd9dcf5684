"""`/id/…`: what the graph says of a thing, each line with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.serve.pages import facts
from kg.serve.pages.html import Content, Html, join, tag
from kg.serve.pages.layout import Foot, page
from kg.serve.pages.scene import Scene
from kg.serve.views.asking import bind, question


def show(iri: str, view: Mapping[str, Any], scene: Scene, foot: Foot) -> Html:
    """The page about `iri`."""
    thing = view["thing"]
    name = title(thing, scene)
    return page(
        name,
        tag("p", facts.kind_name(thing) or "Term", class_="kind"),
        tag("h1", name),
        _address(iri),
        _told(thing, view, scene),
        *(_section(section, iri, scene) for section in view["sections"]),
        _mentions(view, scene),
        foot=foot,
        demonstrates=scene.demonstrates,
    )


def title(thing: facts.Thing, scene: Scene) -> str:
    """Its label; an event is named by its date and people, another fact by what it says."""
    if label := scene.labels.get(thing["iri"]):
        return label
    if facts.kind(thing) in facts.EVENTS:
        day = facts.when(thing)
        kinds = [scene.label(term.value) for term in facts.terms(thing, "eventType")]
        people = [scene.label(term.value) for term in facts.terms(thing, "participant")]
        return f"{', '.join(kinds) or 'meeting'}: {', '.join(people) or 'unnamed'}" + (f", {day}" if day else "")
    return _said(thing, scene) or scene.label(thing["iri"])


def _said(thing: facts.Thing, scene: Scene) -> str:
    """Of a fact without a name what it says, and who: "pledge: Li Qiang for China"; "" for anything else."""

    def named(*terms: str) -> str:
        return ", ".join(scene.label(term.value) for name in terms for term in facts.terms(thing, name))

    match facts.kind(thing):
        case "Statement" | "StatedPrinciple":
            who, side = named("speaker"), named("onBehalfOf")
            said = named("speechAct", "principle")
            return f"{said}: {who or 'someone'}" + (f" for {side}" if side and side != who else "")
        case "OfficeHolding":
            return ": ".join(filter(None, (named("holder"), named("office"))))
        case "RelationStatus":
            return f"diplomatic relations: {named('relation')}"
    return ""


def _address(iri: str) -> Html:
    links = [
        tag("a", name, href=f"/id?iri={quote(iri, safe='')}&format={suffix}", rel="alternate")
        for name, suffix in (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
    ]
    return tag("p", tag("code", iri, class_="copy"), " ", tag("small", join(links, " · ")), class_="iri")


def _told(thing: facts.Thing, view: Mapping[str, Any], scene: Scene) -> Html:
    """Its properties; for a fact or event also the words, and the way to the report of each."""
    own = facts.properties(thing, scene, view["parts"])
    if not thing["evidence"]:
        return tag("section", own, aria_label="Properties")
    return tag(
        "section",
        own,
        tag("h2", "The words that say so"),
        facts.quotes(thing, scene),
        _merged(thing, scene),
    )


def _merged(thing: facts.Thing, scene: Scene) -> Html | None:
    reports = facts.terms(thing, "reportedBy")
    if not reports:
        return None
    links = [tag("li", scene.link(term.value), " ", tag("small", _source(term.value, scene))) for term in reports]
    return tag("div", tag("h2", f"Reports ({len(reports):,})"), tag("ul", *links))


def _source(report: str, scene: Scene) -> Html:
    return scene.source(scene.article(report) or report)


def _mentions(view: Mapping[str, Any], scene: Scene) -> Html | None:
    """Where the articles name it first."""
    shown, total = len(view["mentions"]), view["mentioned"]
    if not total:
        return None
    count = f"{total:,}" if shown == total else f"{shown:,} of {total:,} shown"
    return tag("section", tag("h2", f"Named in articles ({count})"), facts.words(view["mentions"], scene))


def _section(section: Mapping[str, Any], iri: str, scene: Scene) -> Html:
    things = section["things"]
    shown, total = len(things), section["total"]
    rest: Content = None
    if shown < total:
        query = urlencode({"query": bind(question("lines"), [ox.NamedNode(iri)])})
        rest = tag("p", f"{shown:,} of {total:,} shown: ", tag("a", "all as a table", href=f"/sparql?{query}"))
    name = section["name"]
    return tag(
        "section",
        tag("h2", f"{name} ({total:,})", id=name.lower().replace(" ", "-")),
        rest,
        tag("ol", *(_line(thing, scene) for thing in things), class_="facts"),
    )


def _line(thing: facts.Thing, scene: Scene) -> Html:
    more = tag("a", "details", href=scene.page(thing["iri"]), title=thing["iri"])
    return tag("li", tag("p", facts.line(thing, scene), " ", tag("small", more)), facts.quotes(thing, scene))
