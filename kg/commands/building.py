"""`kg build`, `merge`, `info`, `validate`, `eval`: a store is made, joined, told about and checked."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import (
    BaseOption,
    ColumnOption,
    DeadlineOption,
    FormatOption,
    LockOption,
    LogOption,
    MemoryOption,
    QuietOption,
    ReaderOption,
    StoreOption,
    WorkersOption,
    pairs,
    say,
    say_set_aside,
)
from kg.commands.progress import say_json, telling
from kg.errors import EXIT_FAILED, EXIT_SET_ASIDE, UsageError

if TYPE_CHECKING:
    from kg.pipeline import Limits, Report


def build(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders, patterns like 'news/*.csv.gz', or -.")
    ],
    store: StoreOption = None,
    column: ColumnOption = None,
    format: FormatOption = None,
    base: BaseOption = None,
    reader: ReaderOption = None,
    workers: WorkersOption = 0,
    deadline: DeadlineOption = None,
    memory: MemoryOption = None,
    lock_timeout: LockOption = 0.0,
    quiet: QuietOption = False,
    log_json: LogOption = False,
) -> None:
    """Read articles into a store.

    What is there already and unchanged is left as it is; what cannot be read is named, and the rest goes on.
    """
    from kg.config import load
    from kg.pipeline import build as build_store

    settings = load()
    target = store or settings.store
    with telling("reading", quiet=quiet, as_json=log_json) as listener:
        report = build_store(
            [Path(name) for name in inputs],
            store=target,
            base=base or settings.base,
            reader=reader or settings.reader,
            naming=settings.naming,
            listener=listener,
            workers=workers or os.cpu_count() or 1,
            limits=_limits(deadline, memory),
            lock_timeout=lock_timeout,
            columns=pairs(column or [], "--column text=body"),
            format=format,
        )
    _end(report, target, quiet=quiet, as_json=log_json)


def rebuild(
    store: StoreOption = None,
    failed: Annotated[bool, typer.Option("--failed", help="Also those whose reading failed before.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="All articles, whatever has read them.")] = False,
    workers: WorkersOption = 0,
    deadline: DeadlineOption = None,
    memory: MemoryOption = None,
    lock_timeout: LockOption = 0.0,
    quiet: QuietOption = False,
    log_json: LogOption = False,
) -> None:
    """Read the articles of a store again.

    From the texts that it keeps: those that earlier rules have read, where the rules have changed since.
    """
    from kg.config import load
    from kg.pipeline import Again
    from kg.pipeline import rebuild as rebuild_store

    settings = load()
    target = store or settings.store
    with telling("reading again", quiet=quiet, as_json=log_json) as listener:
        report = rebuild_store(
            store=target,
            naming=settings.naming,
            again=Again.ALL if everything else Again.FAILED if failed else Again.OUTDATED,
            listener=listener,
            workers=workers or os.cpu_count() or 1,
            limits=_limits(deadline, memory),
            lock_timeout=lock_timeout,
        )
    _end(report, target, quiet=quiet, as_json=log_json)


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids or keys of articles.")],
    store: StoreOption = None,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Take articles out of a store.

    With all that was read in them, as if they had never come. A later build of the same input brings them back.
    """
    from kg.config import load
    from kg.pipeline import remove as remove_articles

    settings = load()
    target = store or settings.store
    report = remove_articles(articles, store=target, naming=settings.naming, lock_timeout=lock_timeout)
    say_report(report, target)


def merge(
    stores: Annotated[list[Path], typer.Argument(metavar="STORE", help="Stores that were built apart.")],
    store: StoreOption = None,
    lock_timeout: LockOption = 0.0,
    quiet: QuietOption = False,
    log_json: LogOption = False,
) -> None:
    """Join stores that were built apart.

    The result is the same as one build of all their articles.
    """
    from kg.config import load
    from kg.pipeline import merge as merge_stores

    settings = load()
    target = store or settings.store
    with telling("joining", quiet=quiet, as_json=log_json) as listener:
        report = merge_stores(
            stores, store=target, naming=settings.naming, listener=listener, lock_timeout=lock_timeout
        )
    _end(report, target, quiet=quiet, as_json=log_json)


def _limits(deadline: float | None, memory: int | None) -> Limits:
    from kg.pipeline import Limits

    usual = Limits()
    return Limits(
        seconds=usual.seconds if deadline is None else deadline,
        memory=usual.memory if memory is None else memory * 2**20,
    )


