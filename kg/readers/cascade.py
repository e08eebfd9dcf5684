"""The reader of this project: lexicon and a cascade of finite-state rules, deterministic, with nothing to download."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache, partial
from importlib.resources import files

from kg import documents, entities, facts
from kg.cast import Cast, Dated
from kg.mentions import bodies, dates, gazetteer, groups, offices, persons, principles, venues
from kg.model import Article, Fact, Skipped, When
from kg.text import Document, Mention

# "(Nairobi, 24 February 2016)" under the heading of a transcript.
_NOTED = re.compile(r"\(([A-Z][\w'. -]{2,40}), (?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\)")

# As far before "the same day" a day counts as the one that was told last.
_NEAR = 800


@cache
def _version() -> str:
    """Eight hexadecimal digits that change with any rule, word or line of the reader."""
    digest = hashlib.sha256()
    for package in ("lexicon", "lexicon/rules", "documents", "mentions", "entities", "facts"):
        folder = files("kg").joinpath(package)
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.name.endswith((".py", ".toml", ".tsv", ".txt")):
                digest.update(entry.name.encode())
                digest.update(entry.read_bytes())
    for name in ("text.py", "cast.py", "literals.py", "triggers.py", "readers/cascade.py"):
        digest.update(files("kg").joinpath(name).read_bytes())
    return digest.hexdigest()[:8]


VERSION = f"1+{_version()}"


def extract(article: Article) -> Iterator[Fact | Skipped]:
    """The facts of one article, in the order of their kinds. Reads nothing but the article and the lexicon."""
    cast, concepts = stage(article)
    yield from facts.find(cast, concepts)


def stage(article: Article) -> tuple[Cast, tuple[principles.PrincipleMention, ...]]:
    """The cast and the principle mentions of an article: all that comes before its facts."""
    document = documents.read(article)
    view = document.view
    names = bodies.merge(view, venues.merge(gazetteer.find(view), venues.find(view)))
    titles = offices.find(view, names)
    found = persons.find(view, names, titles, entities.surnames(names, article.date))
    people = [_in_one_part(person, document.title_end) for person in found]
    gathered = entities.Gathered(
        document=document, names=names, persons=people, offices=titles, groups=list(groups.find(view)),
        home=_home(article.outlet or ""), reported_from=_reported_from(document),
        publisher=_publisher(article.outlet or ""),
    )  # fmt: skip
    cast = entities.assemble(gathered)
    cast.agency = entities.agency_of(article.outlet)
    _settle_time(cast, document)
    _settle_place(cast, document, names)
    return cast, principles.find(view)


def _in_one_part(person: Mention, title_end: int) -> Mention:
    """The mention of a person, without offices where they stand in the text below a name in the title, or above it."""
    if not person.begin < title_end < person.end:
        return person
    return replace(person, begin=person.name_begin, end=person.name_end, offices=())


@lru_cache(maxsize=1024)
def _home(outlet: str) -> str:
    """The state whose government publishes under an outlet's name, "" for all others."""
    name, _ = documents.readable(outlet)
    return entities.home_of(name, gazetteer.find(name))


@lru_cache(maxsize=1024)
def _publisher(outlet: str) -> str:
    """The key of the organization that publishes under an outlet's name, "" for all others."""
    name, _ = documents.readable(outlet)
    return entities.organization_of(gazetteer.find(name))


def _reported_from(document: Document) -> str:
    """The code of the state of the dateline's city, "" where there is none."""
    line = document.dateline_city
    return gazetteer.reported_from(document.view[slice(*line)]) if line else ""


def _settle_time(cast: Cast, document: Document) -> None:
    """The day from which dates are reckoned: the dateline's, the place line's, else the publication's."""
    published = document.article.date
    found = dates.find(document.view)
    if published is None:
        return
    cast.published = When(start=published, end=published, precision="day", basis="publication")
    base = published
    line = document.dateline_date
    lines = [line] if line else [(s.begin, s.end) for s in document.sentences if s.kind == "placeline"]
    for begin, end in lines:
        mention = next((m for m in found if begin <= m.begin and m.end <= end + 1), None)
        when = dates.resolve(mention, base=published, tense="past") if mention else None
        if when is not None and when.precision == "day" and abs((when.start - published).days) <= 31:
            cast.today = When(start=when.start, end=when.end, precision="day", basis="dateline")
            base = when.start
            break
    cast.dates = tuple(_dated(found, base))


def _dated(found: Sequence[dates.DateMention], base: date) -> Iterator[Dated]:
    """The mentions with what resolves them: from `base`, "the same day" from the day told before it, if any."""
    told: Dated | None = None
    counted = any(m.kind == "from-told" for m in found)
    for m in found:
        if m.kind != "from-told":
            dated = Dated(m.begin, m.end, m.kind, partial(_resolve, m, base))
        elif told and m.begin - told.end < _NEAR:
            dated = Dated(m.begin, m.end, m.kind, partial(_resolve_from, m, told))
        elif m.count == 0 and not m.text.lower().startswith("that "):  # "the same day" is that of the article
            dated = Dated(m.begin, m.end, m.kind, partial(_resolve, m, base))
        else:
            continue
        if counted and (when := dated.resolve("past")) and when.precision == "day":
            told = dated
        yield dated


def _resolve_from(mention: dates.DateMention, told: Dated, tense: str) -> When | None:
    when = told.resolve(tense)
    return _resolve(mention, when.end if (mention.count or 0) > 0 else when.start, tense) if when else None


def _resolve(mention: dates.DateMention, base: date, tense: str) -> When | None:
    known: dates.Tense = "past" if tense == "past" else "future" if tense == "future" else "none"
    return dates.resolve(mention, base=base, tense=known)


def _settle_place(cast: Cast, document: Document, names: list[Mention]) -> None:
    """The city and state of "here": the dateline's, else the place line's."""
    if document.dateline_city:
        words = document.view[slice(*document.dateline_city)]
        entry = gazetteer.city(words)
        cast.here = (words.title(), (entry.key if entry else gazetteer.reported_from(words)) or None)
        return
    noted = _NOTED.search(document.view)
    if noted and (place := next((n for n in names if n.type == "place" and n.begin == noted.start(1)), None)):
        cast.here = (document.view[place.begin : place.end], place.key or None)
        return
    for sentence in document.sentences:
        if sentence.kind == "placeline":
            place = next((n for n in names if n.type == "place" and sentence.begin <= n.begin < sentence.end), None)
            if place:
                cast.here = (document.view[place.begin : place.end], place.key or None)
                return
