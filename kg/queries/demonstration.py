"""A graph -> whether it is told from demonstration notes, which nobody is to take for news."""

from __future__ import annotations

import pyoxigraph as ox

from kg.queries.answers import Asked, run

OUTLET = "demonstration note"
"""The outlet of notes written to show the software."""
_ARTICLES = """
PREFIX bi: <https://w3id.org/bilateral#>
SELECT (COUNT(*) AS ?articles) (SUM(IF(COALESCE(?outlet, "") = "demonstration note", 1, 0)) AS ?notes) WHERE {
  ?article bi:articleId ?id
  OPTIONAL { ?article bi:outlet ?outlet }
}
"""


def demonstration(graph: Asked | ox.Store) -> str:
    """A sentence on how many articles are demonstration notes, "" where none is."""
    (row,) = run(graph, _ARTICLES).rows
    articles, notes = (int(cell.value) if isinstance(cell, ox.Literal) else 0 for cell in row)
    if not notes:
        return ""
    share = "All" if notes == articles else f"{notes:,} of {articles:,}"
    return f"{share} articles are demonstration notes: short texts written to show the software, from no news outlet."
