"""`kg build`, `merge`, `info`, `validate`, `eval`: a store is made, joined, told about and checked."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import BaseOption, LockOption, ReaderOption, StoreOption, say, say_set_aside
from kg.commands.progress import Progress
from kg.errors import EXIT_FAILED, UsageError

if TYPE_CHECKING:
    from kg.pipeline import Report


def build(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Text files, .jsonl files or folders.")],
    store: StoreOption = None,
    base: BaseOption = None,
    reader: ReaderOption = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes for some hundred articles and more; 0: one a core.")
    ] = 0,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Read articles into a store.

    What is there already and unchanged is left as it is; what cannot be read is named, and the rest goes on.
    """
    from kg.config import load
    from kg.pipeline import build as build_store

    settings = load()
    target = store or settings.store
    with Progress("reading") as progress:
        report = build_store(
            inputs,
            store=target,
            base=base or settings.base,
            reader=reader or settings.reader,
            naming=settings.naming,
            on_progress=progress.update,
            workers=workers or os.cpu_count() or 1,
            lock_timeout=lock_timeout,
        )
    read = report.new + report.changed + report.unchanged
    say_report(report, target, then=("kg serve", "kg query article-meetings") if read else ())
    say_set_aside(report.set_aside)


def merge(
    stores: Annotated[list[Path], typer.Argument(metavar="STORE...", help="Stores that were built apart.")],
    store: StoreOption = None,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Join stores that were built apart.

    The result is the same as one build of all their articles.
    """
    from kg.config import load
    from kg.pipeline import merge as merge_stores

    settings = load()
    target = store or settings.store
    with Progress("joining") as progress:
        report = merge_stores(
            stores, store=target, naming=settings.naming, on_progress=progress.update, lock_timeout=lock_timeout
        )
    say_report(report, target, then=("kg serve", "kg query article-meetings"))
    say_set_aside(report.set_aside)


def say_report(report: Report, store: Path, *, then: tuple[str, ...] = ()) -> None:
    """What a build did, and which command comes next."""
    reread = f" ({report.reread} by other rules)" if report.reread else ""
    say(
        f"{report.new} new, {report.changed} changed{reread}, {report.unchanged} unchanged, "
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

    Snapshot, generation, articles, facts, quads, reader and its version.
    """
    from kg.config import load
    from kg.store import open_reader

    with open_reader(store or load().store) as reader:
        facts = asdict(reader.info)
    if as_json:
        print(json.dumps(facts, default=str, ensure_ascii=False))
        return
    for name, value in facts.items():
        print(f"{name:<12}{value:,}" if isinstance(value, int) and name != "format" else f"{name:<12}{value}")


def validate(
    store: StoreOption = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE.nq", help="Check N-Quads, no store.")] = None,
) -> None:
    """Check a graph against the ontology.

    Findings go to stdout; the exit code is 1 if there are any.
    """
    from kg.config import load
    from kg.store import open_reader
    from kg.triples.shacl import validate as check

    if file is not None:
        nquads = file.read_bytes()
    else:
        with open_reader(store or load().store) as reader:
            nquads = b"".join(reader.dump())
    findings = check(nquads)
    for finding in findings:
        print(finding)
    if findings:
        say(f"{len(findings)} findings: the graph does not keep to the ontology")
        raise typer.Exit(EXIT_FAILED)
    say("0 findings: the graph keeps to the ontology")


def eval(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, one ID.json an article.")],
    store: StoreOption = None,
    only: Annotated[str, typer.Option("--only", metavar="REGEX", help="Only articles whose id matches.")] = "",
    misses: Annotated[int, typer.Option("--misses", min=0, help="Print that many misses of each kind.")] = 0,
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
