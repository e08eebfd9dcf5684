"""A whole store against the shapes of the ontology, graph by graph, with the sentence that each finding is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.documents import read as read_document
from kg.model import Article
from kg.store import Reader, open_reader
from kg.store.graph import nquads
from kg.triples.checking import check
from kg.triples.finding import Finding
from kg.triples.iris import derived_graph

_PLACE = re.compile(r"(?:/[a-z]+/|#)(title-)?(?:char=)?(\d+)[-,](\d+)")


@dataclass(frozen=True, kw_only=True)
class Found:
    """A finding, and where it is about a fact or a run of words, the article's id and the words of its sentence."""

    finding: Finding
    article: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        where = f"{self.article}: " if self.article else ""
        words = f' in: "{self.sentence}"' if self.sentence else ""
        return f"{where}{self.finding}{words}"


def check_store(path: Path) -> Iterator[Found]:
    """All findings in the graphs of articles, by key, and in the derived graph.

    A store without any article is a finding: a check that found nothing to check fails.
    """
    with open_reader(path) as reader:
        base = reader.generation.base
        keys = sorted(reader.digests())
        if not keys:
            message = "there is no graph with data to check"
            yield Found(finding=Finding(graph="", node="", constraint="nothing-to-check", message=message))
        for key in keys:
            yield from _in_article(reader, key, base)
        for finding in check(nquads(reader.named(derived_graph(base))), base=base):
            yield Found(finding=finding)


def _in_article(reader: Reader, key: str, base: str) -> Iterator[Found]:
    graph = f"{base}article/{key}"
    lines = nquads(chain(reader.graph(key), reader.described(key)))
    findings = [finding for finding in check(lines, base=base) if finding.graph == graph]
    article = reader.article(key) if findings else None
    for finding in findings:
        if article is None:
            yield Found(finding=finding)
            continue
        place = _PLACE.match(finding.node.removeprefix(graph))
        sentence = _sentence(article, bool(place[1]), int(place[2])) if place else ""
        yield Found(finding=finding, article=article.id, sentence=sentence)


def _sentence(article: Article, in_title: bool, begin: int) -> str:
    """The sentence of an article in which a run begins, in one line."""
    if in_title:
        return " ".join((article.title or "").split())
    document = read_document(article)
    for sentence in document.sentences:
        span = document.span(sentence.begin, sentence.end)
        if span.part == "text" and span.begin <= begin < span.end:
            return " ".join(span.quote.split())
    return " ".join(article.text[begin : begin + 200].split())
