"""`kg build`, `merge`, `info`, `validate`, `eval`: a store is made, joined, told about and checked."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
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

    target = store or load().store
    with Progress("joining") as progress:
        report = merge_stores(stores, store=target, on_progress=progress.update, lock_timeout=lock_timeout)
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
) -> None:
    """Score a store against gold facts.

    Precision, recall and F1 of each kind of fact. The scorer stands in a checkout, not in the installed package.
    """
    import subprocess
    import tempfile

    from kg.config import load

    scorer = Path(__file__).resolve().parents[2] / "tests" / "eval" / "score.py"
    for path in (scorer, gold):
        if not path.exists():
            raise UsageError("no such file or folder", where=str(path), then="Run kg eval in a checkout.")
    target = store or load().store
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        articles.write_bytes(b"".join(_records(target)))
        command = [sys.executable, str(scorer), "--kg", f"{sys.executable} -m kg", "--gold", str(gold)]
        command += ["--articles", str(articles), "--store", str(target), "--only", only, "--misses", str(misses)]
        raise typer.Exit(subprocess.run(command, check=False).returncode)


def _records(store: Path) -> Iterator[bytes]:
    """The articles of a store as lines of JSON, with what the scorer looks at."""
    from kg.queries import run
    from kg.store import open_reader

    with open_reader(store) as reader:
        for (iri,) in run(reader, "SELECT ?article WHERE { ?article a bi:Article } ORDER BY ?article").rows:
            article = reader.article(str(iri).strip("<>").rsplit("/", 1)[-1])
            if article is not None:
                record = {"id": article.id, "title": article.title, "text": article.text}
                yield json.dumps(record).encode("ascii") + b"\n"
