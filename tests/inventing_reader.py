"""A reader that puts words into the article's mouth: it has to be refused by name."""

from collections.abc import Iterator

from kg.model import Actor, Appearance, Article, Span

VERSION = "1"


def extract(article: Article) -> Iterator[Appearance]:
    state = Actor(kind="state", name="Atlantis", key="XX")
    yield Appearance(actor=state, evidence=(Span("text", 0, 8, "Atlantis"),), rule="invented")
