"""The words of an article that bear out a fact, and their sentence marked in its context."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from datetime import date

from kg.notebook.sources import Source

AROUND = 240
"""Characters of context that are shown on either side."""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A passage with a run of it marked; Jupyter shows it as HTML, a terminal as text."""

    before: str
    quote: str
    after: str
    source: str

    def __repr__(self) -> str:
        return f"{self.before}«{self.quote}»{self.after}\n— {self.source}"

    def _repr_html_(self) -> str:
        before, quote, after = (html.escape(text) for text in (self.before, self.quote, self.after))
        return (
            f"<blockquote><p>{before}<mark>{quote}</mark>{after}</p>"
            f"<footer>{html.escape(self.source)}</footer></blockquote>"
        )


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A run of an article's text or title: `[begin, end)` in code points, and the words that stand there.

    `fact` is the IRI of what the words say, `article` that of the record that they stand in.
    """

    fact: str
    article: str
    part: str
    begin: int
    end: int
    quote: str
    rule: str | None = None
    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    graph: Source = field(repr=False, compare=False)

    @property
    def source(self) -> str:
        """Who published the article, when, under which headline; where that is unknown, the article's id."""
        known = (self.outlet, self.published and self.published.isoformat(), self.headline, self.id, self.url)
        return ", ".join(str(name) for name in known if name)

    def show(self) -> Marked:
        """The words in their context; only the words where the graph does not bring its articles."""
        article = self.graph.article(self.article.rsplit("/", 1)[-1])
        text = "" if article is None else article.part("title" if self.part == "title" else "text")
        if text[self.begin : self.end] != self.quote:
            return Marked(before="", quote=self.quote, after="", source=self.source)
        start, stop = max(0, self.begin - AROUND), self.end + AROUND
        before, after = text[start : self.begin], text[self.end : stop]
        if start:
            before = f"… {before.partition(' ')[2] or before}"
        if stop < len(text):
            after = f"{after.rpartition(' ')[0] or after} …"
        return Marked(before=before, quote=self.quote, after=after, source=self.source)
