"""How far the name of an institution reaches that a title goes on with: "the State Council", "Foreign Affairs"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.mentions.officewords import institution, official
from kg.text import Mention

CAPITALS = r"(?:[A-Z\u00c0-\u00de][\w'’.-]*)"
_CAP_RUN = re.compile(CAPITALS + r"(?:(?:,? and (?:the )?|, | & | of (?:the )?| for |[ -])" + CAPITALS + r"){0,14}")
_LOWER_RUN = re.compile(r"(?:[a-z-]+(?:'s|,)? ){0,5}[a-z-]+")
# "lawyers for former national security adviser Jo Lima": the words are of the next title.
_HEAD_NEXT = re.compile(
    r" (?:advis[eo]r|minister|secretary|president|chief|director|ambassador|envoy|spokes\w+|official|head|chair\w*)\b"
)
# "the ministers of the two countries": a number of states, no institution.
_COUNTED = re.compile(r"(?:two|three|four|five|both|our|these) ")
# "Minister for Home Affairs and Second Minister for Law": the next title.
_ANOTHER = re.compile(
    r"(?:,|,? and)(?: the)? (?:[A-Z][\w-]+ ){0,2}(?:Vice-)?(?:Minister|President|Premier|Secretary|Chair\w*|Director"
    r"|Head|Chief|Governor|Ambassador|Envoy|Representative|Commissioner|Coordinator|Commander|Spokes\w+)\b"
)


def run_from(view: str, begin: int, names: Sequence[Mention]) -> int:
    """How many characters from `begin` name an institution ("the State Council", "Foreign Affairs")."""
    if _COUNTED.match(view, begin):
        return 0
    if view.startswith("State", begin):
        alone = not view.startswith("State ", begin)
        if alone or not institution(view[begin + 6 : begin + 40].split(" ")[0]):
            return len("State")
    national = re.match(r"(?:national|central|regional|state) (?=[A-Z])", view[begin : begin + 12])
    run = _CAP_RUN.match(view, begin + (national.end() if national else 0))
    if run and national and (inner := run_from(view, begin + national.end(), names)):
        return national.end() + inner
    if national or not run:
        words = _LOWER_RUN.match(view, begin)
        first = words[0].split() if words else []
        keep = _kept(first)
        length = len(" ".join(first[:keep]))
        return 0 if _HEAD_NEXT.match(view, begin + length) else length
    limit = name_after - begin if (name_after := _next_name(view, names, begin)) else len(run[0])
    another = _ANOTHER.search(run[0])
    return _official_run(run[0][: min(limit, another.start() if another else limit)])


def _kept(words: Sequence[str]) -> int:
    """How many words in small letters reach to the last institution, a few unknown ones before each passed over."""
    keep = 0
    for number, word in enumerate(words, 1):
        listed = number > 1 and words[number - 2].endswith(",")
        if institution(word.rstrip(",")):
            keep = number
        elif listed and word != "and" or number - keep > 3:
            break
    return keep


# A portfolio in a list, with a word before it: "for Mining, Blue [Economy and Maritime Affairs]".
_QUALIFIED = re.compile(r" (?P<of>[A-Z][\w-]+),? and [A-Z]")


def _official_run(words: str) -> int:
    """How many characters of capitalised words reach to the last institution, unknown words passed over sparingly."""
    last = unknown = 0
    comma = qualified = False
    for word in re.finditer(r"[\w'’-]+|,", words):
        if word[0] == ",":
            comma = True
        elif official(word[0]):
            if comma and unknown and not qualified:
                break
            unknown, comma = 0, False
            if institution(word[0]) or institution(word[0].split("-")[-1]):
                last = word.end()
        elif word[0] not in ("and", "of", "the", "for"):
            unknown += 1
            more = _QUALIFIED.match(words, word.end()) if comma and unknown == 1 else None
            qualified = more is not None and institution(more["of"])
            if unknown > 2 or comma and not qualified:
                break
        elif word[0] == "and" and unknown > 1:
            break  # "of Foreign Affairs Jo Berg and Foreign Minister Ana Lima": a name, and the next title
    return last


# "Minister of Foreign Affairs, European Union and Cooperation": a name among what a minister is charged with.
_AMONG = re.compile(r",? and [A-Z]")


def _next_name(view: str, names: Sequence[Mention], begin: int) -> int:
    """Where the next state or organization that the lexicon knows begins, 0 if none is near."""
    at = bisect_left(names, begin, key=lambda m: m.begin)
    while at < len(names) and (
        names[at].type == "adjective"
        and institution(view[names[at].end + 1 :][:20].split(" ")[0])  # "of Foreign Affairs and Kenyan Expatriates"
        or names[at].type == "organization"
        and names[at].begin > begin
        and _AMONG.match(view, names[at].end)
    ):
        at += 1
    while at < len(names) and names[at].type == "body" and names[at].begin == begin:
        at += 1
    near = at < len(names) and names[at].begin < begin + 120
    return names[at].begin if near and names[at].type in ("state", "adjective", "organization", "body") else 0
