"""Deals of companies, universities and the like: no agreement of the two states whose they are."""

from __future__ import annotations

import re

from kg.cast import Cast
from kg.facts.implied import Name

_FIRM = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|corporations?|conglomerates?|CEOs?|[Cc]hief [Ee]xecutives?|executives"
    r"|business(?:men|people|es)|business (?:entities|leaders|communit\w+|representatives)|entrepreneurs|enterprises"
    r"|Inc|Ltd|LLC|PLC|plc|PJSC|OJSC|JSC|Corp|GmbH|universities|University|commercial banks|airlines?|Airlines|Airways"
    r"|(?:energy|oil|gas|tech\w*|telecom\w*|[a-z]+ing|steel|shipping|mining|defen[cs]e|retail) (?:giants?|majors?)"
    r"|chambers? of commerce"
    r"|business chambers?|start-?ups|manufacturers?|carmakers?|automakers?|developers?|investors|hospitals?"
    r"|creditors?|bankers|(?:creditor|private|foreign|commercial|trading|\d+) banks)\b"
)
# Who signs for a state, though a firm may stand beside it.
_PUBLIC = re.compile(
    r"\b(?:[Gg]overnments?|[Mm]inist(?:ry|ries|ers?)|[Pp]residents?|[Aa]genc(?:y|ies)|[Aa]uthorit(?:y|ies)|[Ss]ervice"
    r"|[Cc]ommission|[Cc]ommittee|[Dd]epartments?|[Ff]und|[Cc]ouncil|[Cc]entral [Bb]anks?|states?|countries|sides"
    r"|[Nn]ational|[Ff]ederal|Union|[Rr]epublic|Kingdom)\b"
)
_BETWEEN = re.compile(
    r"(?: on [a-z ]{3,40})?,? between (?P<one>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)*) and (?P<other>[A-Z][\w&.'’-]*)"
)
# Between two states' firms: "between Kenya's local universities and …".
_THEIR_FIRMS = re.compile(
    r" (?:with|between|among|by) (?:[\w.'’-]+ ){0,6}?(?:universities|companies|firms|enterprises|businesses|chambers"
    r"|airlines|hospitals)\b"
)
_SIGN = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)|conclud(?:ed|es)|reach(?:ed|es)|struck|seal(?:ed|s)|exchang(?:ed|es))\b"
)
_CLAUSE = re.compile(r"[;:]|, (?:while|whereas|and|but|after|where|including)\b")


def made_it(cast: Cast, name: Name) -> bool:
    """Whether the words around a name say that companies made it: "Rosneft CEO … signed", "between Shell and BP"."""
    view, sentence = cast.document.view, name.sentence
    if _FIRM.search(view, name.begin, name.end) and not _PUBLIC.search(view, name.begin, name.end):
        return True
    begin = max((m.end() for m in _CLAUSE.finditer(view, sentence.begin, name.begin)), default=sentence.begin)
    signs = next(reversed([*_SIGN.finditer(view, begin, name.begin)]), None)
    if signs:
        who = view[begin : signs.start()]
        if _FIRM.search(who) and not _PUBLIC.search(who):
            return True
    if (theirs := _THEIR_FIRMS.match(view, name.end)) and not _PUBLIC.search(
        theirs[0].rpartition(" ")[0].removesuffix("state")
    ):
        return True
    with_firms = re.match(r" (?:with|between|among|by) (?:[\w.'-]+ ){0,3}", view[name.end : name.end + 60])
    if with_firms and _FIRM.search(view[name.end : name.end + 60]) and not _PUBLIC.search(with_firms[0]):
        return not _names_states(cast, name.end, name.end + 60)
    between = _BETWEEN.match(view, name.end)
    return between is not None and not _PUBLIC.search(between[0]) and not _known(cast, between)


def _known(cast: Cast, between: re.Match[str]) -> bool:
    """Whether one of two names is that of somebody whom the article knows as an actor."""
    return any(r.begin >= between.start("one") for r in cast.within(between.start("one"), between.end() + 40))


def _names_states(cast: Cast, begin: int, end: int) -> bool:
    return any(r.type in ("state", "organization", "person") for r in cast.within(begin, end))
