"""With what an envoy or a minister is charged, in the words after a title: "for Mali", "for peace in Kenya"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.text import Mention

_ABOUT = re.compile(
    r"(?i:envoy|representative|coordinator|rapporteur|mediator|negotiator|adviser|advisor|expert|analyst)"
)
# "special envoy for peace in Afghanistan": a charge in small letters, and where it lies.
_MATTER = re.compile(
    r" (?:for|on) (?:the )?(?:[a-z]+ ){0,2}(?:peace|reconciliation|process|rights|crisis|conflict|war|affairs|issues"
    r"|policy|aid|talks|negotiations|climate|change|security|water|migration|sanctions)\b"
    r"(?P<where> (?:in|of|with|on) (?:the )?)?"
)
# "UN envoy for Mali", "Special Representative for Korean Peninsula Affairs": what an office is about, not whose it is.
_SUBJECT = re.compile(
    r"(?:'s)?(?:(?: and)? (?i:peninsula|region|peace|security|affairs|issues|process|settlement|conflict|policy|reform"
    r"|sanctions|negotiations|reconciliation|reconstruction|denuclearization)\b)+"
)


def past(view: str, names: Sequence[Mention], at: int, title: str) -> int:
    """Where the words after "for" end that say what an envoy's or a minister's office is about; 0 if they do not."""
    more = _SUBJECT.match(view, names[at].end)
    if (more or _ABOUT.search(title)) and names[at].type != "body":
        return more.end() if more else names[at].end
    return _past_regions(view, names, at) if names[at].type == "place" else 0


def past_matter(view: str, at: int, names: Sequence[Mention], title: str) -> int:
    """Where the words at `at` end that say with what an envoy is charged, and where: "for peace in Kenya"; else 0."""
    matter = _MATTER.match(view, at) if _ABOUT.search(title) else None
    if matter is None:
        return 0
    at = bisect_left(names, matter.end(), key=lambda n: n.begin)
    if matter["where"] and at < len(names) and names[at].begin == matter.end():
        return names[at].end
    return matter.end() - len(matter["where"] or "")


def _past_regions(view: str, names: Sequence[Mention], at: int) -> int:
    """Where the regions end that a minister is charged with: "for the Middle East, North Africa and North America"."""
    stop = names[at].end
    for name in names[at + 1 :]:
        if name.type != "place" or not re.fullmatch(r",? (?:and )?(?:the )?", view[stop : name.begin]):
            break
        stop = name.end
    return stop
