"""A question, by name or in SPARQL -> a table, and the table in five forms.

The questions of the library are the files of `queries/`, valid SPARQL as they stand: a header comment says what is
asked and what comes back, and one marked VALUES row holds the parameters.
"""

from kg.queries.answers import Table, ask, run
from kg.queries.catalogue import Parameter, Query, catalogue, find, read
from kg.queries.demonstration import demonstration
from kg.queries.evidence import with_evidence
from kg.queries.forms import FORMS, format
from kg.queries.names import unknown_names
from kg.queries.notes import notes
from kg.queries.unknown import unknown_terms

__all__ = [
    "FORMS",
    "Parameter",
    "Query",
    "Table",
    "ask",
    "catalogue",
    "demonstration",
    "find",
    "format",
    "notes",
    "read",
    "run",
    "unknown_names",
    "unknown_terms",
    "with_evidence",
]
