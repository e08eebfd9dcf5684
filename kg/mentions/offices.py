"""Titles of office in text: "Vice Foreign Minister", "Premier of the State Council of China", "Secretary-General"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from kg.mentions import nontitles, officeheads
from kg.mentions.officewords import institution, official, words
from kg.text import Mention, Office
from kg.triggers import Anchored

_OF = re.compile(r",? (?:of|for|to|at|on|from) (?:the |a |an )?|(?<=[Mm]inister) (?=of )")
_CAPITALS = r"(?:[A-Z\u00c0-\u00de][\w'’.-]*)"
_CAP_RUN = re.compile(_CAPITALS + r"(?:(?:,? and (?:the )?|, | of (?:the )?| for |[ -])" + _CAPITALS + r"){0,14}")
_LOWER_RUN = re.compile(r"(?:[a-z-]+ ){0,3}[a-z-]+")
_FORMER = re.compile(
    r"(?:\b(?:former|ex|late|then|outgoing|one-time|ousted|longtime|Former|Ex|Late|Then|Outgoing)[ "
    r"-])$"
)
# What may stand between a possessor and a title.
_BETWEEN = re.compile(
    r"(?:(?: ?'s|'|\)) |[ -])?(?:(?:former|then|acting|late|outgoing|new|newly elected|visiting|longtime|"
    r"incumbent|current|top|Former|late|ex)[ -])*$"
)
_RANK = re.compile(r" (?:Extraordinary and Plenipotentiary|[Pp]ro [Tt]empore)")
_INITIALS = re.compile(r" \([A-Z]{2,8}\)")
_POSSESSIVE = re.compile(r"'s? (?=[A-Z])")
_IN_FULL = MappingProxyType({"EAM": "External Affairs Minister", "PM": "Prime Minister", "FM": "Foreign Minister"})
_GAP = re.compile(r"(?: and |, and |, |,|/| & )(?:the )?")


@cache
def _heads() -> Anchored:
    heads = sorted(words()["heads"], key=len, reverse=True)
    either = "|".join(f"{re.escape(h)}" for h in heads)
    pattern = re.compile(
        rf"(?<![\w'-])(?:(?i:{either})|(?<!\d )(?:EAM|PM|FM)(?= |[.,;']))(?:s(?![\w'-]))?(?:[ -](?:[Gg]eneral|[Ee]lect|"
        rf"[Dd]esignate)(?!\w))?(?![\w])(?!-\w)"
    )
    return Anchored(pattern)


def find(view: str, names: Sequence[Mention]) -> list[Office]:
    """All titles in the view in order, none overlapping. `names` are the gazetteer's mentions, in order."""
    starts = [m.begin for m in names]
    found: list[Office] = []
    heads = list(_heads().finditer(view))
    for number, head in enumerate(heads):
        after = heads[number + 1].start() if number + 1 < len(heads) else 0
        if after > head.end() and _leads_up(view[head.start() : after]):
            continue  # "Chief Adviser": the first is no office of its own
        if found and head.start() < found[-1].end or nontitles.is_none(view, head):
            continue
        at = bisect_left(starts, head.start())
        if at and names[at - 1].end > head.start() and names[at - 1].type != "adjective":
            continue  # inside a known name: "Secretary of State's office", "General Assembly"
        begin = officeheads.begin(view, head.start(), names, at, found[-1].end if found else 0)
        office = _right(view, begin, head.start(), head.end(), names, starts)
        if found and (whole := _of_a_superior(view, found[-1], office)):
            found[-1] = whole
        else:
            found.append(office)
    return _share(view, found)


def _leads_up(text: str) -> bool:
    """Whether all words before a head are its modifiers: "chief presidential " before "adviser"."""
    return len(text) < 40 and text.endswith(" ") and all(word.lower() in words()["modifiers"] for word in text.split())


# "National Security Advisor for the Vice President", "Secretary of State in the Chancellery of the President".
_SUPERIOR = re.compile(r" (?:(?:in|at) the (?:[A-Z][\w-]+ ){1,2}of|of|to|for) the ")


def _of_a_superior(view: str, office: Office, superior: Office) -> Office | None:
    """The office of who serves another office, as one title; None where two titles stand beside each other."""
    gap = view[office.end : superior.begin]
    if office.plural or superior.plural or office.of or not _SUPERIOR.fullmatch(gap):
        return None
    title = view[office.begin : superior.begin] + superior.title
    return replace(office, end=superior.end, title=title, of=superior.of, of_kind=superior.of_kind)


# Who is sent: "Ambassador of Russia to China". A president of one state goes to another only on a visit.
_ABOUT = re.compile(
    r"(?i:envoy|representative|coordinator|rapporteur|mediator|negotiator|adviser|advisor|expert|analyst)"
)
_SENT = re.compile(r"(?i:ambassador|envoy|representative|consul|attaché|commissioner|delegate)")


