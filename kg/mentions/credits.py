"""Who made a text or a picture and is no actor in it: authors, reporters, photographers, press officers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text import Mention

# Who wrote or filmed what stands before: no actors.
_REPORTING = re.compile(
    r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ff]ilmed|[Pp]roduced) by (?:[A-Z][\w.'-]+,? |and ){0,12}$"
)

# How far from the head or the end of a text the line with its author's name stands, in characters.
_OUTER = 300


def byline(view: str, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether somebody without an office is named once, alone on a line at the head or the end: who wrote the text."""
    outer = mention.begin < _OUTER or mention.end > len(view) - _OUTER
    if mention.offices or not outer or " " not in mention.name:
        return False
    end = view.find("\n", mention.end)
    line = view[view.rfind("\n", 0, mention.begin) + 1 : end if end >= 0 else len(view)]
    family = mention.name.split()[-1]
    once = sum(family in m.name for m in found) == 1
    return once and line.strip().removeprefix("By ") == mention.name


# "(Anna Berg/Reuters)", "REUTERS/Anna Berg": who took a picture.
_BEFORE_SLASH = re.compile(r"(?<=[a-zA-Z])/ ?$")
_AFTER_SLASH = re.compile(
    r" ?/ ?(?:AFP|AP|EPA|Getty|Reuters|REUTERS|[A-Z][a-z]*(?: Photo| News| Images| via [A-Z]\w+)?[\])/.]|[A-Z][\w ]+\])"
)
# "Anna Berg, BBC diplomatic correspondent" above what she wrote.
_WRITES = re.compile(r", [A-Z][\w ]{1,40} (?:correspondent|editor|reporter|columnist)\b")


# "By Anna Berg|Tuesday", "Anna Berg, Oslo|Sep 20", "Anna Berg reports from Oslo", "Anna Berg for VOA News, Oslo".
_BY = re.compile(r"(?:^|[\n).])\s*By $")
_AUTHOR = re.compile(
    r"(?:, ?[A-Z][\w ]{2,20})?\|(?=[A-Z]|\d)|,? report(?:s|ed|ing) (?:for [A-Z][\w ]+ )?from (?:[a-z]+ )*[A-Z]"
    r"| for [A-Z][\w ]{1,20},? (?:News, |in )?[A-Z]\w+\.\s*(?:\n|$)"
)
# Whom to ask about a release: who stands after the word for it, or before a telephone number. Years of an office and
# days are no such numbers: "(2013-2022)", "on 03-06-2021".
_NUMBER = r"\(?(?:\+\d|0)(?!\d-\d\d-\d{4}\b)\d[\d ()-]{6,}|\(?\d{3}\)?[ -]\d{3}[ -]\d{4}\b"
_CALLED = re.compile(
    r"(?:,? MP)?(?: \([^)\n]{3,30}\))?,?"
    rf"(?:(?: on| at| -| \|)? ?(?:{_NUMBER})| (?:[Tt]el|[Mm]ob(?:ile)?|[Pp]hone)\b[.:]? ?[\d+(][\d ()-]{{6,}})"
)
# Below a name alone on its line, and what its bearer is: an address or a number.
_CARD = re.compile(r" *\n(?:[^\n@+]{3,80}\n){0,2} *(?:[\w.+-]+@[\w-]+\.\w|\+\d[\d ()-]{6,})")
_COPYRIGHT = re.compile("© ?$")
_CONTACT = re.compile(r"\b(?:[Mm]edia|[Pp]ress) (?:[Cc]ontacts?|[Ee]nquiries|[Ii]nquiries): *$")


def credited(view: str, mention: Mention) -> bool:
    """Whether somebody is to be asked about a text, or, without an office, is credited with it or with a picture."""
    if _CONTACT.search(view, max(0, mention.begin - 20), mention.begin) or _CALLED.match(view, mention.name_end):
        return True
    alone = view[view.rfind("\n", 0, mention.name_begin) + 1 : mention.name_begin].strip() == ""
    if (
        alone
        and _CARD.match(view, mention.name_end)
        or _COPYRIGHT.search(view, max(0, mention.name_begin - 2), mention.name_begin)
    ):
        return True
    if mention.offices:
        return False
    if _REPORTING.search(view, max(0, mention.begin - 120), mention.begin):
        return True
    if _AUTHOR.match(view, mention.name_end):
        return True
    if view.startswith("\n", mention.begin - 1) and _WRITES.match(view, mention.name_end):
        return True
    if mention.begin < _OUTER and _BY.search(view, max(0, mention.begin - 6), mention.begin):
        return True
    before = _BEFORE_SLASH.search(view, max(0, mention.begin - 3), mention.begin)
    return bool(before or _AFTER_SLASH.match(view, mention.end))
