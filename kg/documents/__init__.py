"""Article -> Document: the readable view with its offset map, parts and sentences.

The article's text is untouched: `Document.span` gives a run of the view back as a run of the text or the title.
"""

from __future__ import annotations

from kg.documents.document import read

__all__ = ["read"]
