"""Where the files are that come with the package: ontology, queries, seeds."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import KgError

FolderName = Literal["ontology", "queries", "seeds"]


def folder(name: FolderName) -> Path:
    """The folder `name`: `kg/_data/<name>` in an installed wheel, `<repository>/<name>` in a checkout.

    Raises KgError when neither is there.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_data" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise KgError(
        f"the folder '{name}' that belongs to bilateral-kg is missing",
        where=str(package),
        then="Install the package again: pip install --force-reinstall bilateral-kg.",
    )
