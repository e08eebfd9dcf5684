"""The reading keeps its floors: on the seed's gold always, on the larger gold where it is at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Article, Position
from tests.eval.audit import draw, interval, tally

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "eval" / "dev" / "gold"


def scored(store: Path, gold: Path) -> dict[str, dict[str, float]]:
    command = [
        sys.executable,
        str(HERE / "eval" / "score.py"),
        "--kg",
        f"{sys.executable} -m kg",
        "--store",
        str(store),
        "--gold",
        str(gold),
        "--json",
    ]
    articles = gold.parent / "articles.jsonl"
    run = subprocess.run([*command, "--articles", str(articles)], capture_output=True, text=True, check=True)
    rows: dict[str, dict[str, float]] = json.loads(run.stdout)["rows"]
    return rows


def test_the_seed_is_read_as_a_careful_reader_reads_it(tmp_path: Path) -> None:
    seed = HERE.parent / "seeds" / "000_1a3a100699a3b81f.txt"
    text = seed.read_bytes().decode("utf-8")
    folder = tmp_path / "gold"
    folder.mkdir()
    gold = (HERE / "eval" / "gold" / "000_1a3a100699a3b81f.json").read_text("utf-8")
    (folder / "000_1a3a100699a3b81f.json").write_text(gold, "utf-8")
    article = {"id": "000_1a3a100699a3b81f", "title": None, "date": "2024-08-23", "outlet": "Xinhua", "text": text}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article) + "\n", "utf-8")
    build = [sys.executable, "-m", "kg", "build", str(tmp_path / "articles.jsonl"), "--store", str(tmp_path / "store")]
    subprocess.run(build, check=True, capture_output=True)
    rows = scored(tmp_path / "store", folder)
    assert {row: figures["f1"] for row, figures in rows.items()} == dict.fromkeys(rows, 1.0)


def test_no_row_falls_below_its_floor() -> None:
    if not SHARED.is_dir():
        pytest.skip("the gold articles are not at hand")
    run = subprocess.run(
        [sys.executable, str(HERE / "eval" / "gate.py"), str(SHARED)],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_audit_draws_the_same_facts_for_a_seed_and_first_one_of_a_kind_from_an_article() -> None:
    articles = [
        Article(id=state, text=f"{state} Foreign Minister Jane Roe met Kenyan President John Doe in Nairobi on Friday.")
        for state in ("Canadian", "German", "Turkish")
    ]
    drawn = [(article.id, fact) for article, fact in draw(articles, seed=1, count=3)]
    assert drawn == [(article.id, fact) for article, fact in draw(articles, seed=1, count=3)]
    assert sorted(article for article, fact in drawn if isinstance(fact, Position)) == ["Canadian", "German", "Turkish"]


def test_an_audit_counts_right_ones_with_wilsons_interval_and_lists_wrong_ones_by_rule() -> None:
    # Both ends worked out by hand from Wilson's formula.
    assert interval(20, 30) == pytest.approx((0.4878, 0.8077), abs=1e-4)
    kinds, rules = {1: "Meeting", 2: "Meeting", 3: "Position"}, {1: "meet.with", 2: "meet.visit", 3: "title"}
    lines = list(tally(kinds, {1: "right", 2: "wrong", 3: "right"}, rules))
    assert [line.split("\t")[:3] for line in lines] == [
        ["Meeting", "1 of 2 right", "0.50"],
        ["", "meet.visit", "1 wrong"],
        ["Position", "1 of 1 right", "1.00"],
    ]