# "Co-Chair of the Russia-Turkey Intergovernmental Commission": two states have it in common.
_PAIR = re.compile(
    r"[A-Z][\w.]+[-–][A-Z][\w.]+ (?:[A-Z][\w-]+ |and |on |for ){0,6}?(?:Commission|Committee|Council|Group|Dialogue)\b"
)
# Whose envoys name the Secretary-General for the organization, with what they are charged with after it.
_SECRETARY = re.compile(
    r"(?:UN |U\.N\. |United Nations )?Secretary[- ]General(?! of)"
    rf"(?: (?:on|for) (?:the )?{_CAPITALS}(?: (?:(?:and|in|of) (?:the )?)?{_CAPITALS})*(?=[,;)\n]| [a-z]))?"
)
# Whose title says little without the body that is led.
_LEADS = re.compile(r"(?i:head|director|chief)")


def _right(view: str, begin: int, head: int, end: int, names: Sequence[Mention], starts: list[int]) -> Office:
    """Follow the "of" phrases of a title to the state, organization or body that it belongs to."""
    plural = view[end - 1] == "s" and view[head:end].lower().rstrip("s") in words()["heads"]
    stop, title_end, of, kind = end, end, "", ""
    if rank := _RANK.match(view, stop):
        stop = title_end = rank.end()
    while link := _OF.match(view, stop):
        preposition = link[0].strip(", ").split(" ")[0]
        at = bisect_left(starts, link.end())
        name = names[at] if at < len(names) and names[at].begin == link.end() else None
        charge = _past_charge(view, names, at, view[begin:title_end]) if preposition in ("for", "on") and name else 0
        if charge:
            stop = title_end = charge
            break
        if secretary := _SECRETARY.match(view, link.end()):
            stop = title_end = secretary.end()
            of, kind = of or "UN", kind or "organization"
            break
        if pair := _PAIR.match(view, link.end()):
            stop = title_end = pair.end()
            break
        if name and name.type == "state" and preposition != "on":
            if kind != "state" or not of:
                of, kind = name.key, "state"
            if link[0].startswith(" to") and of == name.key:
                of, kind = "", ""
            stop = name.end
            if link[0].startswith(" of") and view.startswith(" to ", stop) and _SENT.search(view[begin:title_end]):
                continue
            stop = _past_institution(view, stop, names)
            break
        if name and name.type in ("organization", "body", "place") and preposition != "on":
            if name.type == "place" and not link[0].strip().startswith("of"):
                break
            if preposition == "to" and name.type == "organization" and _SENT.search(view[begin:title_end]):
                stop = title_end = name.end  # "Kenya's Permanent Representative to the UN": Kenya's
                continue
            of, kind = ("", "") if name.type == "place" else (view[name.begin : name.end], name.type)
            stop = _past_organ(view, name.end)
            if name.type == "body" and _LEADS.search(view[head:end]):
                title_end = name.end
            continue
        length = _institution_run(view, link.end(), names)
        if not length:
            break
        stop = title_end = link.end() + length
    former = bool(_FORMER.search(view[max(0, begin - 12) : begin]))
    if kind != "state" and not of:
        of, kind = _possessor(view, begin, names, starts)
    title = view[begin:title_end]
    return Office(begin, stop, _IN_FULL.get(title, title), of, kind, former, plural)


# "UN envoy for Mali", "Special Representative for Korean Peninsula Affairs": what an office is about, not whose it is.
_SUBJECT = re.compile(
    r"(?:'s)?(?:(?: and)? (?i:peninsula|region|peace|security|affairs|issues|process|settlement|conflict|policy|reform"
    r"|sanctions|negotiations|reconciliation|reconstruction|denuclearization)\b)+"
)


def _past_charge(view: str, names: Sequence[Mention], at: int, title: str) -> int:
    """Where the words after "for" end that say what an envoy's or a minister's office is about; 0 if they do not."""
    if _ABOUT.search(title) and names[at].type != "body":
        more = _SUBJECT.match(view, names[at].end)
        return more.end() if more else names[at].end
    return _past_regions(view, names, at) if names[at].type == "place" else 0


def _past_regions(view: str, names: Sequence[Mention], at: int) -> int:
    """Where the regions end that a minister is charged with: "for the Middle East, North Africa and North America"."""
    stop = names[at].end
    for name in names[at + 1 :]:
        if name.type != "place" or not re.fullmatch(r",? (?:and )?(?:the )?", view[stop : name.begin]):
            break
        stop = name.end
    return stop


