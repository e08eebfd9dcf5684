"""`/reference`: the terms, code lists and the guide to a query, as the ontology tells them."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import folder
from kg.serve.pages.html import Html, tag
from kg.serve.pages.layout import Foot, page

_BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)


def show(foot: Foot) -> Html:
    return page("Reference", tag("div", _body(), class_="reference"), foot=foot)


@cache
def _body() -> Html:
    """What `kg codebook --reference --format html` wrote, without a head: it escaped all text itself."""
    found = _BODY.search((folder("ontology") / "reference.html").read_text("utf-8"))
    return Html(found[1] if found else "")