def _end(report: Report, store: Path, *, quiet: bool, as_json: bool) -> None:
    """Tell what was done, then end with the code that says whether all was taken."""
    if as_json:
        say_json("done", **{**asdict(report), "set_aside": len(report.set_aside)})
        if report.set_aside:
            raise typer.Exit(EXIT_SET_ASIDE)
        return
    if not quiet:
        say_report(report, store, then=("kg serve", "kg query article-meetings") if report.facts else ())
    say_set_aside(report.set_aside)


def say_report(report: Report, store: Path, *, then: tuple[str, ...] = ()) -> None:
    """What a build did, and which command comes next."""
    if report.mended:
        say(f"The store was damaged and was mended first: {'; '.join(report.mended)}.")
    reread = f" ({report.reread} by other rules)" if report.reread else ""
    removed = f"{report.removed} removed, " if report.removed else ""
    say(
        f"{removed}{report.new} new, {report.changed} changed{reread}, {report.unchanged} unchanged, "
        f"{len(report.set_aside)} set aside in {report.seconds:.1f} s: "
        f"{report.facts:,} facts, {report.quads:,} quads in {store} (generation {report.generation})"
    )
    option = "" if store == Path("graph") else f" --store {store}"
    if then:
        say("Next: " + "   or   ".join(command + option for command in then))


def info(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Tell what a store holds.

    Snapshot, generation, articles, facts, quads, reader and its version; then how well each kind of fact is read.
    """
    from kg.config import load
    from kg.quality import LANGUAGES, quality
    from kg.store import open_reader

    with open_reader(store or load().store) as reader:
        facts = asdict(reader.info)
    if as_json:
        print(json.dumps({**facts, "quality": asdict(quality())}, default=str, ensure_ascii=False))
        return
    for name, value in facts.items():
        print(f"{name:<12}{value:,}" if isinstance(value, int) and name != "format" else f"{name:<12}{value}")
    print(f"quality     {quality()}")
    for one in quality().kinds:
        print(f"{'':<12}{one.name:<18}precision {one.precision:.3f}, recall {one.recall:.3f}, n {one.gold}")
    print(f"language    {LANGUAGES}")


def validate(
    store: StoreOption = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE.nq", help="Check N-Quads, no store.")] = None,
) -> None:
    """Check a graph against the ontology.

    Findings go to stdout, with article and sentence; the exit code is 1 if there are any.
    """
    from kg.config import load
    from kg.pipeline.checking import check_store
    from kg.triples.shacl import validate as check

    settings, found = load(), 0
    for finding in check(file.read_bytes(), base=settings.base) if file else check_store(store or settings.store):
        print(finding)
        found += 1
    if found:
        say(f"{found:,} findings: the graph does not keep to the ontology")
        raise typer.Exit(EXIT_FAILED)
    say("0 findings: the graph keeps to the ontology")


def eval(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, one ID.json an article.")],
    store: StoreOption = None,
    only: Annotated[str, typer.Option("--only", metavar="REGEX", help="Only articles whose id matches.")] = "",
    misses: Annotated[
        int, typer.Option("--misses", min=0, metavar="NUMBER", help="Print that many misses of each kind.")
    ] = 0,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Count extra facts by rule, missed ones by kind.")] = False,
    read: Annotated[
        bool, typer.Option("--read", help="Leave out articles set apart (numbers that 3 divides).")
    ] = False,
    unread: Annotated[bool, typer.Option("--unread", help="Only articles set apart, as totals.")] = False,
) -> None:
    """Score a store against gold facts.

    Precision, recall and F1 of each kind of fact; with --by-rule, the rules whose facts the gold does not have.
    """
    from kg.config import load
    from kg.evaluation import blame, score

    if not any(gold.glob("*.json")):
        raise UsageError("no gold files", where=str(gold), then="Name a folder with one ID.json an article.")
    if read and unread:
        raise UsageError("both --read and --unread", then="Choose one; without either all articles are scored.")
    if by_rule and unread:
        raise UsageError("--by-rule with --unread", then="Of articles set apart only the table is told.")
    target, part = store or load().store, "read" if read else "unread" if unread else "all"
    code = score(target, gold, only=only, misses=misses, part=part)  # type: ignore[arg-type]
    if code:
        raise typer.Exit(code)
    for one in blame(target, gold, only=only, part=part) if by_rule else ():  # type: ignore[arg-type]
        print(f"{one.kind}: {one.missed} missed, {sum(one.extra.values())} extra")
        for rule, times in one.extra.items():
            print(f"{times:6} {rule}")
