"""`kg query`, `queries`, `dump`: what a store answers."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.commands.options import StoreOption, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.queries import Table
    from kg.store import Reader


class TableFormat(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    md = "md"


def query(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(metavar="NAME|FILE|-", help="A question (kg queries), a file with SPARQL, or - for stdin."),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A parameter; repeatable.")
    ] = None,
    format: Annotated[TableFormat, typer.Option("--format", help="Form of the answer.")] = TableFormat.table,
    evidence: Annotated[bool, typer.Option("--evidence", help="Beside each row the words that it rests on.")] = False,
    help: Annotated[bool, typer.Option("--help", help="Show this; with NAME, what it asks and takes.")] = False,
    store: StoreOption = None,
) -> None:
    """Ask a question or SPARQL of your own.

    The answer goes to stdout. The questions of the library are listed by: kg queries.
    """
    from kg.config import load
    from kg.queries import demonstration, run, with_evidence
    from kg.queries import format as format_table
    from kg.store import open_reader, stack

    if help:
        print(_about(question) if question else context.get_help())
        return
    if question is None:
        raise UsageError("no question", then="Name one of kg queries, a file with SPARQL, or - for stdin.")
    text = _text(question)
    stack.deepen()
    given = parameters_of(parameters or [])
    with open_reader(store or load().store) as reader:
        table = with_evidence(reader, text, given) if evidence else run(reader, text, given)
        answer = format_table(table, format.value)
        notes = list(_notes(reader, table, text, given))
        if format in (TableFormat.csv, TableFormat.tsv, TableFormat.json):  # which go on without the pages' notice
            notes += filter(None, [demonstration(reader)])
    for sentence in notes:
        say(sentence)
    _write(answer.encode("utf-8") if isinstance(answer, str) else answer)


def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Print this question's SPARQL.")] = None,
) -> None:
    """List the questions that there are.

    With a name: print that question's SPARQL, to start one of your own from.
    """
    from difflib import get_close_matches

    from kg.queries import catalogue

    known = {question.name: question for question in catalogue()}
    if name is None:
        width = max(map(len, known), default=0)
        for question in known.values():
            print(f"{question.name:<{width}}  {question.question}")
        say("Next: kg query NAME -p name=value   (kg queries NAME shows its parameters)")
    elif name in known:
        print(known[name].text)
    else:
        nearest = get_close_matches(name, known, n=1)
        guess = f"Did you mean '{nearest[0]}'? " if nearest else ""
        raise UsageError(f"no question '{name}'", then=f"{guess}Known: {', '.join(known)}.")


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='Words; "several together"; beginn*.')],
    names: Annotated[bool, typer.Option("--names", help="Only names of actors and places.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Only words that facts rest on.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="NUMBER", help="How many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON Lines.")] = False,
    store: StoreOption = None,
) -> None:
    """Look for names, and for words of articles.

    Found is what holds all the words, in any order; case and accents do not count.
    """
    from kg.config import load
    from kg.store import open_reader

    if names and evidence:
        raise UsageError("both --names and --evidence", then="Choose one; without either both are looked through.")
    kind: Literal["name", "words"] | None = "name" if names else "words" if evidence else None
    asked = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_reader(store or load().store) as reader:
        hits = list(reader.search(asked, kind=kind, limit=limit))
        articles = {hit.of: reader.article(hit.of) for hit in hits if hit.kind == "words"}
    for hit in hits:
        article = articles.get(hit.of)
        where = f"{article.id} {hit.part} {hit.begin}-{hit.end}" if article else hit.of
        if as_json:
            print(json.dumps({**asdict(hit), "article": article.id if article else None}, ensure_ascii=False))
        else:
            print(f"{where}: {' '.join(hit.text.split())}")
    say(f"{len(hits)} found" + (f", the first {limit}" if len(hits) == limit else ""))


def _notes(reader: Reader, table: Table, text: str, given: Mapping[str, str]) -> Iterator[str]:
    """What may be wrong with a question that was answered: terms or names that there are none of."""
    from kg.queries import notes, unknown_names

    if table.query is None:
        yield from notes(reader, text)
    elif not table.rows:
        yield from unknown_names(reader, table.query, given)
        if any(one.type == "string" for one in table.query.parameters):
            yield "No rows. Names count as articles write them: kg query article-actors lists them."


def _about(name: str) -> str:
    """What a question of the library asks, takes and gives back, for a terminal."""
    from kg.queries import find

    question = find(name)
    width = max(len(column) for column, _ in question.columns)
    lines = [question.question, "", "Columns:"]
    lines += [f"  {column:<{width}}  {meaning}" for column, meaning in question.columns]
    if question.parameters:
        width = max(len(one.name) for one in question.parameters)
        lines += ["", "Parameters (-p NAME=VALUE):"]
        lines += [
            f"  {one.name:<{width}}  {one.type}, {one.meaning}"
            + ("   [may be left out]" if one.may_be_left_out else f"   [default: {one.example}]")
            for one in question.parameters
        ]
    given = (f"-p {one.name}={shlex.quote(one.example)}" for one in question.parameters if not one.may_be_left_out)
    example = " ".join([f"kg query {name}", *given])
    lines += ["", f"Notes: {question.notes}"] if question.notes else []
    more = "With --evidence each row has the words that it rests on; --format csv is for other programs."
    return "\n".join([*lines, "", f"Example: {example}", more])


def _text(question: str) -> str:
    """The words of stdin or of a file; a name stays a name."""
    if question == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if any(sign.isspace() or sign in "{}" for sign in question):
        return question  # SPARQL itself
    path = Path(question)
    if path.suffix not in (".rq", ".sparql") and "/" not in question and not path.is_file():
        return question
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        told = "there is no such file"
    except UnicodeDecodeError:
        told = "the file is no text in UTF-8"
    except OSError as error:
        told = f"the file cannot be read: {error.strerror}"
    raise UsageError(told, where=question, then="Name a file with SPARQL, or a question: kg queries lists them.")


def parameters_of(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for parameter in given:
        name, sign, value = parameter.partition("=")
        if not sign or not name:
            raise UsageError(f"'{parameter}' is no parameter", then="Write -p name=value, for instance -p a=China.")
        if name in found:
            raise UsageError(f"'{name}' is given twice", then="A parameter has one value: leave one of them out.")
        found[name] = value
    return found


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    if not data.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
