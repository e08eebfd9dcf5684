"""The only corridor between the rooms: sources -> readers -> triples -> store. Wiring, without opinion on content.

Articles come from a source, are read in processes of their own within a time and a size (`guard`, `workers`), and are
written by one writer in batches; at the end, and at intervals, a generation is published.
"""

from kg.pipeline.building import BASE, build, extract, merge, rebuild, remove
from kg.pipeline.guard import Limits
from kg.pipeline.telling import Listener, Report
from kg.store.intake import Again

__all__ = ["BASE", "Again", "Limits", "Listener", "Report", "build", "extract", "merge", "rebuild", "remove"]
