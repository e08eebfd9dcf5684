"""No article of the gold is known to the reader: its names stand in no rule, and in no table without a source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import lexicon
from tests import gold_names

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "eval" / "dev" / "gold"
SEED = ROOT / "tests" / "eval" / "gold"
ONTOLOGY = ROOT / "ontology"
LEXICON = ROOT / "kg" / "lexicon"

# The reader: whatever `kg.readers.cascade` counts into its version, tables apart.
RULES = sorted(
    [
        *(p for room in ("documents", "mentions", "entities", "facts", "readers") for p in (ROOT / "kg" / room).rglob("*.py")),
        *(ROOT / "kg" / name for name in ("cast.py", "text.py")),
        *LEXICON.glob("*.py"),
        *LEXICON.rglob("*.toml"),
    ]
)


def allowed() -> set[str]:
    """The seed's own names, since the seed stands in the project, and agreements whose row names a source."""
    agreements = (n for row in lexicon.agreement_names() if row.source for n in (row.name, *row.aliases))
    return {name.text for name in gold_names.names(SEED, ONTOLOGY)} | set(agreements)
