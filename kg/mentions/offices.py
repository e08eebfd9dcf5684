"""Titles of office in text: "Vice Foreign Minister", "Premier of the State Council of China", "Secretary-General"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from kg import lexicon
from kg.mentions import letterheads, nontitles, officeheads, officetails
from kg.mentions.officewords import words
from kg.text import Mention, Office
from kg.triggers import Anchored

_FORMER = re.compile(
    r"(?:\b(?:former|ex|late|then|outgoing|one-time|ousted|longtime|Former|Ex|Late|Then|Outgoing)[ "
    r"-])$"
)
# What may stand between a possessor and a title.
_BETWEEN = re.compile(
    r"(?:(?: ?'s|'|\)) |[ -])?(?:(?:former|then|acting|late|outgoing|new|newly (?:elected|appointed|named|designated)|"
    r"visiting|longtime|(?:U\.N\.|UN|internationally)[- ]recogni[sz]ed|"
    r"incumbent|current|next|top|Former|late|ex)[ -])*$"
)
_IN_FULL = MappingProxyType(
    {"EAM": "External Affairs Minister", "PM": "Prime Minister", "FM": "Foreign Minister", "VP": "Vice President"}
    | {"DPM": "Deputy Prime Minister", "Deputy PM": "Deputy Prime Minister", "Deputy FM": "Deputy Foreign Minister"}
    | dict.fromkeys(("colleague", "opposite number"), "counterpart")
)
_GAP = re.compile(r"(?: and |, and |, |,|/ ?| & )(?:the )?")


# What follows "opposition MP" and leads no name's end: "Jo Lima MP Minister for Trade".
_NAME = r"(?!(?:Prime|Deputy|Shadow|Foreign|Federal|Acting|Assistant|\w+ Minister|Minister|Secretary|Member)\b)[A-Z]"


@cache
def _heads() -> Anchored:
    heads = sorted(words()["heads"], key=len, reverse=True)
    either = "|".join(f"{re.escape(h)}" for h in heads)
    pattern = re.compile(
        rf"(?:(?<![\w'-])|(?<=\b[Tt]hen-)|(?<=\b[Ee]x-))"
        rf"(?:(?i:{either})|(?<!\d )(?:EAM|PM|FM|VP|DPM)(?= |[.,;'])"
        rf"|(?:(?<=[a-z,] )|(?<=[.!?]\s)|(?<=\n)|^)MP(?= {_NAME}))"
        r"(?:s(?![\w'-]))?"
        r"(?:(?<!hief)(?<!eader)(?<!inister)[ -](?:[Gg]eneral|[Ee]lect|[Dd]esignate)(?!\w))?(?![\w])(?!-\w)"
    )
    return Anchored(pattern)


def find(view: str, names: Sequence[Mention]) -> list[Office]:
    """All titles in the view in order, none overlapping. `names` are the gazetteer's mentions, in order."""
    starts = [m.begin for m in names]
    found: list[Office] = []
    heads = list(_heads().finditer(view))
    for number, head in enumerate(heads):
        after = heads[number + 1].start() if number + 1 < len(heads) else 0
        if after > head.end() and _leads_up(view[head.start() : after]) and not _RANKED.match(view, head.start()):
            continue  # "Chief Adviser": the first is no office of its own
        if found and head.start() < found[-1].end or nontitles.is_none(view, head):
            continue
        at = bisect_left(starts, head.start())
        if at and names[at - 1].end > head.start() and names[at - 1].type != "adjective":
            continue  # inside a known name: "Secretary of State's office", "General Assembly"
        begin = officeheads.begin(view, head.start(), names, at, found[-1].end if found else 0)
        office = _right(view, begin, head.start(), head.end(), names, starts, found[-1].end if found else 0)
        if head[0] in _FELLOWS and office.of_kind != "state":
            continue  # "her colleague" is nobody's counterpart; "her Kenyan colleague" is
        if found and _serves(view, found[-1], office):
            of, kind = (office.of, office.of_kind) if office.of else (found[-1].of, found[-1].of_kind)
            found[-1] = replace(office, begin=found[-1].begin, of=of, of_kind=kind)
        elif found and (whole := _of_a_superior(view, found[-1], office) or _glossed(view, found[-1], office)):
            found[-1] = whole
        else:
            found.append(office)
    in_capitals = [o for o in letterheads.find(view) if all(o.end <= f.begin or f.end <= o.begin for f in found)]
    return _share(view, sorted((*found, *in_capitals), key=lambda o: o.begin))


