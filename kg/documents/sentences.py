"""Where sentences end: over offsets, with the traps of diplomatic English (titles, initials, "D.C.", quotes)."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Of two paragraphs that a page has run together no space parts the sentences: "this year.The minister said".
_ENDS = re.compile(
    r"(?<![.!?…])[.!?…]+(?:[\"')\]]+)?(?= )(?! [a-z])|(?P<glued>(?<=[a-z]{3})[.!?]\"?(?=[A-Z][a-z]* [\w\"]))"
)
_WORD = re.compile(r"\w")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # of a name: "K.P. Lima"
_TITLES = frozenset(
    "mr mrs ms messrs dr prof rt shri smt st gen col lt maj capt adm sgt rep sen gov hon rev sr jr no nos vs art "
    "arts fig vol pp para "
    "amb sec min dept brig cmdr pres supt h.e h.h h.m h.r.h e.g i.e cf al approx jan feb mar apr jun jul aug sept "
    "sep oct nov dec ft mt eng engr cpl pvt cllr snr sens reps profs drs ven msgr cde".split()
)
# These end a sentence when a new one plainly begins; "U.S. President" does not.
_OPEN = frozenset("u.s u.k u.n u.a.e d.c p.m a.m inc corp ltd co st e.u u.s.a ph.d etc".split())
_STARTERS = frozenset(
    "The He She It They We In On At During After Before Both This That These Those As For With From "
    "But And However Also "
    "A An Earlier Later Meanwhile When While Noting Stressing According Since To His Her Their Our There If By".split()
)
# Of half a million sentences of agencies and governments nine are longer, none of them prose (menus, markup, lists of
# names): what is longer is read in parts, so that the cost of a text grows with its length alone.
LONGEST = 2000
_CUTS = ("; ", ", ", " ")
# "in D.C. Deputy Secretary Berg said": who holds office in a capital is rarely named by it.
_OFFICIALS = frozenset("Deputy Secretary Assistant Under Acting Ambassador National Special President Prime".split())


def split(view: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `view[begin:end]`, one paragraph, as half-open runs without white space at their ends.

    None is longer than `LONGEST`: a longer one comes in parts, cut behind a semicolon, a comma or a word.
    """
    for start, stop in _whole(view, begin, end):
        while stop - start > LONGEST:
            cut = _cut(view, start)
            if _WORD.search(view, start, cut):
                yield _trim(view, start, cut)
            start = cut
        if _WORD.search(view, start, stop):
            yield _trim(view, start, stop)


def _cut(view: str, start: int) -> int:
    """Where the first part of a run that is too long ends; no part is shorter than half of what one may be."""
    most = start + LONGEST
    for mark in _CUTS:
        at = view.rfind(mark, start + LONGEST // 2, most)
        if at >= 0:
            return at + len(mark)
    return most


def _whole(view: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences however long they are."""
    start = begin
    for found in _ENDS.finditer(view, begin, end):
        stop = found.end()
        if not found["glued"] and found[0][0] == "." and not _really_ends(view, start, found.start(), stop):
            continue
        yield start, stop
        start = stop
    yield start, end


def _trim(view: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and view[begin].isspace():
        begin += 1
    while end > begin and view[end - 1].isspace():
        end -= 1
    return begin, end


def _really_ends(view: str, start: int, dot: int, stop: int) -> bool:
    word = view[max(start, view.rfind(" ", start, dot) + 1) : dot].lstrip("\"'([").lower()
    following = view[stop + 1 : stop + 24].lstrip("\"'([")
    first = re.split(r"[^\w]", following, maxsplit=1)[0] if following else ""
    if word in _OPEN:
        return first in _STARTERS or word == "d.c" and first in _OFFICIALS
    if word in _TITLES:
        return False
    if _INITIALS.fullmatch(word) and word != "i":
        return first in _STARTERS and first not in ("A",)
    numbered = word.isdigit() and len(word) <= 2 and dot - len(word) == start  # "1. Opening remarks"
    return not numbered
