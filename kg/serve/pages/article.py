"""`/article/KEY`: the article as it was read, with the words of its facts marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.serve.pages import facts
from kg.serve.pages.html import Content, Html, join, tag
from kg.serve.pages.layout import Foot, command, page
from kg.serve.pages.marks import Run, mark, merged
from kg.serve.pages.scene import DEMONSTRATION, Scene, source

HEADER = re.compile(r"(?:\s*(?:date \d|outlet |title |url |id )[^\n]*\n)+\s*")
"""Lines above a text that say what stands beside it anyway."""
SPAN = re.compile(r"(title-)?char=(\d{1,9}),(\d{1,9})")


def show(view: Mapping[str, Any], scene: Scene, foot: Foot, *, fact: str = "", span: str = "") -> Html:
    """The article with all its facts marked, or only the words of `fact` (an IRI) or `span` ("char=12,50")."""
    article = view["article"]
    thing = next((thing for thing in view["facts"] if thing["iri"] == fact), None)
    chosen = _runs([thing], scene) if thing else _span(span)
    runs = chosen or _runs(view["facts"], scene, linked=True)
    note = article["outlet"] == DEMONSTRATION
    return page(
        article["title"] or article["id"],
        tag("p", "Article", class_="kind"),
        tag("h1", _marked(article["title"], "title", runs, chosen) if article["title"] else article["id"]),
        tag("p", source(article["outlet"], article["date"]), " · ", _origin(article["url"]), class_="source"),
        _chosen(thing, view, scene) if thing else None,
        tag(
            "div",
            _text(article, runs, chosen),
            _beside(view["facts"], scene, article, fact, bool(chosen)),
            class_="columns",
        ),
        _identity(article),
        foot=foot,
        demonstrates=note,
    )


def _runs(things: Sequence[facts.Thing], scene: Scene, *, linked: bool = False) -> dict[str, list[Run]]:
    """The runs of facts by part of the article."""
    found: dict[str, list[Run]] = {}
    for thing in things:
        for evidence in thing["evidence"]:
            link = scene.sentence(thing["iri"]) if linked else ""
            run = Run(evidence["begin"], evidence["end"], thing["iri"], link)
            found.setdefault(evidence["part"], []).append(run)
    return found


def _span(span: str) -> dict[str, list[Run]]:
    place = SPAN.fullmatch(span)
    if place is None:
        return {}
    return {"title" if place[1] else "text": [Run(int(place[2]), int(place[3]), "")]}


def _marked(
    words: str, part: str, runs: Mapping[str, Sequence[Run]], chosen: Mapping[str, Sequence[Run]], *, start: int = 0
) -> Html:
    here = runs.get(part, ())
    prefix = "char" if part == "text" else "title-char"
    # Only one element can be the anchor: the title's, where the fact has words in both.
    first = bool(chosen) and (part == "title" or "title" not in chosen)
    if chosen:
        marked = mark(words, merged(here), prefix=prefix, chosen=True, start=start)
        return marked if first else Html(marked.replace(' id="evidence"', "", 1))
    return mark(words, here, prefix=prefix, start=start)


def _header(text: str) -> str:
    """The lines above the text proper, "" where there are none."""
    found = HEADER.match(text)
    return found[0] if found else ""


def _text(article: Mapping[str, Any], runs: Mapping[str, Sequence[Run]], chosen: Mapping[str, Sequence[Run]]) -> Html:
    above = len(_header(article["text"]))
    if any(run.begin < above for run in runs.get("text", ())):
        above = 0  # words that a fact rests on are in sight, wherever they stand
    marked = _marked(article["text"], "text", runs, chosen, start=above)
    return tag("div", marked, class_="text", lang="en", tabindex="0", role="region", aria_label="Text of the article")


def _chosen(thing: facts.Thing, view: Mapping[str, Any], scene: Scene) -> Html:
    """The fact that the marks show: what it says, who found it, and how to say that it is wrong."""
    nodes = {term.value for term in facts.terms(thing, "hasParticipation")}
    parts = [part for part in view["parts"] if part["iri"] in nodes]
    rules = sorted({found["rule"] for found in thing["evidence"] if found["rule"]})
    rule = tag("p", "Found by rule ", tag("code", ", ".join(rules))) if rules else None
    return tag(
        "section",
        tag("h2", "The marked words say"),
        tag("p", facts.line(thing, scene)),
        tag("details", tag("summary", "All of this fact"), facts.properties(thing, scene, parts), rule, _iri(thing)),
        command(facts.report(thing["iri"], thing, scene, view["article"]["digest"]), "Report this fact: "),
        class_="chosen-fact",
        aria_label="The chosen fact",
    )


def _iri(thing: facts.Thing) -> Html:
    return tag("p", tag("code", thing["iri"], class_="copy"))


def _beside(things: Sequence[facts.Thing], scene: Scene, article: Mapping[str, Any], fact: str, some: bool) -> Html:
    """The list of all facts; the chosen one says so."""
    items = [_item(thing, scene, current=thing["iri"] == fact) for thing in things]
    everything = tag("p", tag("a", "Mark all facts", href=scene.page(article["iri"]))) if some else None
    head = tag("h2", f"Facts of this article ({len(things):,})")
    return tag("aside", head, everything, tag("ol", *items, class_="facts"), aria_label="Facts")


def _item(thing: facts.Thing, scene: Scene, *, current: bool) -> Html:
    rules = sorted({found["rule"] for found in thing["evidence"] if found["rule"]})
    link = tag("a", "show the words", href=scene.sentence(thing["iri"]), aria_current="true" if current else None)
    told: list[Content] = [tag("span", facts.kind_name(thing), class_="kind"), " ", facts.line(thing, scene)]
    if thing["evidence"] and facts.kind(thing) == "Statement":
        told += [" ", tag("q", _short(thing["evidence"][0]["exact"]))]
    small = tag("small", link, " · rule ", tag("code", ", ".join(rules) or "unknown"))
    return tag("li", tag("p", *told), small, class_="current" if current else None)


def _short(words: str, size: int = 120) -> str:
    return words if len(words) <= size else words[:size].rsplit(" ", 1)[0] + " …"


def _origin(url: str | None) -> Html:
    if not url:
        return join(["no address given"])
    if url.lower().startswith(("http://", "https://")):
        return tag("a", "original", href=url, rel="noopener noreferrer nofollow", title=url)
    return join([url])


def _identity(article: Mapping[str, Any]) -> Html:
    """What a citation of a passage needs; offsets count the lines above the text too."""
    above = _header(article["text"]).strip()
    return tag(
        "dl",
        *(tag("dt", "identifier"), tag("dd", article["id"])),
        *(tag("dt", "IRI"), tag("dd", tag("code", article["iri"], class_="copy"))),
        *(tag("dt", "SHA-256 of the text"), tag("dd", tag("code", article["digest"], class_="copy"))),
        *((tag("dt", "lines above the text"), tag("dd", tag("code", above))) if above else ()),
    )
