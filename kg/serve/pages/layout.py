"""The frame of all pages: head, navigation, foot."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.pages.html import Content, Html, join, tag

NAME = "bilateral-kg"
LINKS = (
    ("/", "Graph"),
    ("/#questions", "Questions"),
    ("/sparql", "SPARQL"),
    ("/search", "Search"),
    ("/reference", "Reference"),
    ("/#quality", "Quality"),
)
"""The ways on from every page: address and name."""


@dataclass(frozen=True, kw_only=True)
class Foot:
    """Over which graph a page was made; `notes` of its `articles` are demonstration notes."""

    generation: int
    snapshot: str
    articles: int = 0
    notes: int = 0


def page(title: str, *content: Content, foot: Foot | None = None, demonstrates: bool = False) -> Html:
    """A whole document. `demonstrates` says that something on it comes from a demonstration note."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · {NAME}" if title != NAME else NAME),
        tag("link", rel="stylesheet", href="/style.css"),
        tag("link", rel="icon", href="/icon.svg", type="image/svg+xml"),
    )
    body = tag(
        "body",
        tag("a", "To the content", href="#content", class_="skip"),
        _header(),
        tag("main", _demonstration() if demonstrates else None, *content, id="content", tabindex="-1"),
        _footer(foot),
    )
    return join([Html("<!DOCTYPE html>\n"), tag("html", head, body, lang="en"), "\n"])


def _header() -> Html:
    items = [tag("li", tag("a", name, href=address)) for address, name in LINKS]
    return tag("header", tag("a", NAME, href="/", class_="name"), tag("nav", tag("ul", *items), aria_label="Main"))


def _demonstration() -> Html:
    return tag(
        "p",
        tag("strong", "Demonstration note."),
        " Something on this page comes from a short note written to show the software, not from a news outlet.",
        class_="notice",
    )


def _footer(foot: Foot | None) -> Html:
    told: list[Content] = []
    if foot is not None:
        told = ["Snapshot ", tag("code", foot.snapshot), f" · generation {foot.generation}"]
        if foot.notes:
            told.append(f" · {foot.notes:,} of {foot.articles:,} articles are demonstration notes")
    words = "Every fact leads to the words of the article that say it; what articles do not say is not here."
    return tag("footer", tag("p", *told) if told else None, tag("p", words))


def command(words: str, label: str) -> Html:
    """A line to copy: one click selects all of it."""
    return tag("p", tag("span", label, class_="label"), tag("code", words, class_="copy"))
