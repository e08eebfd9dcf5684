"""A query -> the terms in it that the ontology lacks: valid SPARQL that can find nothing, so an engine is silent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from kg.queries.answers import run
from kg.store import PREFIXES
from kg.store.matching import MATCHES
from kg.store.reader import Reader
from kg.store.tokens import tokens

OURS = PREFIXES["bi"]
MOST = 5
"""Names that are told of one query."""
_TERMS = "SELECT DISTINCT ?term { GRAPH <https://w3id.org/bilateral> { ?term a ?kind } }"
_SEEN = re.compile(rf"(?:\bbi:|{re.escape(OURS)})([\w\-]+)")
_KNOWN: WeakKeyDictionary[Reader, frozenset[str]] = WeakKeyDictionary()


def unknown_terms(reader: Reader, text: str) -> list[str]:
    """A sentence for each name of our namespace in the query that the store's ontology does not declare.

    They come in the order of the query, `MOST` at most. However the query spells the namespace, as `bi:`, by a prefix
    of its own or in whole IRIs, the sentences say `bi:`.
    """
    if "bi:" not in text and OURS not in text:
        return []
    known = _known(reader)
    if f"{OURS}>" not in text and known.issuperset(_SEEN.findall(text)):
        return []  # most queries: nothing in them, strings and comments included, that is not known
    lacking = [name for name in dict.fromkeys(_used(text)) if name not in known]
    return [_told(name, known) for name in lacking[:MOST]]


def _known(reader: Reader) -> frozenset[str]:
    """The local names that the ontology in the reader's generation declares."""
    if reader not in _KNOWN:
        iris = [row[0].value for row in run(reader, _TERMS).rows if isinstance(row[0], ox.NamedNode)]
        _KNOWN[reader] = frozenset(iri.removeprefix(OURS) for iri in (*iris, MATCHES.value) if iri.startswith(OURS))
    return _KNOWN[reader]


def _used(text: str) -> Iterator[str]:
    """The local names of our namespace that a query uses, under whatever prefix it gave it."""
    prefixes = {"bi": OURS}
    rest = tokens(text)
    for token in rest:
        if token.is_word("PREFIX"):
            name, iri = next(rest, None), next(rest, None)
            if name is not None and iri is not None:
                prefixes[name.text.removesuffix(":")] = iri.text[1:-1]
        elif token.kind == "iri" and token.text.startswith(f"<{OURS}"):
            yield token.text[1:-1].removeprefix(OURS)
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefixes.get(prefix) == OURS and local:
                yield local


def _told(name: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"The ontology has no `bi:{name}`" + (f": did you mean `bi:{near[0]}`?" if near else ".")
