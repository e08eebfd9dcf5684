"""Bodies that the lexicon does not know and that speak: papers, parties, companies, commands, by what they are called.

"the United Nations Command (UNC) said", "the Beacon newspaper reported", "the Free Labour Party has pledged".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import lexicon
from kg.lexicon.speech import speaks
from kg.text import Mention

_CAP = r"[A-Z\u00c0-\u00de][\w&'’-]*"
_SHORT = re.compile(r" \((?:the )?(?P<short>[A-Z][A-Za-z]*[A-Z])\)")
_BEFORE = re.compile(rf"(?:{_CAP}|of|for|and|the|on|in|to)(?: (?:{_CAP}|of|for|and|the|on|in|to)){{0,9}}$")
_SORT = re.compile(
    r"\b(?:newspaper|daily|weekly|magazine|news (?:agency|site|website|portal|channel)|website|think tank"
    r"|television (?:channel|station|network)|radio station|bank|airline|company|firm|party|movement)\b"
)
_NAME = rf"{_CAP}(?: (?:of |and )?{_CAP}){{0,3}}"
_LED = re.compile(rf" (?P<name>{_NAME})")
_LEADING = re.compile(rf"(?P<name>{_NAME}) $")
_LONGEST = 60
# What a body's name ends with that is no organ of a state.
_ENDS = re.compile(
    r" (?:Party|Front|Movement|Federation|Confederation|Association|Foundation|Institute|Group|Corporation|Company"
    r"|Chamber of Commerce|Church|Watch|(?P<paper>Times|Post|Herald|Daily|Gazette|Tribune))\b(?! [A-Z])"
)
# Of these the state speaks, whose they are.
_OF_STATES = re.compile(
    r"\b(?:Ministry|Department|Division|Bureau|Directorate|Authority|Agency|Commission|Office|Police|Navy|Army|Forces?"
    r"|Guard|Guards|Council|Committee|Board|Administration|Service|Secretariat|Parliament|Assembly|Court)\b"
)
# Words with which a sentence begins and no name.
_OPENS = frozenset("The A An In On At But And While When After As For Meanwhile However Both That This Its".split())
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|according to|a statement by) (?:the )?$")
_PART, _OF_SORT = re.compile(r"[\w-]"), re.compile(r" (?:newspaper|daily|magazine)(?![\w-])")
# "London-based", "Kenya's": no part of the name behind them.
_OF_A_PLACE = re.compile(r"[\w-]+(?:-(?:based|led|run|backed|owned|linked)|'s)")


def merge(view: str, names: Sequence[Mention]) -> list[Mention]:
    """The lexicon's names in order, unknown bodies that speak among them, in place of the names inside theirs."""
    called = dict(_called(view, names))
    told = list(_occurrences(view, called)) if called else []
    speaking = {name for name, begin, end in told if _speaks(view, begin, end)}
    found = [one for one in told if one[0] in speaking or called[one[0]] in speaking]
    ends = [name.end for name in names]
    merged: list[Mention] = []
    at = 0
    for name, begin, end in found:
        first = max(at, bisect_left(ends, begin + 1))
        merged += names[at:first]
        at = first
        while at < len(names) and names[at].begin < end:
            at += 1
        if any(n.begin < begin or n.end > end for n in names[first:at]):
            merged += names[first:at]
            continue
        merged.append(Mention(begin, end, "body", name=called[name], possessive=view.startswith("'s", end)))
    return [*merged, *names[at:]]


def _occurrences(view: str, called: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Where the names stand as words, the longest at each place, with the sort of body behind them, in one pass."""
    every = sorted(called)
    for index, begin, end in AhoCorasick(every, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(view):
        if _PART.match(view[begin - 1 : begin]):
            continue
        sort = _OF_SORT.match(view, end)
        end = sort.end() if sort else end
        if not _PART.match(view, end):
            yield every[index], begin, end


def _speaks(view: str, begin: int, end: int) -> bool:
    """Whether a body speaks where it is named, or those who speak for it do."""
    return bool(_speaking().match(view, end) or _SAID_BEFORE.search(view, max(0, begin - 24), begin))


@cache
def _speaking() -> re.Pattern[str]:
    """What stands behind a body that speaks, or for which others do."""
    return re.compile(
        r"(?: \([A-Z]\w*\))?(?:,[^.,;\n]{2,90},)?(?: (?:has|have|had|also|later|then|[a-z]+ly))*"
        rf" (?:{speaks()}|called|cited|reported)\b"
        r"|(?:'s)? (?:[a-z]+ )?(?:spokes\w+|officials?|leaders?|statement|commanders?)\b"
    )


def _called(view: str, names: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """What may be the names of bodies, each with the whole name of the body."""
    yield from _introduced(view, names)
    for sort in _SORT.finditer(view):
        led = _LED.match(view, sort.end())
        leading = _LEADING.search(view, max(0, sort.start() - _LONGEST), sort.start())
        for found in (led, leading):
            if found and (name := _without_known(view, found.start("name"), found["name"], names)):
                yield name, name
    for end in _ENDS.finditer(view):
        leading = _LEADING.search(view, max(0, end.start() - _LONGEST), end.start() + 1)
        name = view[leading.start() : end.end()] if leading else ""
        if end["paper"]:
            name = name.split("'s ")[-1].removeprefix("The ")
        elif leading:
            name = _without_known(view, leading.start(), name, names)
        if " " in name:
            yield name, name


def _introduced(view: str, names: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Names with the short names in brackets behind them: "United Nations Command (UNC)"."""
    settled = lexicon.owners()
    known = {view[n.begin : n.end]: n for n in names}
    for found in _SHORT.finditer(view):
        before = _BEFORE.search(view, max(0, found.start() - 90), found.start())
        short = found["short"]
        whole = _spelt_out(before[0], short) if before else ""
        if not whole or whole in known or _OF_STATES.search(whole):
            continue
        if short in known and (known[short].type != "body" or known[short].key in settled):
            continue
        yield whole, whole
        yield short, whole


def _spelt_out(words: str, short: str) -> str:
    """The last words whose capitals a short name is made of: "United Nations Command" for UNC; "" for others."""
    letters = [c for c in short if c.isupper()]
    parts = words.split(" ")
    capitals = [n for n, word in enumerate(parts) if word[0].isupper()]
    if len(letters) < 2 or len(capitals) < len(letters):
        return ""
    own = capitals[-len(letters) :]
    return " ".join(parts[own[0] :]) if [parts[n][0] for n in own] == letters else ""


def _without_known(view: str, begin: int, name: str, names: Sequence[Mention]) -> str:
    """A name behind the states and words that begin no name; "" where too little is left or the lexicon knows it."""
    end = begin + len(name)
    at = max(0, bisect_left(names, begin, key=lambda n: n.begin) - 1)
    inside = [n for n in names[at : bisect_left(names, end, key=lambda n: n.begin)] if n.end > begin]
    if any(n.type in ("organization", "body", "venue") for n in inside):
        return ""
    while name:
        state = next((n for n in inside if n.begin == end - len(name) and view[n.end : n.end + 1] in (" ", "'")), None)
        first = view[state.begin : state.end] if state else name.split(" ", 1)[0]
        if not state and first not in _OPENS and not _OF_A_PLACE.fullmatch(first):
            break
        name = name[len(first) :].removeprefix("'s").lstrip()
    return name if len(name) > 2 and name[0].isupper() else ""
