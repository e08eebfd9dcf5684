"""`kg extract`, `explain`: one article is read, without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import BaseOption, ReaderOption, say_set_aside
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Article, Reading, SetAside

IdOption = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The one article of a .jsonl file with this id.")
]


class ReadingFormat(StrEnum):
    nq = "nq"
    json = "json"


def extract(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text file or a .jsonl file.")],
    format: Annotated[ReadingFormat, typer.Option("--format", help="N-Quads, or a line of JSON.")] = ReadingFormat.nq,
    identifier: IdOption = None,
    base: BaseOption = None,
    reader: ReaderOption = None,
) -> None:
    """Print the facts of one article.

    The same article gives the same bytes; no store is needed.
    """
    from kg.config import load
    from kg.readers import extract as read_article
    from kg.triples import write

    settings = load()
    articles, set_aside = _articles(article, identifier)
    for each in articles:
        found = read_article(each, reader or settings.reader)
        data = _json(found) if format is ReadingFormat.json else write(found, base=base or settings.base)
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    say_set_aside(set_aside)


def explain(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE[:SENTENCE]", help="A file, and the number of one sentence in it.")
    ],
    identifier: IdOption = None,
    reader: ReaderOption = None,
) -> None:
    """Show how an article is read.

    Parts, sentences, mentions, who is meant, frames, facts, and what was refused and why.
    """
    from kg.config import load
    from kg.readers import extract as read_article

    path, sentence = _place(article)
    articles, set_aside = _articles(path, identifier)
    if len(articles) > 1:
        some = ", ".join(each.id for each in articles[:5])
        raise UsageError(f"{len(articles)} articles", where=str(path), then=f"Choose one with --id: {some} …")
    name = reader or load().reader
    for each in articles:
        for line in _cascade(each, sentence) if name == "cascade" else _listed(read_article(each, name)):
            print(line)
    say_set_aside(set_aside)


def _cascade(article: Article, sentence: int | None) -> Iterator[str]:
    from kg.readers.explain import explain as explain_article

    yield from explain_article(article, sentence)


def _articles(path: Path, identifier: str | None) -> tuple[list[Article], list[SetAside]]:
    """What stands in `path`, or the one article of it that is asked for."""
    from kg.model import Article
    from kg.sources import read

    found = list(read([path]))
    articles = [each for each in found if isinstance(each, Article)]
    if identifier is None:
        return articles, [each for each in found if not isinstance(each, Article)]
    chosen = [each for each in articles if each.id == identifier]
    if not chosen:
        raise UsageError(f"no article with the id '{identifier}'", where=str(path))
    return chosen, []


def _place(argument: str) -> tuple[Path, int | None]:
    """`FILE:3` as file and sentence; a file that really has such a name comes first."""
    name, colon, number = argument.rpartition(":")
    if colon and number.isdecimal() and not Path(argument).exists():
        return Path(name), int(number)
    return Path(argument), None


def _listed(reading: Reading) -> Iterator[str]:
    """What a reader of somebody else found, and its rules: its way there only it can tell."""
    yield f"{reading.article.id}, read by {reading.reader} {reading.version}"
    for fact in reading.facts:
        yield f"{type(fact).__name__}  rule {fact.rule}, score {fact.score}"
        yield from (f"    {span.part} {span.begin}-{span.end}: {span.quote!r}" for span in fact.evidence)
    for skipped in reading.skipped:
        yield f"skipped  rule {skipped.rule}: {skipped.reason}: {skipped.span.quote!r}"


def _json(reading: Reading) -> bytes:
    """A reading as one line of JSON: facts with their kind, in the reader's order."""
    record = {
        "article": reading.article.id,
        "key": reading.article.key,
        "reader": reading.reader,
        "version": reading.version,
        "facts": [{"fact": type(fact).__name__, **asdict(fact)} for fact in reading.facts],
        "skipped": [asdict(skipped) for skipped in reading.skipped],
    }
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8") + b"\n"
