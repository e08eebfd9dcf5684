"""A query -> the terms in it that the ontology lacks: valid SPARQL that can find nothing, so an engine is silent."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import pyoxigraph as ox

from kg.queries.answers import run
from kg.store import PREFIXES
from kg.store.matching import MATCHES
from kg.store.reader import Reader
from kg.store.tokens import tokens

_TERMS = "SELECT DISTINCT ?term { GRAPH <https://w3id.org/bilateral> { ?term a ?kind } }"


def unknown_terms(reader: Reader, text: str) -> Iterator[str]:
    """A sentence for each name `bi:…` of the query that the store's ontology does not declare, in their order."""
    used = dict.fromkeys(token.text for token in tokens(text) if token.kind == "name" and token.text.startswith("bi:"))
    if not used or "bi:" in used:  # `PREFIX bi: <…>` may make them anybody's
        return
    iris = [row[0].value for row in run(reader, _TERMS).rows if isinstance(row[0], ox.NamedNode)]
    ours = PREFIXES["bi"]
    known = {f"bi:{iri.removeprefix(ours)}" for iri in (*iris, MATCHES.value) if iri.startswith(ours)}
    for name in used:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            yield f"The ontology has no `{name}`" + (f": did you mean `{near[0]}`?" if near else ".")
