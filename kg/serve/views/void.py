"""The graph by the numbers that VoID tells: things of each class, uses of each property."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.serve.views.asking import rows
from kg.store import Reader


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """Pairs of an IRI and a number. A generation's numbers never change."""
    return {
        "classes": _counted(reader, "void_classes", "class"),
        "properties": _counted(reader, "void_properties", "property"),
        "articles": reader.info.articles,
    }


def _counted(reader: Reader, question: str, name: str) -> list[tuple[str, int]]:
    return [(row[name].value, int(row["number"].value)) for row in rows(reader, question) if name in row]
