"""No article of the gold is known to the reader: its names stand in no rule, and in no table without a source.

Of articles set apart (a letter and a number that 3 divides) a failure tells only the place in our own files.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import lexicon
from tests import gold_names
from tests.gold_names import Name

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "eval" / "dev" / "gold"
SEED = ROOT / "tests" / "eval" / "gold"
ONTOLOGY = ROOT / "ontology"
LEXICON = ROOT / "kg" / "lexicon"
SOURCES = (LEXICON / "SOURCES.md").read_text("utf-8")

# The reader: whatever `kg.readers.cascade` counts into its version, tables apart.
RULES = sorted(
    [
        *(
            p
            for room in ("documents", "mentions", "entities", "facts", "readers")
            for p in (ROOT / "kg" / room).glob("*.py")
        ),
        *(ROOT / "kg" / name for name in ("cast.py", "text.py")),
        *LEXICON.glob("*.py"),
        *LEXICON.rglob("*.toml"),
    ]
)
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in SOURCES.splitlines() if line.startswith("| `")
]
# A table -> how its rows came in, by the second column of SOURCES.md.
KEPT = {name: cells[1] for cells in LINES for name in re.findall(r"`([^`]+)`", cells[0])}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: where it stands, its values but for its source, and how the rows of that table came in."""

    place: str
    values: tuple[str, ...]
    kept: str
    source: str

    @property
    def sourced(self) -> bool:
        """Whether more than common knowledge stands behind the row."""
        return self.source not in ("", "public record")


def rows(name: str) -> Iterator[Row]:
    path = LEXICON / name
    if path.suffix == ".txt":
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.startswith("#"):
                values = tuple(line.split()) if "guard" in name else (line,)
                yield Row(place=f"{name}:{number}", values=values, kept=KEPT[name], source="")
        return
    own = {row["name"] for row in table("make/places_own.tsv")} if name == "places.tsv" else set()
    for number, cells in enumerate(table(name), 2):
        # What places.tsv does not have of our own table is GeoNames'.
        source = cells.get("source", "GeoNames" if name == "places.tsv" and cells["name"] not in own else "")
        values = tuple(v for column, cell in cells.items() if column != "source" for v in cell.split("|") if v)
        yield Row(place=f"{name}:{number}", values=values, kept=KEPT[name], source=source)


def table(name: str) -> Iterator[dict[str, str]]:
    with (LEXICON / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


ROWS = [row for name in sorted(KEPT) if not name.endswith(".toml") for row in rows(name)]


@pytest.fixture(scope="module")
def gold() -> tuple[Name, ...]:
    if not GOLD.is_dir():
        pytest.skip("the gold articles are not at hand (../shared/eval)")
    return gold_names.names(GOLD, ONTOLOGY)


def told(found: dict[tuple[Path, int], Name], root: Path = ROOT) -> list[str]:
    return [name.told(f"{path.relative_to(root)}:{line}") for (path, line), name in sorted(found.items(), key=str)]


def test_no_name_of_the_gold_stands_in_a_rule_or_in_the_reader(gold: tuple[Name, ...]) -> None:
    """The seed's own names may, since the seed is part of the project; so may a city inside a treaty's name."""
    seed = {name.text for name in gold_names.names(SEED, ONTOLOGY)}
    treaties = {n for row in lexicon.agreement_names() if row.source for n in (row.name, *row.aliases)}
    faults = told(gold_names.standing(RULES, gold_names.without(gold, seed), seed | treaties))
    assert faults == [], "take other names for examples; put what a rule needs into a table with its source"


def test_no_table_holds_a_name_of_the_gold_without_a_source(gold: tuple[Name, ...]) -> None:
    faults = unsourced(gold)
    assert faults == [], "name a source in the row, or take the row out"


def unsourced(gold: tuple[Name, ...]) -> list[str]:
    """The rows with a name of the gold that no row with a source has."""
    sourced = {value for row in ROWS if row.sourced for value in row.values}
    by_text = {name.text: name for name in gold_names.without(gold, sourced)}
    # One word of the language (a given name, a family name) names nobody by itself.
    bare = [(row, v) for row in ROWS if not row.sourced for v in row.values if row.kept != "words" or " " in v]
    return [by_text[value].told(row.place) for row, value in bare if value in by_text]


def test_every_table_tells_where_its_rows_come_from() -> None:
    tables = {str(p.relative_to(LEXICON)) for p in LEXICON.rglob("*") if p.suffix in (".tsv", ".txt", ".toml")}
    assert tables == set(KEPT), "give each table a line in SOURCES.md"
    assert set(KEPT.values()) <= {"a whole list", "each its source", "words"}
    assert [cells[0] for cells in LINES if len(cells) != 6 or not all(cell.strip("–") for cell in cells)] == []


def test_a_table_that_promises_a_source_for_each_row_has_it() -> None:
    assert [row.place for row in ROWS if row.kept == "each its source" and not row.source] == []


def search(folder: Path, words: str, ident: str, name: str = "rules.py") -> list[str]:
    """What is found in a file with `words`, where an article `ident` tells of Zoltan Quux."""
    (folder / "gold").mkdir(exist_ok=True)
    actor = {"type": "person", "name": "Zoltan Quux", "aliases": ["Mr. Quux", "the President"]}
    gold = {"id": ident, "actors": [actor], "meetings": [{"city": "Norway", "venue": None}], "agreements": []}
    (folder / "gold" / f"{ident}.json").write_text(json.dumps(gold), "utf-8")
    (folder / name).write_text(words, "utf-8")
    return told(gold_names.standing([folder / name], gold_names.names(folder / "gold", ONTOLOGY), ()), folder)


@pytest.mark.parametrize(
    "words",
    [
        'RULE = "met Zoltan Quux"',
        '"""As in: met Zoltan Quux."""',
        "# Zoltan Quux met nobody.",
        'RULE = r"\\b(?:Anna|Zoltan|Ola) Quux\\b"',
        'RULE = r"(?P<name>Anna|Mr\\.) (?:Berg|Quux)\\b"',
        'RULE = (r"Zoltan "\nr"Quux")',
        'RULE = f"Zoltan Quux {1}"',
        'RULE = r"Qu[uo]x"',
        'RULE = r"\\bQuux?\\b"',
    ],
)
def test_a_name_is_found_wherever_it_stands(tmp_path: Path, words: str) -> None:
    [found] = search(tmp_path, words, "d001-agency")
    assert found.startswith("rules.py:1: ") and found.endswith("Quux', a name of d001-agency")


@pytest.mark.parametrize("words", ['RULE = "the President met in Norway"', 'RULE = "Quuxley"', "Quux = 1"])
def test_offices_states_and_other_words_are_no_names(tmp_path: Path, words: str) -> None:
    assert search(tmp_path, words, "d001-agency") == []


def test_of_an_article_set_apart_only_the_place_in_our_file_is_told(tmp_path: Path) -> None:
    assert search(tmp_path, 'pattern = "Quux"', "d003-agency", "rules.toml") == ["rules.toml:1: a name of the gold"]
