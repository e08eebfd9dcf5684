"""`/reference`: the terms, code lists and the guide to a query, as the ontology tells them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from kg.resources import folder
from kg.serve.pages.html import Html, tag
from kg.serve.pages.layout import Foot, page

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
_ORIGIN = re.compile(r"(?<=</h1>)\s*<p>Made from .*?</p>")
"""How the file is made, which is for those who have the folder of the ontology before them."""
_SECTION = re.compile(r'<h2 id="([^"]+)">([^<]+)</h2>')
_BEGIN = "</h1>"


def show(foot: Foot) -> Html:
    return page("Reference", tag("div", _body(), class_="reference"), foot=foot)


@cache
def _body() -> Html:
    """What `kg codebook --reference --format html` wrote, without a head: it escaped all text itself."""
    found = _BODY.search((folder("ontology") / "reference.html").read_text("utf-8"))
    title, begin, rest = _ORIGIN.sub("", found[1] if found else "").partition(_BEGIN)
    return Html(title + begin + _contents(rest) + rest)


def _contents(body: str) -> Html:
    """A link to each section."""
    links = [tag("li", tag("a", unescape(name), href=f"#{place}")) for place, name in _SECTION.findall(body)]
    told = tag("details", tag("summary", "On this page"), tag("ul", *links))  # folded: on a phone it fills the screen
    return tag("nav", told, aria_label="On this page")
