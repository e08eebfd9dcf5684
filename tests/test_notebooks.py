"""The notebooks run from beginning to end, and those in the repository hold the answers of such a run.

`KG_WRITE_NOTEBOOKS=1 pytest tests/test_notebooks.py` puts the answers of today's rules into them.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[test]'")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[test]'")

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
WALK = "li-qiang-to-lukashenko"


def run(path: Path) -> Any:
    """The notebook after a run, without what differs from run to run."""
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def answers(notebook: Any) -> str:
    """All that the cells put out, as text."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    texts = [output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs]
    return "\n".join("".join(text) for text in texts)


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> tuple[Path, Any]:
    path = request.param
    done = run(path)
    if os.environ.get("KG_WRITE_NOTEBOOKS") == "1":
        path.write_text(nbformat.writes(done) + "\n", encoding="utf-8")
    return path, done


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


def test_every_cell_runs_and_the_stored_one_was_run_too(pair: tuple[Path, Any]) -> None:
    path, done = pair
    stored = nbformat.read(path, as_version=4)
    for notebook in (done, stored):
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert cells and all(cell.outputs for cell in cells), f"a cell of {path.name} has no answer"
        assert not [o for cell in cells for o in cell.outputs if o.output_type == "error"]


def test_the_stored_answers_name_no_place_of_this_machine(pair: tuple[Path, Any]) -> None:
    path, _ = pair
    text = path.read_text("utf-8")
    assert not [
        place for place in (f"{Path.home()}/", tempfile.gettempdir(), str(REPOSITORY), "site-packages") if place in text
    ]


def test_the_walk_ends_at_the_sentence_of_the_meeting(pair: tuple[Path, Any]) -> None:
    path, done = pair
    if path.stem != WALK:
        return
    for said in (answers(done), answers(nbformat.read(path, as_version=4))):
        assert "2024, 8, 22" in said or "2024-08-22" in said
        assert "Minsk" in said and "Alexander Lukashenko" in said and "all-weather" in said
