"""What is put down of one article: its own graph, and beside it what it says of things that others name too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg import lexicon
from kg.model import Actor, Appearance, Article, Span, When
from kg.triples import iris
from kg.triples.ontology import state_names
from kg.triples.vocabulary import RDF, RDFS, SKOS, bi, code
from kg.triples.writer import Lines, iri, text, typed

A = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
PREF_LABEL, ALT_LABEL = f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>"


class Scene:
    """The lines of one article while they are written: each actor, place and run of words is put down once.

    A line is the article's where its subject or its object is (`add`). What is said of an actor, an office or a place
    itself (`describe`) is said once for all articles: in the derived graph, which takes it from all that say it, or
    in the ontology's, which has the states already. So no line stands in two graphs.
    """

    def __init__(self, article: Article, base: str) -> None:
        self.base = base
        self.article = iris.article(base, article.key)
        self._own = Lines(self.article)
        self._shared = Lines(iris.derived_graph(base))
        self.add, self.describe = self._own.add, self._shared.add
        self._actors: dict[Actor, str] = {}
        self._evidence: dict[tuple[str, int, int], str] = {}
        self._described: dict[str, str] = {}

    def sorted_bytes(self) -> bytes:
        """All lines in UTF-8, in the order of their bytes."""
        return "".join(sorted([*self._own, *self._shared])).encode()

    def actor(self, actor: Actor) -> str:
        """The actor's term; `names` writes how the article calls it."""
        found = self._actors.get(actor)
        if found is None:
            found = self._actors[actor] = iri(iris.actor(self.base, actor))
            if not _listed(actor):
                self.describe(found, A, bi(actor.kind.capitalize()))
            if actor.country and actor.kind != "state":
                self.describe(found, bi("country"), self.state(actor.country))
        return found

    def actors(self, subject: str, term: str, actors: Iterable[Actor]) -> None:
        for actor in actors:
            self.add(subject, term, self.actor(actor))

    def state(self, alpha2: str) -> str:
        return iri(iris.state(self.base, alpha2))

    def place(self, name: str, country: str | None) -> str:
        found = self._labelled(iri(iris.place(self.base, country, name)), "Place", name)
        if country:
            self.describe(found, bi("country"), self.state(country))
        return found

    def office(self, title: str, of: Actor | None, holder: Actor) -> str:
        """The office of this title, whatever else it is called; the derived graph says how most articles call it."""
        name, rank = lexicon.office(title, of.kind if of else "")
        found = self._labelled(iri(iris.office(self.base, name, of)), "Office", title)
        for ranked in (found, self.actor(holder)):
            self.describe(ranked, bi("rank"), code("rank", rank))
        if of is not None:
            self.describe(found, bi("officeOf"), self.actor(of))
        return found

    def relation(self, a: Actor, b: Actor) -> str:
        found = iri(iris.relation(self.base, a.key, b.key))
        self.describe(found, A, bi("BilateralRelation"))
        for state in (a, b):
            self.describe(found, bi("between"), self.actor(state))
        return found

    def evidence(self, span: Span) -> str:
        """A run of the article's words. Facts that rest on one run share it; its IRI says where it stands."""
        key = (span.part, span.begin, span.end)
        found = self._evidence.get(key)
        if found is None:
            found = self._evidence[key] = iri(iris.evidence(self.article, *key))
            self.add(found, bi("exact"), text(span.quote))
        return found

    def when(self, subject: str, when: When | None, *, basis: bool = True) -> None:
        if when is None:
            return
        self.add(subject, bi("startDate"), typed(when.start.isoformat(), "date"))
        self.add(subject, bi("endDate"), typed(when.end.isoformat(), "date"))
        self.add(subject, bi("datePrecision"), code("date-precision", when.precision))
        if basis:
            self.add(subject, bi("dateBasis"), code("date-basis", when.basis))

    def names(self, appearances: Iterable[Appearance]) -> None:
        """How the article calls each actor, where it is first mentioned, and what else it says of it alone.

        An actor has one name in an article: where facts spell it differently, the appearance's holds, else the
        longest. Actors of one IRI are one actor.
        """
        named: dict[str, _Named] = {}
        for appearance in sorted(appearances, key=lambda a: (a.evidence[0], a.actor.name)):
            term = self.actor(appearance.actor)
            if term not in named:
                named[term] = _Named(appearance.actor, appearance.evidence[0].quote)
                self.add(term, bi("evidence"), self.evidence(appearance.evidence[0]))
            named[term].others.update(appearance.aliases)
            if appearance.country_basis:
                self._appearance(term, bi("countryBasis"), code("country-basis", appearance.country_basis))
        for actor, term in sorted(self._actors.items(), key=lambda item: (-len(item[0].name), item[0].name)):
            named.setdefault(term, _Named(actor)).others.add(actor.name)
            if actor.key and actor.country and actor.kind != "state":
                # Of an actor with a key, another article may know another state: its IRI does not tell.
                self._appearance(term, bi("country"), self.state(actor.country))
        for term, one in named.items():
            self._name(term, one)

    def _name(self, term: str, named: _Named) -> None:
        """An article's name for an actor is that of its first mention; for a state the one that the ontology has."""
        label, known = named.actor.name, named.known
        if label != (known[0] if known else named.words):
            self._appearance(term, LABEL, text(label))
        if not known:
            self.describe(term, PREF_LABEL, text(label))
        for other in named.others - {label, *known}:
            self.describe(term, ALT_LABEL, text(other))

    def _appearance(self, actor: str, term: str, value: str) -> None:
        """Something that holds of an actor in this article, and perhaps in no other."""
        found = iri(iris.appearance(self.article, actor[1:-1].removeprefix(self.base)))
        self.add(found, bi("appearanceOf"), actor)
        self.add(found, term, value)

    def _labelled(self, found: str, kind: str, label: str) -> str:
        """A place or office, under the first of the ways in which the article writes it; the others stand beside it."""
        first = self._described.setdefault(found, label)
        self.describe(found, A, bi(kind))
        self.describe(found, PREF_LABEL if label == first else ALT_LABEL, text(label))
        return found


class _Named:
    """An actor with the words of its first mention, "" where it has none, and its other names in the article."""

    def __init__(self, actor: Actor, words: str = "") -> None:
        self.actor = actor
        self.words = words
        self.others: set[str] = set()

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The names that the ontology's graph has, the common one first."""
        return state_names()[self.actor.key] if _listed(self.actor) else ()


def _listed(actor: Actor) -> bool:
    """Whether it is a state that the ontology's graph describes."""
    return actor.kind == "state" and actor.key in state_names()