_FELLOWS = frozenset(("colleague", "colleagues", "opposite number", "opposite numbers"))


# "the Prime Minister's Private Industry Adviser", "the President's new chief of staff".
_SERVING = re.compile(r"'s (?:(?:[A-Z][\w-]+|new|former|top|chief|senior|special|foreign|security) ){0,3}")


def _serves(view: str, superior: Office, office: Office) -> bool:
    """Whether an office is of who holds another: "the UN Secretary-General's Personal Envoy"."""
    return not superior.plural and bool(_SERVING.fullmatch(view, superior.end, office.begin))


# "Army Chief General Lima", "Defense Minister General Lima": an office and a rank.
_RANKED = re.compile(r"(?:Chief|Minister) (?:General|Admiral|Marshal) (?!of\b)[A-Z]")


def _leads_up(text: str) -> bool:
    """Whether all words before a head are its modifiers: "chief presidential " before "adviser"."""
    return len(text) < 40 and text.endswith(" ") and all(word.lower() in words()["modifiers"] for word in text.split())


# "National Security Advisor for the Vice President", "Secretary of State in the Chancellery of the President".
_SUPERIOR = re.compile(r" (?:(?:in|at) the (?:[A-Z][\w-]+ ){1,2}of|of|to|for) the ")


def _of_a_superior(view: str, office: Office, superior: Office) -> Office | None:
    """The office of who serves another office, as one title; None where two titles stand beside each other."""
    gap = view[office.end : superior.begin]
    if office.plural or superior.plural or office.of or superior.title == "General" or not _SUPERIOR.fullmatch(gap):
        return None
    title = view[office.begin : superior.begin] + superior.title
    return replace(office, end=superior.end, title=title, of=superior.of, of_kind=superior.of_kind)


_GLOSS = re.compile(r" \((?:the )?(?:[A-Z][\w'-]+ )?")


def _glossed(view: str, office: Office, meaning: Office) -> Office | None:
    """An office with what brackets say that it means, "Taoiseach (Irish prime minister)"; None without such."""
    if not _GLOSS.fullmatch(view, office.end, meaning.begin) or not view.startswith(")", meaning.end):
        return None
    of, kind = (office.of, office.of_kind) if office.of else (meaning.of, meaning.of_kind)
    return replace(office, end=meaning.end + 1, of=of, of_kind=kind)


def _right(
    view: str, begin: int, head: int, end: int, names: Sequence[Mention], starts: list[int], floor: int
) -> Office:
    """Follow the "of" phrases of a title to the state, organization or body that it belongs to.

    What ends before `floor` is part of the title before: "Ambassador to Kenya Prince Ola".
    """
    plural = view[end - 1] == "s" and view[head:end].lower().rstrip("s") in words()["heads"]
    tail = officetails.follow(view, begin, head, end, names, starts)
    if tail.kind == "state" and _STUDIES.match(view, tail.stop):
        tail = replace(tail, stop=end, title_end=end, of="", kind="")  # "director of the Norway Programme"
    if tail.stop > end and _SUPERIORS_TITLE.match(view, tail.stop):
        tail = replace(tail, stop=end, title_end=end, of="", kind="")  # "an advisor to Foreign Minister Anna Berg"
    former = bool(_FORMER.search(view[max(0, begin - 12) : begin]))
    of, kind = tail.of, tail.kind
    if kind != "state" and not of:
        of, kind = _opener(view, begin, head, names, starts) or _possessor(view, begin, names, starts, floor)
    title = tail.title(view, begin)
    if kind == "body" and not lexicon.owners().get(of, ""):
        owner = _possessor(view, begin, names, starts, floor)  # "Kenyan Member of Parliament"
        of, kind, title = (*owner, view[begin : tail.stop]) if owner[1] == "state" else (of, kind, title)
    if of and kind == "state" and (rank := _RANK_FIRST.search(view, max(floor, begin - 60), begin)):
        at = bisect_left(starts, rank.end())
        if at < len(names) and names[at].begin == rank.end() and names[at].end == begin - 1:
            begin, title = rank.start(), rank[0] + title
    return Office(begin, tail.stop, _IN_FULL.get(title, title), of, kind, former, plural)


