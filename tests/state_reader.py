"""A second reader, states by name only: all it takes to read otherwise (kg build … --reader tests.state_reader)."""

import re
from collections.abc import Iterator

from kg.model import Actor, Appearance, Article, Span

VERSION = "1"
STATES = (("BY", "Belarus"), ("CN", "China"), ("FR", "France"), ("KZ", "Kazakhstan"))


def extract(article: Article) -> Iterator[Appearance]:
    """An appearance for each state whose name the text holds, with all places where it stands."""
    for code, name in STATES:
        found = re.finditer(rf"\b{name}\b", article.text)
        spans = tuple(Span("text", match.start(), match.end(), match.group()) for match in found)
        if spans:
            state = Actor(kind="state", name=name, key=code, country=code)
            yield Appearance(actor=state, evidence=spans, rule="state-by-name")
