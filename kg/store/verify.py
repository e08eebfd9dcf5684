"""A dump against the articles that it is made of: do they say, where the dump has it, what the dump has them say?"""

from __future__ import annotations

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import Article, Passage
from kg.store.dump import CUT
from kg.store.graph import ONTOLOGY

_FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
_TERMS = {f"{ONTOLOGY}#{name}": name for name in ("textDigest", "exact", "exactDigest")}


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """A run of words that an article does not have: its id, the part of it and the place."""

    article: str
    part: str
    begin: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What came of it. `runs` were compared; `unknown` are digests of texts that no article given has."""

    runs: int
    articles: int
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]


@dataclass
class _Graph:
    """What a dump says of one article: the digest of its text, and of each run of words what it says of it."""

    digest: str = ""
    runs: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def verify(dump: Path, articles: Iterable[Article]) -> Verified:
    """Compare each run of words of `dump` (.nq or .trig, or such with .gz) with the article of its text's digest.

    Raises InputError where the dump cannot be read.
    """
    graphs: dict[str, list[_Graph]] = defaultdict(list)
    for graph in _graphs(dump).values():
        if graph.digest:
            graphs[graph.digest].append(graph)
    faults: list[Fault] = []
    found: set[str] = set()
    runs = 0
    for article in articles:
        for graph in graphs.get(article.text_digest, ()):
            found.add(graph.digest)
            for name, run in graph.runs.items():
                passage = _passage(name, dump)
                runs += 1
                if not _holds(article, passage, run):
                    faults.append(Fault(article=article.id, part=passage.part, begin=passage.begin, end=passage.end))
    unknown = tuple(sorted(graphs.keys() - found))
    return Verified(runs=runs, articles=len(found), faults=tuple(sorted(faults)), unknown=unknown)


def _passage(run: str, dump: Path) -> Passage:
    try:
        return Passage.of(run)
    except ValueError as error:
        raise InputError(f"no dump: {error}", where=str(dump), then="Make it again: kg dump.") from None


def _holds(article: Article, passage: Passage, run: dict[str, str]) -> bool:
    words = article.part(passage.part)[passage.begin : passage.end]
    if "exactDigest" in run:
        same = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() == run["exactDigest"]
        return same and words.startswith(run.get("exact", "").removesuffix(CUT))
    return words == run.get("exact")


def _graphs(dump: Path) -> dict[str, _Graph]:
    graphs: dict[str, _Graph] = defaultdict(_Graph)
    name = dump.name.removesuffix(".gz")
    form = _FORMATS.get(Path(name).suffix)
    if form is None:
        raise InputError(f"no dump: {dump.name}", where=str(dump), then="Name a file .nq or .trig, or such with .gz.")
    try:
        with gzip.open(dump) if dump.suffix == ".gz" else dump.open("rb") as file:
            for quad in ox.parse(file, format=form):  # type: ignore[arg-type]
                _note(graphs, quad)
    except (OSError, EOFError, SyntaxError) as error:
        raise InputError(f"the dump cannot be read: {error}", where=str(dump), then="Make it again: kg dump.") from None
    return graphs


def _note(graphs: dict[str, _Graph], quad: ox.Quad) -> None:
    term = _TERMS.get(quad.predicate.value)
    if term is None or not isinstance(quad.graph_name, ox.NamedNode) or not isinstance(quad.object, ox.Literal):
        return
    graph = graphs[quad.graph_name.value]
    if term == "textDigest":
        graph.digest = quad.object.value
    else:
        graph.runs[str(quad.subject)[1:-1]][term] = quad.object.value
