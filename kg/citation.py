"""How the graph, and the articles behind an answer, are cited: BibTeX, CSL-JSON, APA, and a footnote on the method.

A graph is cited by its snapshot: the same snapshot is the same facts, wherever it was built.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.errors import UsageError
from kg.quality import LANGUAGES, quality
from kg.queries import Table, with_evidence
from kg.queries.evidence import COLUMNS
from kg.store import StoreInfo

SOFTWARE = "The bilateral-kg developers"
_TITLE = "A knowledge graph of diplomacy, as articles report it"
_ARTICLES = """
SELECT DISTINCT ?id ?title ?outlet ?published ?url WHERE {
  GRAPH ?article {
    ?article bi:articleId ?id .
    OPTIONAL { ?article <https://schema.org/headline> ?title }
    OPTIONAL { ?article bi:outlet ?outlet }
    OPTIONAL { ?article <https://schema.org/datePublished> ?published }
    OPTIONAL { ?article <https://schema.org/url> ?url }
  }
}
ORDER BY ?published ?id
"""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is cited. `published` is YYYY-MM-DD, "" where unknown; `note` says which state of it is meant."""

    key: str
    kind: str
    author: str
    title: str
    published: str = ""
    url: str = ""
    note: str = ""


def graph(info: StoreInfo) -> Work:
    """The graph itself: snapshot, rules, how many articles, and how well they are read."""
    rates = "; ".join(f"{one.name} {one.precision:.2f}/{one.recall:.2f} (n {one.gold})" for one in quality().kinds)
    return Work(
        key=f"bilateral-kg-{info.snapshot}",
        kind="dataset",
        author=SOFTWARE,
        title=_TITLE,
        note=(
            f"Snapshot {info.snapshot}, {info.articles} articles, reader {info.reader} {info.version}. "
            f"Precision/recall by kind of fact, {quality()}: {rates}. {LANGUAGES}"
        ),
    )


def articles(rows: Iterable[Mapping[str, str]], behind: frozenset[str]) -> tuple[Work, ...]:
    """The articles whose ids are in `behind`, by day: rows have id, title, outlet, published and url where known."""
    return tuple(
        Work(
            key=re.sub(r"[^A-Za-z0-9_-]+", "-", row["id"]),
            kind="article-newspaper",
            author=row.get("outlet", ""),
            title=row.get("title", row["id"]),
            published=row.get("published", ""),
            url=row.get("url", ""),
            note="" if "outlet" in row else "No outlet is given with the article.",
        )
        for row in rows
        if row["id"] in behind
    )


def behind(reader: Callable[[str], Table], answer: Table) -> tuple[Work, ...]:
    """The articles behind an answer that `with_evidence` gave; `reader` answers SPARQL."""
    column = answer.columns.index(COLUMNS[1])
    ids = frozenset(str(row[column].value) for row in answer.rows if row[column] is not None)  # type: ignore[union-attr]
    table = reader(_ARTICLES)
    known = (
        {name: cell.value for name, cell in zip(table.columns, row, strict=True) if cell is not None}  # type: ignore[union-attr]
        for row in table.rows
    )
    return articles(known, ids)


def footnote(info: StoreInfo, answer: Table, day: str) -> str:
    """One sentence on how an answer came about: question, its text by digest, rows, state of the graph, day asked."""
    name = answer.query.name if answer.query else "SPARQL of the author's"
    digest = hashlib.sha256(answer.sparql.encode()).hexdigest()[:8]
    return (
        f"Answer to {name} (query {digest}, {len(answer.rows)} rows), asked on {day} of snapshot {info.snapshot}: "
        f"{info.articles} articles read by {info.reader} {info.version}, built with bilateral-kg. {LANGUAGES}"
    )


def _bibtex(works: Sequence[Work]) -> str:
    return "\n".join(_entry(work) for work in works)


def _entry(work: Work) -> str:
    fields = {
        "author": f"{{{_tex(work.author)}}}" if work.author else "",
        "title": _tex(work.title),
        "year": work.published[:4],
        "date": work.published,
        "url": work.url,
        "note": _tex(work.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{work.key},\n{lines}}}\n"


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", r"\textbackslash "))


def _csl(works: Sequence[Work]) -> str:
    """CSL-JSON, https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types."""
    items = []
    for work in works:
        item: dict[str, object] = {"id": work.key, "type": work.kind, "title": work.title}
        if work.author:
            item["author"] = [{"literal": work.author}]
        if work.published:
            item["issued"] = {"date-parts": [[int(part) for part in work.published.split("-")]]}
        item |= {name: value for name, value in (("URL", work.url), ("note", work.note)) if value}
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _apa(works: Sequence[Work]) -> str:
    return "".join(f"{_apa_line(work)}\n" for work in works)


def _apa_line(work: Work) -> str:
    when = f"({work.published or 'n.d.'})"
    form = " [Data set]" if work.kind == "dataset" else ""
    rest = " ".join(part for part in (work.note, work.url) if part)
    lead = f"{work.author.rstrip('.')}. {when}. {work.title}{form}." if work.author else f"{work.title}. {when}."
    return f"{lead} {rest}".strip()


FORMS: Mapping[str, Callable[[Sequence[Work]], str]] = MappingProxyType({"apa": _apa, "bibtex": _bibtex, "csl": _csl})


def cite(works: Sequence[Work], form: str) -> str:
    """The works in one of FORMS. Raises UsageError for another."""
    if form not in FORMS:
        raise UsageError(f"no form of citation '{form}'", then=f"Known: {', '.join(FORMS)}.")
    return FORMS[form](works)


__all__ = ["FORMS", "SOFTWARE", "Work", "behind", "cite", "footnote", "graph", "with_evidence"]
