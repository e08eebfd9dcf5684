"""`/`: the graph at a glance, the questions to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.quality import LANGUAGES, Measured, quality
from kg.queries import Query
from kg.serve.pages import questions, search
from kg.serve.pages.html import Content, Html, join, tag
from kg.serve.pages.layout import NAME, Foot, page
from kg.serve.pages.scene import DEMONSTRATION, Scene

COUNTS = (
    ("actors", "actors"),
    ("meetings", "contacts"),
    ("Agreement", "agreements"),
    ("Statement", "statements"),
    ("StatedPrinciple", "stated principles"),
    ("OfficeHolding", "offices held"),
    ("Article", "articles"),
)
BAR = 100
"""Height of the tallest bar of the years, in units of the drawing."""


def show(view: Mapping[str, Any], scene: Scene, foot: Foot, library: Sequence[Query]) -> Html:
    return page(
        NAME,
        tag("h1", "Who met whom, what they agreed and what they said"),
        tag("p", "A graph read from articles. Every fact leads to the words that say it.", class_="lead"),
        _notes(foot),
        search.form(""),
        _counts(view["counts"]),
        _years(view["years"]),
        _actors(view["actors"], scene),
        tag("h2", "Questions to begin with", id="questions"),
        questions.library(library),
        tag("p", "Or ", tag("a", "write your own in SPARQL", href="/sparql"), "."),
        _sources(view),
        _quality(),
        foot=foot,
    )


def _notes(foot: Foot) -> Html | None:
    if not foot.notes:
        return None
    share = "All" if foot.notes == foot.articles else f"{foot.notes:,} of {foot.articles:,}"
    words = f"{share} articles are demonstration notes: short texts written to show the software, from no news outlet."
    return tag("p", words, class_="notice")


def _counts(counts: Mapping[str, int]) -> Html:
    pieces: list[Content] = []
    for kind, name in COUNTS:
        pieces.append(tag("div", tag("dt", name), tag("dd", f"{counts.get(kind, 0):,}")))
    return tag("dl", *pieces, class_="counts", aria_label="How much the graph holds")


def _years(years: Mapping[str, int]) -> Html | None:
    """Contacts by year, as bars and, for those who do not see them, as a table."""
    if not years:
        return None
    span = range(int(min(years)), int(max(years)) + 1)
    if not 1 < len(span) <= 200:
        return None
    most = max(years.values())
    bars = [_bar(place, year, years.get(f"{year:04}", 0), most) for place, year in enumerate(span)]
    box = f"0 0 {12 * len(span)} {BAR + 2}"
    drawing = tag("svg", *bars, viewBox=box, width=48 * len(span), preserveAspectRatio="none", aria_hidden="true")
    ends = tag("p", tag("span", str(span[0])), tag("span", str(span[-1])), class_="ends", aria_hidden="true")
    rows = [tag("tr", tag("th", year, scope="row"), tag("td", f"{number:,}")) for year, number in years.items()]
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Year", "Contacts")))
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    heading = f"Contacts by year, {span[0]} to {span[-1]}"
    return tag(
        "section",
        tag("h2", heading),
        tag("div", drawing, ends, class_="years"),
        tag("details", tag("summary", "As a table"), table),
    )


def _bar(place: int, year: int, number: int, most: int) -> Html:
    height = round(BAR * number / most, 1) if number else 0
    told = tag("title", f"{year}: {number:,}")
    return tag("rect", told, x=12 * place + 1, y=str(BAR + 1 - height), width=10, height=str(height))


def _actors(actors: Sequence[Mapping[str, Any]], scene: Scene) -> Html | None:
    if not actors:
        return None
    items = [tag("li", scene.link(actor["iri"]), " ", tag("small", f"{actor['number']:,}")) for actor in actors]
    return tag("section", tag("h2", "Named in most contacts"), tag("ul", *items, class_="chips"))


def _sources(view: Mapping[str, Any]) -> Html:
    rows: list[Content] = []
    for outlet in view["outlets"]:
        name = outlet["outlet"] or "no outlet given"
        shown = tag("strong", name, class_="note") if name == DEMONSTRATION else name
        days = " to ".join(dict.fromkeys(outlet[end] for end in ("first", "last") if end in outlet))
        rows.append(tag("tr", tag("td", shown), tag("td", f"{outlet['number']:,}", class_="number"), tag("td", days)))
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Outlet", "Articles", "Published")))
    store = view["store"]
    made = f"{store['quads']:,} quads, read by {store['reader']} {store['version']}."
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    return tag("section", tag("h2", "Where it comes from"), tag("div", table, class_="scroll"), tag("p", join([made])))


def _quality() -> Html:
    """How often the reading is right, kind by kind: nobody is to take the graph for more than it is."""
    rows = [
        tag("tr", tag("th", one.name, scope="row"), *(tag("td", told, class_="number") for told in _rates(one)))
        for one in quality().kinds
    ]
    names = ("Kind of fact", "Precision", "Recall", "Facts in the gold")
    table = tag(
        "table", tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names))), tag("tbody", *rows)
    )
    told = f"Measured on {quality()}. {LANGUAGES}"
    return tag(
        "section", tag("h2", "How well it is read", id="quality"), tag("div", table, class_="scroll"), tag("p", told)
    )


def _rates(one: Measured) -> tuple[str, str, str]:
    return f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.gold:,}"
