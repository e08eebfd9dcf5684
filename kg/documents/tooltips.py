"""A view without the tooltips of names, which pages of governments leave in their text behind the name."""

from __future__ import annotations

import re
from array import array

_NAMES = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)*"
# "John Kamau Kamau JohnPresident of Kenya (retranslated)": the name once more, family name first, and an office, which
# is that of the day on which the page was last made, not of the day of which the text tells.
_TOOLTIP = re.compile(
    r"\b(?P<family>(?:(?:von der|van der|van|von|de) )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
    r"(?P<tip> (?P=family)(?:(?: [A-Z][\w'-]*?[a-z]){1,2}?|(?<=[a-z]))(?=[A-Z][a-z]{3,} )(?<! Mc)(?<! Mac)"
    rf"{_NAMES}(?: (?:of|for|to) (?:the )?{_NAMES})*(?: (?=[,.:;]))?)"
    r"|\b(?P<given>[A-Z][\w'-]+) (?P<last>[A-Z][\w'-]+)(?P<turned> (?P=last) (?P=given)\b)"
)
# An office glued to a name; most pages have none, and looking for it is cheap.
_MARK = re.compile(r"[A-Z](?<=[a-z][A-Z])[a-z]{3}")


def without_tooltips(view: str, offsets: array[int]) -> tuple[str, array[int]]:
    """The view and its offset map without what tooltips repeat."""
    if not _MARK.search(view):
        return view, offsets
    pieces: list[str] = []
    kept: array[int] = array("I")
    at = 0
    for found in _TOOLTIP.finditer(view):
        begin, end = found.span("tip" if found["tip"] else "turned")
        pieces.append(view[at:begin])
        kept += offsets[at:begin]
        at = end
    return ("".join((*pieces, view[at:])), kept + offsets[at:]) if pieces else (view, offsets)