def _past_institution(view: str, stop: int, names: Sequence[Mention]) -> int:
    """Where the phrase of a state ends that owns an institution: "Minister of China's Ministry of Commerce"."""
    own = _POSSESSIVE.match(view, stop)
    length = _institution_run(view, own.end(), names) if own else 0
    return own.end() + length if own and length else stop


def _past_organ(view: str, stop: int) -> int:
    """Where the phrase of an organization ends, with its initials and its inner organ: "(CPC) Central Committee"."""
    if initials := _INITIALS.match(view, stop):
        stop = initials.end()
    organ = next((o for o in (" Central Committee", " Politburo") if view.startswith(o, stop)), "")
    return stop + len(organ)


def _institution_run(view: str, begin: int, names: Sequence[Mention]) -> int:
    """How many characters from `begin` name an institution ("the State Council", "Foreign Affairs")."""
    if view.startswith("State", begin):
        alone = not view.startswith("State ", begin)
        if alone or not institution(view[begin + 6 : begin + 40].split(" ")[0]):
            return len("State")
    national = re.match(r"(?:national|central|regional|state) (?=[A-Z])", view[begin : begin + 12])
    run = _CAP_RUN.match(view, begin + (national.end() if national else 0))
    if run and national:
        inner = _institution_run(view, begin + national.end(), names)
        return national.end() + inner if inner else 0
    if not run:
        words = _LOWER_RUN.match(view, begin)
        first = words[0].split() if words else []
        keep = max((number for number, word in enumerate(first, 1) if institution(word)), default=0)
        return len(" ".join(first[:keep]))
    limit = name_after - begin if (name_after := _next_name(view, names, begin)) else len(run[0])
    return _official_run(run[0][:limit])


def _official_run(words: str) -> int:
    """How many characters of capitalised words reach to the last institution, unknown words passed over sparingly."""
    last = unknown = 0
    comma = False
    for word in re.finditer(r"[\w'’-]+|,", words):
        if word[0] == ",":
            comma = True
        elif official(word[0]):
            if comma and unknown:
                break
            unknown, comma = 0, False
            if institution(word[0]) or institution(word[0].split("-")[-1]):
                last = word.end()
        elif word[0] not in ("and", "of", "the", "for"):
            unknown += 1
            if unknown > 2 or comma:
                break
        elif word[0] == "and" and unknown > 1:
            break  # "of Foreign Affairs Jo Berg and Foreign Minister Ana Lima": a name, and the next title
    return last


def _next_name(view: str, names: Sequence[Mention], begin: int) -> int:
    """Where the next state or organization that the lexicon knows begins, 0 if none is near."""
    at = bisect_left(names, begin, key=lambda m: m.begin)
    while (
        at < len(names) and names[at].type == "adjective" and institution(view[names[at].end + 1 :][:20].split(" ")[0])
    ):
        at += 1  # "Minister of Foreign Affairs and Kenyan Expatriates": part of the title
    near = at < len(names) and names[at].begin < begin + 120
    return names[at].begin if near and names[at].type in ("state", "adjective", "organization") else 0


def _possessor(view: str, begin: int, names: Sequence[Mention], starts: list[int]) -> tuple[str, str]:
    """The state or organization just before a title: "Chinese Premier", "Zimbabwe's President", "EU envoy"."""
    before = _BETWEEN.search(view[max(0, begin - 40) : begin])
    edge = begin - len(before[0]) if before else begin
    at = bisect_left(starts, edge) - 1
    if at < 0 or names[at].end != edge or names[at].type not in ("state", "adjective", "organization", "body"):
        return "", ""
    name = names[at]
    if name.type in ("state", "adjective"):
        return name.key, "state"
    owner = names[at - 1] if at and name.type == "body" else None
    if owner and owner.type in ("state", "adjective") and name.begin - owner.end <= 3:
        return owner.key, "state"
    return view[name.begin : name.end], name.type


# Ranks that stand before a name of their own: "Kenya's envoy and Ambassador Lie".
_HONOUR = re.compile(r"Ambassador|Senator|General|Admiral|Prince|Princess|Sheikh")


def _share(view: str, found: list[Office]) -> list[Office]:
    """Offices of one person in a row share what they belong to: "State Councilor and Foreign Minister of China"."""
    for index in range(len(found) - 1, 0, -1):
        left, right = found[index - 1], found[index]
        joined = _GAP.fullmatch(view[left.end : right.begin])
        if joined and not left.of and right.of and right.of_kind == "state" and not right.plural:
            found[index - 1] = replace(left, of=right.of, of_kind=right.of_kind)
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        if (
            re.fullmatch(r" and (?:the )?|/|,", view[left.end : right.begin])
            and not right.of
            and left.of_kind == "state"
            and not left.plural
            and not _HONOUR.fullmatch(right.title)
        ):
            found[index] = replace(right, of=left.of, of_kind=left.of_kind)
    return found
