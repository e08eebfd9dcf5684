"""The question library: its list, and `/q/NAME`: a question as a form, its SPARQL beside its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kg.errors import KgError
from kg.queries import Parameter, Query
from kg.queries.answers import with_parameters
from kg.serve import problems
from kg.serve.pages.html import Content, Html, join, tag
from kg.serve.pages.layout import Foot, page
from kg.serve.pages.scene import Scene
from kg.serve.pages.table import address, footnote, results

INPUTS: Mapping[str, str] = MappingProxyType({"date": "date", "integer": "number"})


def library(queries: Sequence[Query]) -> Html:
    """The questions for people; those that tell articles row by row are folded away."""
    whole = [query for query in queries if not query.name.startswith("article-")]
    tables = [query for query in queries if query.name.startswith("article-")]
    rest = tag("details", tag("summary", f"{len(tables)} tables of what each article tells"), _list(tables))
    return join([_list(whole), rest if tables else None])


def _list(queries: Sequence[Query]) -> Html:
    items = [tag("li", tag("a", query.question, href=f"/q/{query.name}"), _about(query)) for query in queries]
    return tag("ul", *items, class_="library")


def _about(query: Query) -> Html:
    names = ", ".join(parameter.name for parameter in query.parameters)
    return tag("small", f"{query.name}" + (f", asks for {names}" if names else ""))


def bound(query: Query, given: Mapping[str, str]) -> str:
    """The question's SPARQL with the given values. Raises Problem 400 for an unknown or malformed one."""
    try:
        return with_parameters(query, {name: value for name, value in given.items() if value})
    except KgError as error:
        raise problems.bad_request(str(error)) from None


def show(query: Query, given: Mapping[str, str], text: str, view: Mapping[str, Any], scene: Scene, foot: Foot) -> Html:
    return page(
        query.question,
        tag("p", f"Question {query.name}", class_="kind"),
        tag("h1", query.question),
        _form(query, given) if query.parameters else None,
        tag("p", query.notes, class_="hint") if query.notes else None,
        results(view, scene, text),
        footnote(view, text, foot.snapshot),
        _columns(query),
        _sparql(text),
        foot=foot,
        demonstrates=scene.demonstrates,
    )


def _form(query: Query, given: Mapping[str, str]) -> Html:
    fields: list[Content] = [_field(one, given.get(one.name) or one.example) for one in query.parameters]
    return tag("form", *fields, tag("button", "Ask"), action=f"/q/{query.name}", class_="fields")


def _field(parameter: Parameter, value: str) -> Html:
    name, hint = f"p-{parameter.name}", f"h-{parameter.name}"
    return tag(
        "div",
        tag("label", parameter.name, for_=name),
        tag(
            "input",
            id=name,
            name=parameter.name,
            value=value,
            type=INPUTS.get(parameter.type, "text"),
            aria_describedby=hint,
        ),
        tag("small", parameter.meaning, id=hint),
    )


def _columns(query: Query) -> Html | None:
    if not query.columns:
        return None
    pairs = [piece for name, meaning in query.columns for piece in (tag("dt", name), tag("dd", meaning))]
    return tag("details", tag("summary", "What the columns mean"), tag("dl", *pairs))


def _sparql(text: str) -> Html:
    edit = tag("a", "edit it", href=address(text, ""))
    return tag("section", tag("h2", "The same in SPARQL"), tag("p", edit), tag("pre", text, tabindex="0"))
