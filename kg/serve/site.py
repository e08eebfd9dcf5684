"""The handlers of all addresses: each reads its request, asks a worker and gives the answer's form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.queries import Query
from kg.serve import negotiation, problems, protocol
from kg.serve.answers import Ask, Streamed, downloaded, looked_up, unless_gone
from kg.serve.generation import link
from kg.serve.negotiation import GRAPH_ALIASES, GRAPHS, HTML
from kg.serve.pages import article as article_page
from kg.serve.pages import editor, home, questions
from kg.serve.pages import entity as entity_page
from kg.serve.pages import reference as reference_page
from kg.serve.pages import search as search_page
from kg.serve.pages.layout import Foot
from kg.serve.pages.scene import DEMONSTRATION, Scene
from kg.serve.pool import Pool
from kg.serve.views.asking import bind, question
from kg.serve.workers import Head
from kg.store.layout import Layout


@dataclass(frozen=True, kw_only=True)
class Glance:
    """The view of the home page, of the generation that `link` named."""

    link: str
    head: Head
    view: Mapping[str, Any]


class Site:
    """The pool, the library of questions, and the last glance at the graph."""

    def __init__(self, store: Path, pool: Pool, library: Sequence[Query], *, union: bool = True) -> None:
        self._current = str(Layout(root=store).current)
        self._pool = pool
        self._library = tuple(library)
        self._union = union
        self._glance: Glance | None = None

    async def home(self, request: Request) -> Response:
        glance = await self._at_a_glance()
        scene = Scene.of(glance.head.base, glance.view)
        return HTMLResponse(home.show(glance.view, scene, await self._foot(), self._library))

    async def editor(self, request: Request, asked: protocol.Asked) -> Response:
        """A query to edit, with its results below if there is one."""
        if asked.query is None:
            return HTMLResponse(editor.empty(self._library[0].text if self._library else "", await self._foot()))
        request.state.query = asked.query
        job = {
            "kind": "table",
            "query": asked.query,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "union": self._union,
            "limit": self._pool.limits.rows,
        }
        timeout = min(asked.timeout or self._pool.limits.timeout, self._pool.limits.timeout)
        head, view = await unless_gone(request, looked_up(self._pool, job, timeout))
        dataset = [("default-graph-uri", iri) for iri in asked.default_graphs]
        dataset += [("named-graph-uri", iri) for iri in asked.named_graphs]
        page = editor.answered(asked.query, view, Scene.of(head.base, view), await self._foot(), dataset)
        return HTMLResponse(page, headers={"Vary": "Accept"})

    async def question(self, request: Request) -> Response:
        """A question of the library: its form, its answer, its SPARQL."""
        request.state.html = True
        name = request.path_params["name"]
        asked = next((query for query in self._library if query.name == name), None)
        if asked is None:
            known = ", ".join(query.name for query in self._library)
            raise problems.not_found(f"No question `{name[:80]}`. Known: {known}.")
        given = dict(protocol.pairs(bytes(request.scope["query_string"])))
        text = questions.bound(asked, given)
        job = {"kind": "table", "query": text, "limit": self._pool.limits.rows, "question": name, "given": given}
        head, view = await unless_gone(request, looked_up(self._pool, job))
        scene = Scene.of(head.base, view)
        return HTMLResponse(questions.show(asked, given, text, view, scene, await self._foot()))

    async def entity(self, request: Request) -> Response:
        """Anything that has an IRI, as a page or as RDF."""
        request.state.html = wants_html(request)
        given = dict(protocol.pairs(bytes(request.scope["query_string"])))
        glance = await self._at_a_glance()
        base = glance.head.base
        iri = base + request.path_params["rest"] if "rest" in request.path_params else given.get("iri", "")
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            raise problems.not_found(f"`{iri[:200]}` is no IRI.") from None
        offers = (*GRAPHS, HTML)
        form, accept = given.get("format", ""), request.headers.get("accept", "")
        media_type = negotiation.named(form, offers) if form else negotiation.choose(accept, offers, GRAPH_ALIASES)
        is_article = iri.startswith(f"{base}article/") and "/" not in iri.removeprefix(f"{base}article/")
        if media_type == HTML:
            if is_article:
                return RedirectResponse(Scene.of(base, {}).page(iri), status_code=303, headers={"Vary": "Accept"})
            return await self._entity_page(iri)
        await self._require(node)
        text = bind(question("graph" if is_article else "description"), [node])
        job = {"kind": "stream", "query": text, "table": "", "graph": media_type, "tables": "", "graphs": ""}
        download = downloaded("description", form) if form else {}
        return Streamed(Ask(pool=self._pool, job=job, timeout=self._pool.limits.timeout, headers=download))

    async def _require(self, node: ox.NamedNode) -> None:
        _, view = await looked_up(self._pool, {"kind": "table", "query": bind(question("known"), [node]), "limit": 1})
        if not view["boolean"]:
            raise problems.not_found(f"The graph says nothing of <{node.value}>.")

    async def _entity_page(self, iri: str) -> Response:
        head, view = await looked_up(self._pool, {"kind": "entity", "iri": iri})
        if not view["thing"]["properties"] and not view["sections"] and not view["thing"]["evidence"]:
            raise problems.not_found(f"The graph says nothing of <{iri}>.")
        page = entity_page.show(iri, view, Scene.of(head.base, view), await self._foot())
        return HTMLResponse(page, headers={"Vary": "Accept"})

    async def article(self, request: Request) -> Response:
        """An article's text with the words of its facts marked; `fact` or `span` choose some.

        The id that its source gave it leads to the address by its key, which names the very text that was read.
        """
        request.state.html = True
        key = request.path_params["key"]
        given = dict(protocol.pairs(bytes(request.scope["query_string"])))
        head, view = await looked_up(self._pool, {"kind": "article", "key": key})
        if view["article"] is None:
            raise problems.not_found(f"No article `{key[:80]}`.")
        fact, scene = given.get("fact", ""), Scene.of(head.base, view)
        if view["article"]["key"] != key:
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(scene.page(view["article"]["iri"]) + asked, status_code=303)
        if fact and not fact.startswith(head.base):
            fact = f"{view['article']['iri']}/{fact}"
        page = article_page.show(view, scene, await self._foot(), fact=fact, span=given.get("span", ""))
        return HTMLResponse(page)

    async def reference(self, request: Request) -> Response:
        request.state.html = True
        return HTMLResponse(reference_page.show(await self._foot()))

    async def search(self, request: Request) -> Response:
        request.state.html = True
        words = dict(protocol.pairs(bytes(request.scope["query_string"]))).get("q", "").strip()[:200]
        if not words:
            head = (await self._at_a_glance()).head
            return HTMLResponse(search_page.show("", {"groups": []}, Scene.of(head.base, {}), await self._foot()))
        head, view = await looked_up(self._pool, {"kind": "search", "words": words})
        return HTMLResponse(search_page.show(words, view, Scene.of(head.base, view), await self._foot()))

    async def _foot(self) -> Foot:
        glance = await self._at_a_glance()
        outlets = glance.view["outlets"]
        notes = sum(outlet["number"] for outlet in outlets if outlet["outlet"] == DEMONSTRATION)
        articles = sum(outlet["number"] for outlet in outlets)
        return Foot(generation=glance.head.generation, snapshot=glance.head.snapshot, articles=articles, notes=notes)

    async def _at_a_glance(self) -> Glance:
        """The glance at the current generation, made once for each."""
        now = link(self._current)
        if self._glance is None or self._glance.link != now:
            head, view = await looked_up(self._pool, {"kind": "glance"})
            self._glance = Glance(link=now, head=head, view=view)
        return self._glance


def wants_html(request: Request) -> bool:
    """Whether a browser asks."""
    return negotiation.prefers_html(request.headers.get("accept", ""))
