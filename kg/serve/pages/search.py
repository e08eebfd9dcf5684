"""`/search?q=`: things by their names, sentences by their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.serve.pages.html import Html, tag
from kg.serve.pages.layout import Foot, page
from kg.serve.pages.scene import Scene

GROUPS = (
    ("State", "States"),
    ("Organization", "Organizations"),
    ("Person", "Persons"),
    ("Body", "Bodies"),
    ("Office", "Offices"),
    ("Place", "Places"),
    ("Agreement", "Agreements"),
    ("Concept", "Codes"),
    ("Article", "Articles"),
    ("Evidence", "Sentences"),
)


def form(words: str) -> Html:
    box = tag("input", type="search", name="q", id="q", value=words, required=True, minlength=2, maxlength=200)
    label = tag("label", "Search names, titles and sentences", for_="q")
    hint = tag("small", 'All of the words, in any order; "in quotes" together; begin* as beginnings.')
    return tag(
        "form", label, tag("div", box, tag("button", "Search")), hint, action="/search", role="search", class_="search"
    )


def show(words: str, view: Mapping[str, Any], scene: Scene, foot: Foot) -> Html:
    found = {group["class"].rsplit("#", 1)[-1]: group for group in view["groups"]}
    sections = [_group(name, found[kind], scene) for kind, name in GROUPS if kind in found]
    nothing = tag("p", "Nothing in the graph has these words.") if words and not sections else None
    more = tag("p", "There is more: these are the best. Further words narrow it.") if view.get("more") else None
    return page(
        f"Search: {words}" if words else "Search",
        tag("h1", "Search"),
        form(words),
        nothing,
        more,
        *sections,
        foot=foot,
        demonstrates=scene.demonstrates,
    )


def _group(name: str, group: Mapping[str, Any], scene: Scene) -> Html:
    hits = group["hits"]
    total = group["total"]
    count = f"{total:,}" if total == len(hits) else f"{len(hits):,} of {total:,} shown"
    items = [_hit(iri, words, scene) for iri, words in hits]
    return tag("section", tag("h2", f"{name} ({count})"), tag("ul", *items))


def _hit(iri: str, words: str, scene: Scene) -> Html:
    name = scene.labels.get(iri, words)
    link = tag("a", name, href=scene.page(iri), title=iri)
    also = tag("small", " also: ", words) if words != name else None
    article = scene.article(iri)
    return tag("li", link, also, *(" ", tag("small", scene.source(article))) if article else ())
