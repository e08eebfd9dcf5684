"""A view of a query's rows -> a table, with the sentence behind each row one click away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from kg.serve.pages.html import Content, Html, join, sentence, tag
from kg.serve.pages.scene import Scene
from kg.serve.terms import Term, decode

DAY = re.compile(r"\d{4}(-\d\d){1,2}")
LONG = 80
"""Characters from which on a cell is a passage to read, and takes its room."""
CSV_WARNING = "Cells may begin with =, +, - or @, which spreadsheets take for formulas: import the CSV as text."


def results(view: Mapping[str, Any], scene: Scene, query: str, dataset: Sequence[tuple[str, str]] = ()) -> Html:
    """The table of a SELECT or a graph's triples, or the word of an ASK, with downloads and a footnote."""
    notes = join([tag("p", sentence(note), class_="trouble", role="status") for note in view["notes"]], "")
    if "boolean" in view:
        return join([notes, tag("p", tag("strong", "Yes" if view["boolean"] else "No"), class_="answer")], "")
    rows = [[decode(term) for term in row] for row in view["rows"]]
    sentences = [_sentences(row, scene) for row in rows]
    return tag(
        "section",
        notes,
        _count(len(rows), view["total"], query, dataset, graph=view["columns"] == ["subject", "predicate", "object"]),
        _table(view["columns"], rows, sentences, scene) if rows else None,
        aria_label="Results",
    )


def footnote(view: Mapping[str, Any], query: str, snapshot: str) -> Html:
    """What a reader of a paper needs to ask again."""
    digest = hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    total = view.get("total", 0)
    rows = "" if "boolean" in view else f", {total:,} {'row' if total == 1 else 'rows'}"
    return tag("p", f"Method: snapshot {snapshot}, query {digest}{rows}.", class_="method")


def address(query: str, suffix: str, dataset: Sequence[tuple[str, str]] = ()) -> str:
    return "/sparql?" + urlencode([("query", query), *dataset, *([("format", suffix)] if suffix else [])])


def _count(shown: int, total: int, query: str, dataset: Sequence[tuple[str, str]], *, graph: bool) -> Html:
    kinds = (("Turtle", "ttl"), ("N-Triples", "nt")) if graph else (("CSV", "csv"), ("JSON", "json"), ("TSV", "tsv"))
    links = [tag("a", name, href=address(query, suffix, dataset), download=True) for name, suffix in kinds]
    noun = "row" if total == 1 else "rows"
    words = f"{total:,} {noun}. Download: " if shown == total else f"{shown:,} of {total:,} shown: download all: "
    warning = None if graph or not total else tag("small", CSV_WARNING)
    return tag("p", tag("strong", words), join(links, " · "), " ", warning, class_="count")


def _sentences(row: Sequence[Term | None], scene: Scene) -> list[str]:
    """The facts and evidence that the row names, each once."""
    iris = [term.value for term in row if term is not None and term.kind == "iri"]
    return list(dict.fromkeys(scene.behind[iri] for iri in iris if iri in scene.behind))


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[Term | None]], sentences: Sequence[Sequence[str]], scene: Scene
) -> Html:
    told = any(sentences)
    heads = [tag("th", column, scope="col") for column in columns]
    if told:
        # First, so that it is in sight on a narrow screen too.
        heads.insert(0, tag("th", "Evidence", scope="col"))
    body = [
        tag("tr", _evidence(facts, scene) if told else None, *(_cell(term, scene) for term in row))
        for row, facts in zip(rows, sentences, strict=True)
    ]
    inner = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body))
    return tag("div", inner, class_="scroll", tabindex="0", role="region", aria_label="Table of results")


def _cell(term: Term | None, scene: Scene) -> Html:
    if term is None or term.kind != "literal":
        return tag("td", scene.term(term))
    shape = "day" if DAY.fullmatch(term.value) else "long" if len(term.value) > LONG else None
    return tag("td", scene.term(term), class_="number" if term.is_number else shape)


def _evidence(facts: Sequence[str], scene: Scene) -> Html:
    lines: list[Content] = []
    for fact in facts:
        article = scene.article(fact) or fact
        link = tag("a", "sentence", href=scene.sentence(fact), title=f"The words of the article behind {fact}")
        lines.append(tag("div", link, " ", tag("small", scene.source(article))))
    return tag("td", *lines, class_="evidence")
