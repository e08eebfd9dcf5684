"""The suite looks for what is missing: samples, golden tables, help texts, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest
import rdflib
import typer.main

import kg.sources
from kg import model
from kg.cli import app
from kg.triples import vocabulary

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BI, CODES = "https://w3id.org/bilateral#", "https://w3id.org/bilateral/codes/"
QUERIES = sorted((ROOT / "queries").glob("*.rq"))

# Each code that `kg.model` can hold, and the list of the ontology that must have it.
SCHEMES = {
    "event-type": model.EventKind,
    "status": model.Status,
    "agreement-type": model.AgreementKind,
    "agreement-stage": model.Stage,
    "act": model.Act,
    "stance": model.Stance,
    "role": model.Role,
    "date-precision": model.Precision,
    "date-basis": model.Basis,
    "country-basis": model.CountryBasis,
}


@cache
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


@cache
def declared() -> frozenset[str]:
    """The terms of the ontology: what stands as a subject there, by local name."""
    return frozenset(str(subject).removeprefix(BI) for subject in ontology().subjects() if str(subject).startswith(BI))


def texts() -> Iterator[tuple[Path, str]]:
    """Every file in which a term may be written."""
    for folder, suffixes in (("kg", {".py", ".rq", ".html", ".js", ".toml"}), ("queries", {".rq"})):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes:
                yield path, path.read_text("utf-8")


@pytest.mark.parametrize("name", [found.name for found in iter_modules(kg.sources.__path__) if found.name[0] != "_"])
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_every_source_has_samples(name: str, kind: str) -> None:
    module = __import__(f"kg.sources.{name}", fromlist=["SUFFIXES"])
    samples = [path for path in (ROOT / "tests" / "sources" / kind).iterdir() if {*path.suffixes} & {*module.SUFFIXES}]
    assert samples, f"kg.sources.{name}: put a file with {module.SUFFIXES} into tests/sources/{kind}"


def test_there_are_questions_to_look_at() -> None:
    assert len(QUERIES) >= 24


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_question_has_a_golden_table(path: Path) -> None:
    assert list((ROOT / "tests" / "golden").glob(f"{path.stem}.*")), f"tests/golden/{path.stem}.… is missing"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_question_says_what_it_asks_and_what_its_columns_are(path: Path) -> None:
    from kg.queries import catalogue

    [question] = [question for question in catalogue() if question.name == path.stem]
    assert question.question.endswith("?"), question.question
    assert question.columns


def test_every_golden_table_belongs_to_a_question() -> None:
    names = {path.stem for path in QUERIES}
    assert not [path.name for path in (ROOT / "tests" / "golden").glob("*.json") if path.stem not in names]


def commands() -> dict[str, str]:
    """Every command and its help text."""
    group = typer.main.get_command(app)
    return {name: command.help or "" for name, command in group.commands.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_help_text_and_a_line_in_the_readme(name: str) -> None:
    assert commands()[name].strip()
    assert re.search(rf"^\| `kg {name}\b", README, re.MULTILINE), f"kg {name} is missing in the README's table"


@pytest.mark.parametrize("name", commands())
def test_every_option_has_a_help_text(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert not [parameter.name for parameter in command.params if not parameter.help]


def test_the_commands_are_those_of_the_design() -> None:
    asked = "build query dump extract explain serve export info validate demo"
    assert set(asked.split()) <= set(commands())


def test_every_setting_stands_in_the_readme() -> None:
    from dataclasses import fields

    from kg.config import Settings

    assert not [field.name for field in fields(Settings) if f"`{field.name}`" not in README]


def test_every_term_that_is_written_is_declared() -> None:
    unknown = [
        f"{path.relative_to(ROOT)}: bi:{name}"
        for path, text in texts()
        for name in re.findall(r"(?:\bbi:|w3id\.org/bilateral#|\bbi\([\"'])([A-Za-z]\w*)", text)
        if name not in declared()
    ]
    assert not unknown


def test_every_term_of_the_vocabulary_is_declared() -> None:
    assert not (vocabulary.CLASSES | vocabulary.PROPERTIES) - declared()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_code_of_the_model_stands_in_its_list(scheme: str) -> None:
    listed = {str(subject).removeprefix(f"{CODES}{scheme}/") for subject in ontology().subjects()}
    assert not set(get_args(SCHEMES[scheme])) - listed


def test_every_code_that_is_written_stands_in_its_list() -> None:
    known = {str(subject) for subject in ontology().subjects()}
    unknown = [
        f"{path.relative_to(ROOT)}: {iri}"
        for path, text in texts()
        for iri in re.findall(r"https://w3id\.org/bilateral/codes/[\w-]+/[\w-]+", text)
        if iri not in known
    ]
    assert not unknown
