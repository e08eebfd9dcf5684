"""`kg cite`, `codebook`: what a paper says of the graph that it used."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from kg.commands.asking import parameters_of
from kg.commands.options import StoreOption


class CitationFormat(StrEnum):
    apa = "apa"
    bibtex = "bibtex"
    csl = "csl"


class CodebookFormat(StrEnum):
    md = "md"
    html = "html"


def cite(
    question: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Also the articles behind the answer to this question.")
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A parameter; repeatable.")
    ] = None,
    format: Annotated[CitationFormat, typer.Option("--format", help="Form of the citation.")] = CitationFormat.apa,
    footnote: Annotated[bool, typer.Option("--footnote", help="A sentence on how the answer came about.")] = False,
    store: StoreOption = None,
) -> None:
    """Cite the graph.

    With a question: also the articles that its answer rests on. With --footnote: the methods footnote of that answer.
    """
    from kg import citation
    from kg.config import load
    from kg.errors import UsageError
    from kg.queries import run
    from kg.store import open_reader

    if footnote and not question:
        raise UsageError("--footnote without a question", then="Name the question whose answer the footnote is for.")
    given = parameters_of(parameters or [])
    with open_reader(store or load().store) as reader:
        if question and footnote:
            day = datetime.now(UTC).date().isoformat()
            print(citation.footnote(reader.info, run(reader, question, given), day))
            return
        works = [citation.graph(reader.info)]
        if question:
            answer = citation.with_evidence(reader, question, given)
            works += citation.behind(lambda sparql: run(reader, sparql), answer)
    print(citation.cite(works, format.value), end="")


def codebook(
    format: Annotated[CodebookFormat, typer.Option("--format", help="Form of the codebook.")] = CodebookFormat.md,
    reference: Annotated[bool, typer.Option("--reference", help="Terms and codes alone, without a store.")] = False,
    store: StoreOption = None,
) -> None:
    """Write the codebook of a graph.

    Terms and code lists with counts, years covered, missing values, and how well each kind of fact is read.
    """
    from kg import codebook as book
    from kg.config import load
    from kg.store import open_reader

    if reference:
        print(book.reference(format.value), end="")
        return
    with open_reader(store or load().store) as reader:
        print(book.codebook(reader, format.value), end="")
