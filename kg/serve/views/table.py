"""A query -> its first rows, how many there are in all, and the labels of what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.queries import find, unknown_names
from kg.queries import notes as notes_on
from kg.serve.terms import encode
from kg.serve.views.asking import ask
from kg.serve.views.describing import described
from kg.store import Reader


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """`job` has `query`, `limit` and perhaps `default_graphs`, `named_graphs`. An ASK has a `boolean` and no rows.

    `notes` are sentences on what in the query can find nothing; on names that the graph lacks, where the job has a
    `question` of the library with the values `given` to it, and nothing was found.
    """
    notes = notes_on(reader, job["query"])
    results = ask(reader, job)
    if isinstance(results, ox.QueryBoolean):
        return {"boolean": bool(results), "notes": notes}
    if isinstance(results, ox.QueryTriples):
        columns = ["subject", "predicate", "object"]
        shown = [[triple.subject, triple.predicate, triple.object] for triple in islice(results, job["limit"])]
    else:
        columns = [variable.value for variable in results.variables]
        shown = [[row[column] for column in columns] for row in islice(results, job["limit"])]
    # The rest is walked through, not kept: the page says how many rows there are.
    total = len(shown) + sum(1 for _ in results)
    if not total and "question" in job:
        notes += unknown_names(reader, find(job["question"]), job["given"])
    iris = {term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}
    return {
        "columns": columns,
        "rows": [[encode(term) for term in row] for row in shown],
        "total": total,
        "notes": notes,
        **described(reader, iris, reader.info.base),
    }
