"""A query -> sentences on what in it can find nothing, though it is valid SPARQL and an engine is silent."""

from __future__ import annotations

from kg.queries.scopes import unreached
from kg.queries.unknown import unknown_terms
from kg.store.reader import Reader


def notes(reader: Reader, text: str) -> list[str]:
    """Terms that the ontology lacks, and variables that have no value where they are tested."""
    return [*unknown_terms(reader, text), *unreached(text)]
