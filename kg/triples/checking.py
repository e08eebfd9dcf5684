"""The constraints of `ontology/shapes/data.ttl` without a SHACL engine: quick enough for each article that is read.

The shapes are read, not written again: of SHACL this knows what they use, and refuses what it does not know. Only the
constraints that are no property of one node (SPARQL, `or`, `not`) stand here by name. Findings are those of
`kg.triples.shacl`, which is the referee in the tests. https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from kg.triples import iris
from kg.triples.finding import Finding
from kg.triples.graphs import Nodes, graphs
from kg.triples.ontology import state_names
from kg.triples.shapes import Check, load
from kg.triples.terms import bare
from kg.triples.vocabulary import BI, RDF

_TYPE = f"<{RDF}type>"
_ARTICLE, _EVIDENCE, _EXACT = f"<{BI}Article>", f"<{BI}evidence>", f"<{BI}exact>"
_STATUS, _REPORTED_BY = f"<{BI}reportedStatus>", f"<{BI}reportedBy>"
Broken = Iterator[tuple[str, str]]
"""Nodes that break a constraint, with the value at fault, "" for the node itself."""


def check(nquads: bytes, *, base: str = iris.DEFAULT_BASE) -> tuple[Finding, ...]:
    """All findings in the graphs of N-Quads lines, sorted. Each graph is checked by itself, but for what the derived
    one among them says of actors, offices and places that another graph names, and what the ontology says of states.
    """
    return check_graphs(graphs(nquads), base=base)


def check_graphs(told: Mapping[str, Nodes], *, base: str = iris.DEFAULT_BASE) -> tuple[Finding, ...]:
    """`check` of what `kg.triples.graphs` made of the lines."""
    shared = told.get(iris.derived_graph(base), {})
    found: set[Finding] = set()
    for name, own in told.items():
        context = {**(shared if own is not shared else {}), **_states(own, base)}
        found.update(_found(name, own, context))
    return tuple(sorted(found))


def _found(graph: str, own: Nodes, context: Nodes) -> Iterator[Finding]:
    """The findings in a graph's `own` nodes. What is said of others stands elsewhere, and is checked there."""
    nodes, shapes = _together(own, context), load()
    for node in own.keys() - context.keys():
        for one, value in _of(nodes, node):
            yield _finding(graph, one.name, one.message, node, value)
    for name, broken in _WHOLE.items():
        for node, value in broken(nodes):
            if node not in context:
                yield _finding(graph, name, shapes.messages[name], node, value)


def _states(nodes: Nodes, base: str) -> Nodes:
    """What the ontology's graph says of the states that are named."""
    start = f"<{iris.state(base, '')}"
    values = chain.from_iterable(chain.from_iterable(known.values()) for known in nodes.values())
    named = {term for term in {*values, *nodes} if term.startswith(start)}
    return {one: {_TYPE: [f"<{BI}State>"]} for one in named if one[len(start) : -1] in state_names()}


def _together(own: Nodes, context: Nodes) -> Nodes:
    both = {}
    for node in own.keys() & context.keys():
        terms = own[node].keys() | context[node].keys()
        both[node] = {term: [*{*own[node].get(term, ()), *context[node].get(term, ())}] for term in terms}
    return {**context, **own, **both}


def _finding(graph: str, name: str, message: str, node: str, value: str) -> Finding:
    return Finding(graph=graph, node=bare(node), constraint=name, message=message, value=bare(value) if value else "")


def _of(nodes: Nodes, node: str) -> Iterator[tuple[Check, str]]:
    """The property constraints that a node breaks, with the value at fault."""
    known = nodes[node]
    for one in _checks(tuple(known.get(_TYPE, ())), tuple(known)):
        for value in one.broken(nodes, known):
            yield one, value


@cache
def _checks(types: tuple[str, ...], predicates: tuple[str, ...]) -> tuple[Check, ...]:
    """The constraints that a node of these types with these predicates may break."""
    return tuple(one for one in load().of(types, predicates) if one.concerns(predicates))


def _in_articles(nodes: Nodes) -> Iterable[tuple[str, Mapping[str, Sequence[str]]]]:
    """The nodes of a graph that is an article's."""
    return nodes.items() if any(_ARTICLE in known.get(_TYPE, ()) for known in nodes.values()) else ()


def _evidence_is_of_its_article(nodes: Nodes) -> Broken:
    articles = [f"{node[:-1]}#" for node, known in nodes.items() if _ARTICLE in known.get(_TYPE, ())]
    for known in nodes.values():
        for run in known.get(_EVIDENCE, ()):
            if any(not bare(run).startswith(article[1:]) for article in articles):
                yield run, ""


def _evidence_has_words(nodes: Nodes) -> Broken:
    for _, known in _in_articles(nodes):
        for run in known.get(_EVIDENCE, ()):
            if _EXACT not in nodes.get(run, {}):
                yield run, ""


def _words_fill_the_run(nodes: Nodes) -> Broken:
    for node, known in _in_articles(nodes):
        for words in known.get(_EXACT, ()):
            begin, _, end = node[1:-1].partition("char=")[2].partition(",")
            if begin.isdecimal() and end.isdecimal() and len(bare(words)) != int(end) - int(begin):
                yield node, ""


def _participation_is_of_a_participant(nodes: Nodes) -> Broken:
    for _, known in _in_articles(nodes):
        who = set(known.get(f"<{BI}participant>", ()))
        for part in known.get(f"<{BI}hasParticipation>", ()):
            if any(actor not in who for actor in nodes.get(part, {}).get(f"<{BI}actor>", ())):
                yield part, ""


def _date_does_not_end_before_it_starts(nodes: Nodes) -> Broken:
    for node, known in _in_articles(nodes):
        for start in known.get(f"<{BI}startDate>", ()):
            for end in known.get(f"<{BI}endDate>", ()):
                if start.endswith("#date>") and end.endswith("#date>") and bare(start) > bare(end):
                    yield node, ""


def _event_is_reported_or_derived(nodes: Nodes) -> Broken:
    for node, known in nodes.items():
        if _STATUS in known or _REPORTED_BY in known:
            continue
        if load().is_of(known.get(_TYPE, ()), f"<{BI}DiplomaticEvent>"):
            yield node, ""


def _status_is_from_a_report(nodes: Nodes) -> Broken:
    for node, known in nodes.items():
        reports = set(known.get(_REPORTED_BY, ()))
        if reports and not reports & set(known.get(f"<{BI}statusFrom>", ())):
            yield node, ""


def _merge_has_a_reason(nodes: Nodes) -> Broken:
    for node, known in nodes.items():
        if len(known.get(_REPORTED_BY, ())) > 1 and f"<{BI}mergeReason>" not in known:
            yield node, ""


_WHOLE: Mapping[str, Callable[[Nodes], Broken]] = {
    "evidence-is-of-its-article": _evidence_is_of_its_article,
    "evidence-has-words": _evidence_has_words,
    "words-fill-the-run": _words_fill_the_run,
    "participation-is-of-a-participant": _participation_is_of_a_participant,
    "date-does-not-end-before-it-starts": _date_does_not_end_before_it_starts,
    "event-is-reported-or-derived": _event_is_reported_or_derived,
    "status-is-from-a-report": _status_is_from_a_report,
    "merge-has-a-reason": _merge_has_a_reason,
}
