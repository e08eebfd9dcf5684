"""Houses where diplomats meet, by the form of their names: "the Lakeside Monastery", "the Pine Hill residence"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.text import Mention

_CAP = r"[A-Z\u00c0-\u00de][\w'’-]*"
_VENUE = re.compile(
    rf"\b(?:at|in|inside) (?:the |his |her )?(?P<name>(?:{_CAP} |of |the |and |de |la )*?{_CAP} "
    rf"(?:(?i:palace|residence|guest ?house|monastery|castle|hotel|villa|mansion|"
    rf"chancellery|chancery|pavilion|fortress|cathedral|mosque|museum|villa|estate|dacha|lodge|ranch|"
    rf"manor|abbey|resort)|House|Hall|Center|Centre|Airport|Office|Building|Complex|"
    rf"Headquarters|headquarters|Base|Library|Club|Garden|Gardens|Room|Stadium|Theatre|Theater)(?: of "
    rf"(?:the )?{_CAP}(?: {_CAP})*)?"
    rf"|(?:Palace|House|Hall|Villa|Hotel|Château|Chateau|Palais|Palazzo|Schloss|Casa|Castle|Kasr|Qasr) "
    rf"(?:of |de |de la |della |du |dei )?(?:the )?{_CAP}(?:-{_CAP})?(?: {_CAP})?"
    rf"|(?:presidential|royal|imperial|Presidential|Royal|Imperial|Prime Minister's|government|"
    rf"Government|State|state) (?:palace|residence|Palace|Residence|office|Office|guest ?house|Guest "
    rf"?house|mansion))"
)


# Before "at the Foreign Office" these are titles of who works there.
_POST = re.compile(
    r"(?:[Ss]ecretary|State|[Mm]inister|[Dd]irector|General|[Aa]dvis[eo]r|[Oo]fficer|[Hh]ead|[Cc]oordinator"
    r"|[Ss]pokes\w+) $"
)


def find(view: str) -> Iterator[Mention]:
    """Venues after "at", "in" or "inside", in order."""
    for found in _VENUE.finditer(view):
        if _POST.search(view, max(0, found.start() - 16), found.start()):
            continue
        yield Mention(found.start("name"), found.end("name"), "venue", name=found["name"])


def merge(names: Sequence[Mention], venues: Iterable[Mention]) -> list[Mention]:
    """The names in order, the venues among them: a venue replaces the names inside it and yields to one it cuts."""
    ends = [name.end for name in names]
    merged: list[Mention] = []
    at = 0
    for venue in venues:
        first = max(at, bisect_left(ends, venue.begin + 1))
        merged += names[at:first]
        at = first
        while at < len(names) and names[at].begin < venue.end:
            at += 1
        whole = all(venue.begin <= name.begin and name.end <= venue.end for name in names[first:at])
        merged += [venue] if whole else names[first:at]
    return [*merged, *names[at:]]
