"""The codebook of one graph: what is in it, over which years, what is missing, how well it is read; then the terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.codebook import terms
from kg.codebook.pages import Block, Heading, Rows, Words, write
from kg.quality import LANGUAGES, quality
from kg.queries import run
from kg.store import Reader
from kg.triples.vocabulary import CODES

_KINDS = """
SELECT ?label (COUNT(DISTINCT ?fact) AS ?facts) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  GRAPH ?article { ?fact bi:rule ?rule ; a ?class }
  GRAPH <https://w3id.org/bilateral> { ?class rdfs:label ?label }
}
GROUP BY ?label ORDER BY ?label
"""
# Articles in which nothing was found count too: they were read, and their silence is known.
_ARTICLES = """
SELECT ?article ?outlet ?published (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  GRAPH ?article { ?article bi:articleId ?id }
  OPTIONAL { GRAPH ?article { ?article bi:outlet ?outlet } }
  OPTIONAL { GRAPH ?article { ?article <https://schema.org/datePublished> ?published } }
  OPTIONAL { GRAPH ?article { ?fact bi:rule ?rule } }
}
GROUP BY ?article ?outlet ?published
"""
_CONTACTS = """
SELECT ?year (COUNT(DISTINCT ?contact) AS ?contacts) WHERE {
  ?contact bi:reportedBy ?report ; bi:status ?status ; bi:startDate ?day .
  FILTER(STRENDS(STR(?status), "/held") || STRENDS(STR(?status), "/ongoing"))
  BIND(YEAR(?day) AS ?year)
}
GROUP BY ?year ORDER BY ?year
"""
NONE = "none told"
# What a codebook calls a variable, the pattern of what could have it, and the property that says it.
_VARIABLES = (
    ("articles: day", "?x bi:articleId ?id", "<https://schema.org/datePublished>"),
    ("articles: outlet", "?x bi:articleId ?id", "bi:outlet"),
    ("articles: address", "?x bi:articleId ?id", "<https://schema.org/url>"),
    ("contacts: first day", "?x bi:status ?s", "bi:startDate"),
    ("contacts: city", "?x bi:status ?s", "bi:city"),
    ("contacts: country", "?x bi:status ?s", "bi:country"),
    ("contacts: participants", "?x bi:status ?s", "bi:participant"),
    ("agreements: parties", "?x bi:stage ?s", "bi:party"),
    ("agreements: first day", "?x bi:stage ?s", "bi:startDate"),
    ("partnerships: level", f"?x bi:agreementType <{CODES}agreement-type/partnership>", "bi:level"),
    ("statements: on behalf of", "?x bi:speechAct ?s", "bi:onBehalfOf"),
    ("statements: addressee", "?x bi:speechAct ?s", "bi:addressee"),
    ("stated principles: verb", "?x bi:principle ?s", "bi:operativeVerb"),
    ("persons: state", "?x a bi:Person", "bi:country"),
)  # fmt: skip


def codebook(reader: Reader, form: str = "md") -> str:
    """The codebook of the store that `reader` reads, as `md` or `html`."""
    return write(_blocks(reader), form)


def _blocks(reader: Reader) -> Iterator[Block]:
    info = reader.info
    yield Heading(level=1, text=f"Codebook of the graph {info.snapshot}")
    yield Words(
        text=f"{info.articles:,} articles, {info.facts:,} facts, read by {info.reader} {info.version}. {LANGUAGES} "
        "The graph is what articles say, not what happened; a fact that is not in it may still be in an article."
    )
    yield Heading(level=2, text="Facts by kind")
    yield Words(
        text="Meetings, visits, signings and calls are contacts, and each report of one counts here; across articles "
        "a contact counts once, below and on the pages."
    )
    yield Rows(columns=("kind of fact", "facts", "articles with one"), rows=_table(reader, _KINDS))
    yield from _coverage(_table(reader, _ARTICLES))
    yield Heading(level=2, text="Contacts that were held, by year")
    yield Words(text="Each contact once, however many articles report it; those without a date are left out.")
    yield Rows(columns=("year", "contacts"), rows=_table(reader, _CONTACTS))
    yield Heading(level=2, text="Missing values")
    yield Words(text="A value is missing where no article says it: it is never filled in.")
    yield Rows(columns=("variable", "could have it", "missing", "share missing"), rows=list(_missing(reader)))
    yield from quality_blocks()
    yield from terms.blocks()


def _coverage(articles: Sequence[Sequence[str]]) -> Iterator[Block]:
    """How many articles, and facts in them, each year and each outlet has. Rows: article, outlet, day, facts."""
    years: defaultdict[str, list[int]] = defaultdict(list)
    outlets: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for _, outlet, day, facts in articles:
        years[day[:4] or NONE].append(int(facts))
        outlets[outlet or NONE].append((day, int(facts)))
    yield Heading(level=2, text="Coverage by year of publication")
    rows = [(year, f"{len(found):,}", f"{sum(found):,}") for year, found in sorted(years.items())]
    yield Rows(columns=("year", "articles", "facts"), rows=rows)
    yield Heading(level=2, text="Coverage by outlet")
    yield Words(text="No contact in a year that an outlet does not reach is no silence of the two states.")
    yield Rows(
        columns=("outlet", "articles", "facts", "first day", "last day"),
        rows=[
            (outlet, f"{len(found):,}", f"{sum(facts for _, facts in found):,}", min(days), max(days))
            for outlet, found in sorted(outlets.items(), key=lambda item: (-len(item[1]), item[0]))
            if (days := [day for day, _ in found if day] or [NONE])
        ],
    )


def quality_blocks() -> Iterator[Block]:
    """How well each kind of fact is read."""
    yield Heading(level=2, text="How well facts are read")
    yield Words(text=f"Measured on {quality()}. Of few facts the rates are rough: n says how many the gold has.")
    rows = [
        (one.name, f"{one.precision:.3f}", f"{one.recall:.3f}", str(one.gold), str(one.found))
        for one in quality().kinds
    ]
    yield Rows(columns=("kind of fact", "precision", "recall", "n in the gold", "n found"), rows=rows)


def _table(reader: Reader, sparql: str) -> Sequence[Sequence[str]]:
    return [tuple(_value(cell) for cell in row) for row in run(reader, sparql).rows]


def _missing(reader: Reader) -> Iterator[tuple[str, ...]]:
    for name, pattern, term in _VARIABLES:
        all_of_them = _count(reader, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        absent = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} FILTER NOT EXISTS {{ ?x {term} ?value }} }}"
        missing = _count(reader, absent)
        yield name, f"{all_of_them:,}", f"{missing:,}", f"{missing / all_of_them:.0%}" if all_of_them else "–"


def _count(reader: Reader, sparql: str) -> int:
    ((cell,),) = run(reader, sparql).rows
    return int(_value(cell))


def _value(cell: object) -> str:
    return cell.value if isinstance(cell, ox.Literal | ox.NamedNode) else ""