# What follows a state in the name of what studies it.
_STUDIES = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}(?:Program(?:me)?|Project|Cent(?:er|re)|Institute|Desk|Studies|Research|Initiative|Forum"
    r"|Foundation|Chair|Society|Watch)\b"
)
_SUPERIORS_TITLE = re.compile(r" (?:Minister|Secretary|President|Chancellor|Premier|Ambassador) [A-Z]")
# "a deputy US trade representative", "Assistant U.S. Attorney": a rank before the nation.
_RANK_FIRST = re.compile(
    r"\b(?:(?i:deputy|vice|assistant|acting|associate) )+(?=[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3} $)"
)
# A place after these is where something happens: "In Springfield President Lima spoke".
_WHERE = re.compile(r"\b(?i:in|at|to|from|near|for|of|via|outside|visited|left)(?: the)? $")


_OWNERS = ("state", "adjective", "organization", "body", "place")
# "UN Kenya envoy": who is sent there by whom stands before.
_ENVOY = re.compile(r"(?:[A-Za-z-]+ ){0,2}?(?i:envoy|representative|negotiator|mediator|coordinator)\b")
_SENT_TO = re.compile(r"(?: to|(?i:envoy|representative) (?:for|on)) (?:the )?$")


_SHORT = re.compile(r" \([A-Z]{2,8}\) $")


def _opener(view: str, begin: int, head: int, names: Sequence[Mention], starts: list[int]) -> tuple[str, str] | None:
    """The state whose body stands in a title before its head: "State Department spokesman", "deputy Pentagon chief"."""
    for name in names[bisect_left(starts, begin) : bisect_left(starts, head)]:
        served = lexicon.owners().get(name.key, "") if name.type == "body" else ""
        if served:
            return served, "state"
    return None


def _possessor(view: str, begin: int, names: Sequence[Mention], starts: list[int], floor: int) -> tuple[str, str]:
    """The state or organization just before a title: "Chinese Premier", "Zimbabwe's President", "EU envoy"."""
    if initials := _SHORT.search(view, max(0, begin - 12), begin):
        begin = initials.start() + 1  # "National Assembly (NA) Chairwoman"
    before = _BETWEEN.search(view[max(0, begin - 40) : begin])
    edge = begin - len(before[0]) if before else begin
    at = bisect_left(starts, edge) - 1
    if at >= 0 and names[at].type == "body" and names[at].begin < begin < names[at].end:
        served = lexicon.owners().get(names[at].key, "")  # "Russian Foreign Ministry spokesman": one name
        return served, "state" if served else ""
    if at < 0 or names[at].end != edge or names[at].type not in _OWNERS:
        return "", ""
    name = names[at]
    if name.begin < floor and _SENT_TO.search(view, max(0, name.begin - 24), name.begin):
        return "", ""
    if name.type == "place":  # "Springfield Mayor Lima": of the state that the place lies in
        local = name.key in lexicon.state_codes() and not _WHERE.search(view[max(0, name.begin - 12) : name.begin])
        return (name.key, "state") if local else ("", "")
    if name.type == "state" and view[name.end : begin] == " " and _studies(view, name, begin):
        return "", ""
    if name.type in ("state", "adjective"):
        sender = names[at - 1] if at and view[names[at - 1].end : name.begin] in (" ", "'s ") else name
        if sender.type in ("state", "adjective", "organization") and _ENVOY.match(view, begin):
            name = sender
        return (name.key, "state") if name.type != "organization" else (view[name.begin : name.end], name.type)
    owner = names[at - 1] if at and name.type in ("body", "organization") else None
    if owner and owner.type in ("state", "adjective") and name.begin - owner.end <= 3:
        return owner.key, "state"
    return view[name.begin : name.end], name.type


# "a Norway expert": what somebody studies, who need not be of there; "a US analyst" is.
_STUDENT = re.compile(r"(?:[a-z-]+ ){0,2}?(?i:expert|analyst|scholar|researcher|specialist|professor|economist)\b")


def _studies(view: str, state: Mention, begin: int) -> bool:
    """Whether a state before a title is what its bearer studies."""
    called = view[state.begin : state.end].replace(".", "")
    return not called.isupper() and bool(_STUDENT.match(view, begin))


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
