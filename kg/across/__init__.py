"""Records of articles -> the derived graph: which reports, names, agreements and texts are one, and what that comes to.

Nothing is read from a store. The same records give the same lines, in whatever order and however many at a time they
come; an article that goes leaves no trace.
"""

from __future__ import annotations

from kg.across.ledger import Changes, Ledger, derive
from kg.across.records import Record, read, record

__all__ = ["Changes", "Ledger", "Record", "derive", "read", "record"]
