"""What a page knows of the IRIs on it: their labels, their own pages, the sentence behind a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kg.queries.demonstration import OUTLET
from kg.serve.pages.html import Html, join, tag
from kg.serve.terms import XSD, Term
from kg.store import PREFIXES

CODES = "https://w3id.org/bilateral/codes/"
DEMONSTRATION = OUTLET
"""The outlet of notes written to show the software; every page that rests on one says so."""

PATH = "/:@!$'()*,;=~"
"""What stands unescaped in a path; "%" does not, so that an IRI's own escapes survive one decoding."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`behind` maps an IRI to its fact or evidence, `sources` an article's IRI to its headline, date and outlet."""

    base: str
    labels: Mapping[str, str]
    behind: Mapping[str, str]
    sources: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, base: str, view: Mapping[str, Any]) -> Scene:
        return cls(
            base=base,
            labels=view.get("labels", {}),
            behind=view.get("behind", {}),
            sources=view.get("sources", {}),
        )

    def page(self, iri: str) -> str:
        """The address of the page about `iri`, on this server."""
        if not iri.startswith(self.base):
            return f"/id?iri={quote(iri, safe='')}"
        rest = iri[len(self.base) :]
        if rest.startswith("article/") and ("#" in rest or "/" not in rest.removeprefix("article/")):
            return self.sentence(iri)
        return f"/id/{quote(rest, safe=PATH)}"

    def article(self, iri: str) -> str | None:
        """The IRI of the article that `iri` belongs to, or is."""
        start = f"{self.base}article/"
        return start + iri[len(start) :].split("/")[0].split("#")[0] if iri.startswith(start) else None

    def sentence(self, iri: str) -> str:
        """The address of the article's page with the words of a fact or evidence marked."""
        article = self.article(iri) or iri
        address = f"/article/{quote(article[len(self.base) + len('article/') :], safe='')}"
        rest = iri[len(article) :]
        if rest.startswith("/"):
            return f"{address}?fact={quote(iri, safe='')}#evidence"
        return f"{address}?span={quote(rest[1:], safe='=,')}#evidence" if rest else address

    def label(self, iri: str) -> str:
        """The name of `iri`; what has none is written short."""
        if known := self.labels.get(iri):
            return known
        if article := self.article(iri):
            rest = iri[len(article) :]
            return f"{rest.strip('/#').replace('/', ' ')}" if rest else self.sources.get(iri, {}).get("id", iri)
        if iri.startswith(f"{self.base}meeting/"):
            # The digest at the end tells events of one day and pair apart; people have date and pair ("x": none).
            return iri[len(self.base) :].rsplit("/", 1)[0].removesuffix("/x").replace("/", " ")
        if iri.startswith(self.base):
            return iri[len(self.base) :].replace("/", " ")
        for prefix, start in PREFIXES.items():
            if iri.startswith(start) and len(iri) > len(start):
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    def link(self, iri: str) -> Html:
        if iri not in self.labels and not iri.startswith((self.base, *PREFIXES.values(), CODES)) and _is_web(iri):
            return _elsewhere(iri)
        return tag("a", self.label(iri), href=self.page(iri), title=iri)

    def term(self, term: Term | None) -> Html:
        """A term for people: a link, or the words; the datatype and language at hand."""
        if term is None:
            return Html("")
        if term.kind == "iri":
            return self.link(term.value)
        if term.kind != "literal":
            return tag("code", term.value)
        if outward := _outward(term):
            return outward
        told = term.datatype.replace(XSD, "xsd:") or None
        if told or term.language:
            return tag("span", term.value, title=told, lang=term.language or None)
        return join([term.value])

    def source(self, article: str) -> Html:
        """Outlet and day of an article, a demonstration note shown as one."""
        about = self.sources.get(article, {})
        return source(about.get("outlet"), about.get("date"))

    @property
    def demonstrates(self) -> bool:
        return any(about.get("outlet") == DEMONSTRATION for about in self.sources.values())


def source(outlet: str | None, day: str | None) -> Html:
    shown = tag("strong", DEMONSTRATION, class_="note") if outlet == DEMONSTRATION else outlet or "no outlet given"
    return join([shown, tag("time", day, datetime=day) if day else "undated"], ", ")


def _outward(term: Term) -> Html | None:
    """A web address as a link; other schemes (`javascript:`) stay text."""
    return _elsewhere(term.value) if term.datatype == f"{XSD}anyURI" and _is_web(term.value) else None


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _elsewhere(address: str) -> Html:
    return tag("a", address, href=address, rel="noopener noreferrer nofollow")
