"""What is counted over all things: who met whom, how often two states were in contact."""

from __future__ import annotations

from collections.abc import Iterator

from kg.triples import iris
from kg.triples.vocabulary import RDF, bi, code
from kg.triples.writer import Lines, integer, iri, typed


def lines(tally: str, times: int, base: str) -> Iterator[str]:
    """The lines of one tally, none for one that counts nothing.

    `met A B`: A and B met. `count A B YEAR KIND`: the states A and B had so many contacts of a kind in a year.
    """
    if times <= 0:
        return
    graph = Lines(iris.derived_graph(base))
    what, a, b, *rest = tally.split(" ")
    if what == "met":
        graph.add(iri(base + a), bi("metWith"), iri(base + b))
        graph.add(iri(base + b), bi("metWith"), iri(base + a))
    else:
        year, kind = rest
        node = iri(iris.contact_count(base, a.rpartition("/")[2], b.rpartition("/")[2], year, kind))
        graph.add(node, f"<{RDF}type>", bi("ContactCount"))
        graph.add(node, bi("between"), iri(base + a))
        graph.add(node, bi("between"), iri(base + b))
        graph.add(node, bi("year"), typed(year, "gYear"))
        graph.add(node, bi("eventType"), code("event-type", kind))
        graph.add(node, bi("contacts"), integer(times))
    yield from graph
