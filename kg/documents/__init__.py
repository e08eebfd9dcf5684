"""Article -> Document: the readable view with its offset map, parts and sentences.

The article's text is untouched: `Document.span` gives a run of the view back as a run of the text or the title.
`readable` gives the view of any other words, such as an outlet's name.
"""

from __future__ import annotations

from kg.documents.document import read
from kg.documents.view import readable

__all__ = ["read", "readable"]
