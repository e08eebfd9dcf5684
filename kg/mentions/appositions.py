"""The titles after a name: in apposition to it, of who was appointed, and below it in signatures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from kg.mentions import courtesies, nameforms
from kg.mentions.titles import FRONT, PREPOSED, RANK, Titled, Titles
from kg.text import Office

_APPOSITION = re.compile(
    r" ?(?:,(?: and)? (?:currently|current|now|also|concurrently|once|formerly) (?:the |an? )?"
    r"|, who (?:is|was|has been)(?: also| now| currently)? (?:the )?"
    r"|, who (?:also |currently |now )?(?:serve[sd]|has(?: also)? served|acts|acted) as (?:the )?"
    r"|(?:, an? [^,.;\n]{3,70},)? (?:was|is|has been|had been) (?:recently |newly )?(?:appointed|named|elected"
    r"|re-elected)(?: as)? (?:the |its )?"
    r"| (?:is|was) (?:the |(?!because|when|where|why|if|as|that|to|not|how|what)(?=[a-z]))"
    r"(?:new |current |former |first |next )?(?=[\w])"
    r"|(?:, [^,.;\n]{3,80},)?(?: on [A-Z]\w+day)? (?:has |had )?bec(?:ame|ome|omes) (?:the |its |their |[\w']+'s )?"
    r"(?:[a-z]+est |new |first |second |third |next |only )?(?=\w)"
    r"|(?:, an? [^,.;\n]{3,70},)? (?:will|would|is to|was to) (?:serve|act) as (?:the |an? |its |his |her )?"
    r"| \(|, (?:the |a |an )?)(?=[\w'])"
)
# Honours and seats after a name, before the comma of an apposition: "Jo Lima MP, Foreign Secretary".
_HONOURS = re.compile(r"(?:,? (?:MP|MEP|MSP|AO|AC|AM|KC|QC|SC|PhD|CBE|OBE|KCMG|CMG|CH|DBE)(?!\w)){1,4}(?=,)")
_LEAD = re.compile(
    r"(?:the |a |an )?(?:(?:Hon'ble|Honou?rable|Hon\.) )?"
    r"(?:(?:former|then|current|official|outgoing|incoming|new|newly elected|longtime|long-time) )?"
)
_MORE = re.compile(r",? and (?:also )?(?:the )?|, (?:the )?(?=\w)")

# A name alone on its line, and the title on the next one: what statements are signed with.
_ALONE = re.compile(r" *(?:[A-Z][\w.'-]* ){0,4}(?:[\w.'-]+ ){0,5}[A-Z][\w.'-]+")
_BELOW = re.compile(r"(?:,? (?:MP|MEP|AO|AC|AM|KC|QC|PhD|CBE|OBE))*(?:,? *\n *| {2,}|(?<=MP) )(?=[A-Z])")
_LINE_ENDS = re.compile(r",? *(?:\n|$)")
_ACTS = re.compile(r" (?:also |then )?(?!(?:of|to|for|and|or|who|in|at|on|from|said)\b)[a-z]+")
_SAYS = re.compile(r" (?:also |then |has |had |once again )?(?:said|says)\b")
# "the appointment of Jo Lima as ambassador", "named Jo Lima as its envoy".
_APPOINTED = re.compile(r"\b(?:[Aa]ppoint|[Nn]ominat|[Ee]lect|[Nn]am(?:ed?|es|ing)\b)\w*(?: of)? (?:[\w.'-]+ ){0,5}$")
_AS = re.compile(r",? (?:as|to be|to serve as) (?:the |its |his |her |their |a |an )?(?=[\w'])")


@cache
def _listed() -> re.Pattern[str]:
    """A comma and a name after it, with its forms of address."""
    return re.compile(rf", (?:[Tt]he (?=Hon|Rt|Right ))?{courtesies.words()}({nameforms.WORD}) ")


@cache
def _next_word() -> re.Pattern[str]:
    """What follows a title that leads a name: its first word, after forms of address."""
    initials = r"(?: \([A-Z]{2,8}\))?"
    return re.compile(rf"{initials} (?:[Tt]he (?=Hon|Rt|Right ))?{courtesies.words()}({nameforms.WORD})")


def after(titles: Titles, begin: int, end: int, borne: Sequence[Office]) -> Titled:
    """The titles in apposition to the name at `[begin, end)`, and where they end: "Anna Berg, director of …, and …".

    `borne` are the titles before the name: who bears one of a state is followed, in a list, by another state's.
    """
    honours = _HONOURS.match(titles.view, end)
    link = _APPOSITION.match(titles.view, honours.end() if honours else end)
    if not link and _APPOINTED.search(titles.view, max(0, begin - 60), begin):
        link = _AS.match(titles.view, end)
    if not link:
        return _signed(titles, end)
    at = bisect_left(titles.office_starts, link.end())
    found: list[Office] = []
    edge = link.end()
    while at < len(titles.offices):
        office = titles.offices[at]
        plain = _LEAD.fullmatch(titles.view[edge : office.begin])
        lead = plain or _one_name(titles, edge, office.begin)
        if found and not plain and titles.view.startswith(", and ", found[-1].end):
            break  # "Judge Lima, President of the court, and Kenya's Minister Lie"
        if not lead or office.plural or _leads_a_name(titles, office.end) or _is_subject(titles, office, end):
            break
        if _next_in_list(titles, office, borne) or _of_another_state(office, found):
            break
        found.append(office)
        edge = office.end
        more = _MORE.match(titles.view[edge : edge + 16])
        if not more:
            break
        edge += more.end()
        at += 1
    return tuple(found), found[-1].end if found else end


def _of_another_state(office: Office, found: Sequence[Office]) -> bool:
    """Whether a title is of another state than the titles before it, so somebody else's."""
    return office.of_kind == "state" and any(o.of_kind == "state" and o.of != office.of for o in found)


