"""What the README tells to type is typed here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
TRACKS = re.findall(r"^## (.+?)\n\n```(sh|python)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that looks like a checkout after the README's first line, as far as the tracks can tell."""
    place = tmp_path_factory.mktemp("clone")
    (place / "seeds").symlink_to(ROOT / "seeds")
    (place / ".venv" / "bin").mkdir(parents=True)
    script = place / ".venv" / "bin" / "kg"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n')
    script.chmod(0o755)
    return place


def typed(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    settings = {name for name in os.environ if name.startswith("KG_")}
    environment = {name: value for name, value in os.environ.items() if name not in settings}
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=600)


def test_there_are_three_tracks_of_at_most_eight_lines() -> None:
    assert [kind for _, kind, _ in TRACKS] == ["sh", "sh", "python"]
    assert all(len(lines.splitlines()) <= 8 for _, _, lines in TRACKS)


@pytest.fixture(scope="module")
def shell(clone: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """What became of each line of the shell tracks, typed in their order."""
    lines = [line for _, kind, block in TRACKS if kind == "sh" for line in block.splitlines()]
    return {line: typed(["bash", "-o", "pipefail", "-c", line], clone) for line in lines}


def test_each_line_of_the_shell_tracks_works(shell: dict[str, subprocess.CompletedProcess[str]]) -> None:
    assert len(shell) >= 6
    for line, ended in shell.items():
        assert ended.returncode == 0, f"{line}\n{ended.stderr}"
        assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("shell")
def test_the_shell_tracks_leave_tables_and_networks_with_something_in_them(clone: Path) -> None:
    import networkx

    evidence = (clone / "evidence.csv").read_text("utf-8").splitlines()
    assert evidence[0] == "article,fact,part,begin,end,quote"
    assert len(evidence) > 20
    assert "Li Qiang" in {data["label"] for _, data in networkx.read_gexf(clone / "actors.gexf").nodes(data=True)}


@pytest.mark.usefixtures("shell")
def test_the_answer_that_is_shown_is_the_answer(clone: Path) -> None:
    [(command, shown)] = re.findall(r"^    \$ (.+)\n    (.+)$", README, re.MULTILINE)
    assert typed(["bash", "-c", command], clone).stdout.splitlines()[0] == shown


def test_each_question_that_is_named_for_a_purpose_is_in_the_library() -> None:
    table = README[README.index("| to learn | ask |") : README.index("These and more")]
    named = [name for row in table.strip().splitlines()[2:] for name in re.findall(r"`([a-z-]+)`", row.split("|")[2])]
    assert len(named) > 12
    assert {name for name in named if not (ROOT / "queries" / f"{name}.rq").is_file()} == set()


@pytest.mark.usefixtures("shell")
def test_the_notebook_track_works_on_the_graph_of_the_others(clone: Path) -> None:
    [lines] = [lines for _, kind, lines in TRACKS if kind == "python"]
    ended = typed([sys.executable, "-c", lines], clone)
    assert ended.returncode == 0, ended.stderr
    assert "2024-08-22" in ended.stdout
    assert "Lukashenko" in ended.stdout
    assert "comprehensive strategic" in ended.stdout


def test_the_two_lines_that_set_everything_up_stand_there_alone() -> None:
    lines = [line.strip() for line in README.splitlines() if line.startswith("    python3 -m venv ")]
    assert len(lines) == 2
    assert lines[0].endswith("kg demo")
    assert lines[1].endswith("pytest -q -n 2 --dist loadfile")


def test_links_to_files_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
