"""Where the files are that come with the package: ontology, queries, seeds, the scorer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import KgError

_SCORER = ("_data/eval/score.py", "../tests/eval/score.py")
FolderName = Literal["ontology", "queries", "seeds"]


def folder(name: FolderName) -> Path:
    """The folder `name`: `kg/_data/<name>` in an installed wheel, `<repository>/<name>` in a checkout.

    Raises KgError when neither is there.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_data" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise _missing(f"folder '{name}'", package)


def scorer() -> Path:
    """The program that scores a store against gold: `kg/_data/eval/score.py` in a wheel, `tests/eval` in a checkout.

    Raises KgError when neither is there.
    """
    package = Path(__file__).resolve().parent
    for name in _SCORER:
        if (package / name).is_file():
            return (package / name).resolve()
    raise _missing("scorer 'score.py'", package)


def _missing(what: str, package: Path) -> KgError:
    return KgError(
        f"the {what} that belongs to bilateral-kg is missing",
        where=str(package),
        then="Install the package again: pip install --force-reinstall bilateral-kg.",
    )