def _next_in_list(titles: Titles, office: Office, borne: Sequence[Office]) -> bool:
    """Whether a title after a name is of the next in a list: "Kenya's President, Jo Bekar, Norway's King, Ola".

    Who bears a title of one state is no official of another; and a list goes on with commas as it began.
    """
    if not borne:
        return False
    if not office.of:
        return _joined_to_a_leading(titles, office)
    follow = _listed().match(titles.view, office.end)
    listed = bool(follow and not nameforms.begins_no_name(follow[1]))
    comma = titles.view.startswith(", ", borne[-1].end)
    other = office.of_kind == "state" and any(o.of_kind == "state" and o.of != office.of for o in borne)
    return listed and comma or other and (listed or not comma)


def _joined_to_a_leading(titles: Titles, office: Office) -> bool:
    """Whether a title and the next lead a name: "Minister Jo Lima, Trade Minister and Law Minister Ola Lie"."""
    at = bisect_left(titles.office_starts, office.end)
    second = titles.offices[at] if at < len(titles.offices) else None
    if second is None or office.title[0].islower() or titles.view[office.end : second.begin] not in (" and ", "/"):
        return False
    return _leads_a_name(titles, second.end)


def _is_subject(titles: Titles, office: Office, end: int) -> bool:
    """Whether what looks like an apposition acts: "On behalf of President Lima, the Secretary delivered …"."""
    start = max(titles.view.rfind(mark, 0, end) for mark in (". ", "\n", '" ')) + 1
    front = FRONT.match(titles.view, start, end)
    if not _ACTS.match(titles.view, office.end):
        return bool(front and _SAYS.match(titles.view, office.end))
    definite = titles.view.endswith(", the ", 0, office.begin)  # "During talks, which X attended, the King spoke"
    return bool(front or definite and PREPOSED.match(titles.view, start, end))


def _signed(titles: Titles, end: int) -> Titled:
    """The title below or beside a name where the two fill their lines, as under statements and above releases."""
    link = _BELOW.match(titles.view, end)
    line = titles.view.rfind("\n", 0, end) + 1
    if not link or not _ALONE.fullmatch(titles.view, line, end):
        return (), end
    at = bisect_left(titles.office_starts, link.end())
    office = titles.offices[at] if at < len(titles.offices) else None
    if office is None or office.plural or not _LINE_ENDS.match(titles.view, office.end):
        return (), end
    if office.title.isupper() and titles.view[line:end].isupper():
        return (), end  # a letterhead of nothing but capitals, whose lines may be anything
    lead = office.begin == link.end() or _one_name(titles, link.end(), office.begin)
    return ((office,), office.end) if lead else ((), end)


def _one_name(titles: Titles, begin: int, end: int) -> bool:
    """Whether one known name and nothing more of weight stands between: "Anna Berg, the Irish premier"."""
    inside = titles.names_in(begin, end)
    text = titles.view[begin:end]
    return (
        len(inside) == 1
        and bool(
            re.fullmatch(
                r"(?:the |a |an )?(?:(?!(?:his|her|its|their|by|with|from|at|in|on|to|for|and|or) )[a-z-]+ ){0,2}",
                text[: inside[0].begin - begin],
            )
        )
        and bool(re.fullmatch(r"(?: ?'s?)?[ -](?:[a-z]+ )?", titles.view[inside[0].end : end]))
    )


def _leads_a_name(titles: Titles, end: int) -> bool:
    """Whether a title goes with the name after it: ", Premier Anna Berg and …" is a list, no apposition."""
    at = bisect_left(titles.office_starts, end + 1)
    if at < len(titles.offices) and titles.offices[at].begin == end + 1 and RANK.match(titles.view, end + 1):
        return _leads_a_name(titles, titles.offices[at].end)  # "Army Chief General Jo Lima"
    follow = _next_word().match(titles.view, end)
    return bool(follow and (nameforms.is_given(follow[1]) or not nameforms.begins_no_name(follow[1])))
