"""`/sparql` in a browser: a query to edit, the place where it is wrong, its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.serve.pages.html import Content, Html, sentence, tag
from kg.serve.pages.layout import Foot, page
from kg.serve.pages.scene import Scene
from kg.serve.pages.table import footnote, results
from kg.serve.problems import Problem

BEFORE = 2
"""Lines shown before the one that is wrong."""


def form(query: str, dataset: Sequence[tuple[str, str]] = ()) -> Html:
    rows = min(max(query.count("\n") + 3, 10), 30)
    hidden = [tag("input", type="hidden", name=name, value=value) for name, value in dataset]
    # A parser drops the first line break of a textarea.
    area = tag(
        "textarea",
        "\n" + query,
        *(),
        name="query",
        id="query",
        rows=rows,
        spellcheck="false",
        autocapitalize="off",
        autocomplete="off",
        wrap="off",
    )
    hint = tag("p", "The prefixes bi, rdf, rdfs, xsd, skos, prov, oa and schema are known.", class_="hint", id="hint")
    label = tag("label", "SPARQL query", for_="query")
    return tag(
        "form", label, area, *hidden, hint, tag("button", "Run"), method="get", action="/sparql", class_="editor"
    )


def empty(query: str, foot: Foot) -> Html:
    """The editor before anything was asked: never empty, it holds a question that runs."""
    return page("SPARQL", tag("h1", "Ask in SPARQL"), form(query), foot=foot)


def answered(
    query: str, view: Mapping[str, Any], scene: Scene, foot: Foot, dataset: Sequence[tuple[str, str]] = ()
) -> Html:
    return page(
        "Results",
        tag("h1", "Results"),
        results(view, scene, query, dataset),
        footnote(view, query, foot.snapshot),
        tag("h2", "The query"),
        form(query, dataset),
        foot=foot,
        demonstrates=scene.demonstrates,
    )


def refused(query: str, problem: Problem) -> Html:
    """What is wrong and where, above the query to mend."""
    return page(
        problem.title,
        tag("h1", problem.title),
        trouble(query, problem),
        form(query),
    )


def trouble(query: str, problem: Problem) -> Html:
    place = f"Line {problem.line}, column {problem.column}: " if problem.line else ""
    told = tag("p", tag("strong", place), sentence(problem.detail))
    return tag("div", told, _excerpt(query, problem), class_="trouble", role="alert")


def _excerpt(query: str, problem: Problem) -> Html | None:
    """The lines around the mistake, with a mark at its column."""
    lines = query.split("\n")
    if not 1 <= problem.line <= len(lines):
        return None
    shown: list[Content] = []
    for number in range(max(1, problem.line - BEFORE), problem.line + 1):
        line = lines[number - 1].rstrip("\r")
        if number == problem.line:
            at = problem.column - 1
            here = line[at : at + 1] or " "
            shown += [f"{number:>3}  ", tag("span", line[:at], tag("mark", here), line[at + 1 :], class_="wrong"), "\n"]
        else:
            shown.append(f"{number:>3}  {line}\n")
    return tag("pre", *shown)
