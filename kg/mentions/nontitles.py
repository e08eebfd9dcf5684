"""Words that titles are made of where they are none: in headings, in names, and in their common sense."""

from __future__ import annotations

import re

from kg.mentions import nameforms

# "Executive Order"; "Amir" is a given name unless it is "the Amir" or "Amir of".
_OTHER_SENSE = re.compile(
    r"Executive (?:Orders?|Branch|Powers?|Agreements?|Actions?|Council|Board|Committee)\b"
    r"|(?<![Tt]he )(?<!Highness )Amir(?! of | Sh(?:ei|ai|ay)kh | [A-Z][\w-]+ (?:bin|Al)\b)"
    r"|Sultan(?= (?:bin|ibn|[Aa]l)\b)|(?<=Dr )Sultan\b|(?<=Dr\. )Sultan\b|(?<=Mr )Sultan\b|(?<=Mr\. )Sultan\b"
)
# "FSB head Ana Lima", "International Monetary Fund (IMF) head Ana Lima".
_OF_A_BODY = re.compile(r"(?:\b[A-Z]\w+|\))(?:'s)? $")
_HEADS = re.compile(r"(?:, )? [A-Z][a-z]")
_SHOUTED = re.compile(r" +(?:FOR|OF|TO|IN|ON|SAYS|SEES|URGES|WARNS|OFFERS|REJECTS|WANTS|SEEKS)\b")
# Whose turn begins: "PRIME MINISTER LIMA: Thank you."
_LABEL = re.compile(r"(?: [A-Z][A-Z'-]+){1,3}:\s")
# Titles that are surnames besides, where a given name stands before them: "Anna Bishop".
_SURNAMES = frozenset(("Bishop", "King", "Prince", "Pope", "Judge", "Marshal", "Cardinal"))


def is_none(view: str, head: re.Match[str]) -> bool:
    """Whether what matched as the head of a title is none, by the words around it."""
    if head[0].isupper() and len(head[0]) > 3 and _in_capitals(view, head):
        return True
    if head[0] in _SURNAMES and nameforms.is_given(_word_before(view, head.start())):
        return True
    return _is_common_word(view, head) if head[0][0].islower() else bool(_OTHER_SENSE.match(view, head.start()))


def _in_capitals(view: str, head: re.Match[str]) -> bool:
    """Whether the words around a title in capitals are in capitals too, and no name: "MINISTER FOR TRADE"."""
    if _LABEL.match(view, head.end()):
        return False
    if view[max(0, head.start() - 3) : head.start()].isupper() or _SHOUTED.match(view, head.end()):
        return True
    end = view.find("\n", head.end())
    line = view[view.rfind("\n", 0, head.start()) + 1 : end if end >= 0 else len(view)]
    return line.isupper() and len(line.split()) > 3


def _word_before(view: str, begin: int) -> str:
    """The word that ends right before a position, "" where none does."""
    found = re.search(r"([\w'-]+) $", view[max(0, begin - 20) : begin])
    return found[1] if found else ""


def _is_common_word(view: str, head: re.Match[str]) -> bool:
    """Whether a word is no title here: "in general", "chair the meeting", "two leaders"."""
    after = view[head.end() : head.end() + 5]
    before = view[max(0, head.start() - 20) : head.start()]
    if head[0].lower() == "head":
        if _HEADS.match(view, head.end()) and _OF_A_BODY.search(view[max(0, head.start() - 24) : head.start()]):
            return False
        return not after.startswith(" of ") or bool(re.search(r"(?:both|two) $", before))
    return (
        head[0].lower() in ("general", "chair", "leader", "executive", "deputy", "justice")
        and not re.search(r"(?:['’]s|[A-Z]\w+) (?:(?:supreme|opposition|party|regime|junta|rebel|military) )?$", before)
        and not after.startswith(" of ")
    )
