"""Where a title goes on after its head, and whose office it is: the "of", "for" and "to" phrases that follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import lexicon
from kg.mentions import charges
from kg.mentions.institutions import CAPITALS, run_from
from kg.text import Mention

_OF = re.compile(
    r"(?:,? (?:of|for)| (?:to|at|on|from)) (?:[Tt]he |a |an )?|(?<=[Mm]inister) (?=of )| in charge of (?:the )?"
    r"|, (?=(?:Ministry|Department|Embassy) of )"
    r"|, (?=(?:(?:[A-Z][\w'-]+|of|and|the|for),? ){1,6}"
    r"(?:Bureau|Division|Department|Directorate|Section|Ministry)[,.;\n])"
    r"| in the (?=(?:[A-Z][\w'-]+ )*(?:Presidency|Office|Ministry|Department|Secretariat|Cabinet|Chancellery)\b)"
)
# Who leads a state is so nowhere: what is "at" a place is where others meet them.
_NOWHERE = re.compile(
    r"(?i:(?<!vice )(?<!vice-)president|premier|prime minister|king|queen|emir|sultan|prince|chancellor)$"
)
_RANK = re.compile(r",? (?:Extraordinary and Plenipotentiary|[Pp]ro [Tt]empore|a\.i\.|[Aa]d [Ii]nterim)(?= |,)")
_INITIALS = re.compile(r" \((?:[A-Z]{2,8}|(?:upper|lower) house(?: of parliament)?|parliament|cabinet)\)")
_POSSESSIVE = re.compile(r"'s? (?=\w)")
_BLANK, _CAPITAL = re.compile(" "), re.compile(" (?=[A-Z])")
# Which of a nation are not its state's: "the Norwegian Nobel Institute"; and what goes on with a name of its own.
_PRIVATE = re.compile(
    r"\b(?:Institute|University|Party|Association|Society|Company|Corporation|Group|Union|League|Movement|Front"
    r"|Organi[sz]ation|Foundation|Fund)\b"
)
_NAMED = re.compile(
    r"(?<!central )\b(?:bank|company|group|agency|organi[sz]ation|party|movement|union|institute) [A-Z]"
)
# "chair of the Norwegian branch of Amnesty".
_BRANCH = re.compile(r"(?:[a-z-]+ )?(?:branch|chapter|section) of (?:the )?[A-Z]")
# Who is sent: "Ambassador of Russia to China". A president of one state goes to another only on a visit.
_SENT = re.compile(
    r"(?i:ambassador|envoy|representative|permanent observer|consul|attaché|commissioner|delegate|charg[eé]|of mission)"
)
_IN, _STATE_AFTER, _ENDS = re.compile(r" in (?:the )?"), re.compile(", (?=[A-Z])"), re.compile(r"[;.)\n]|$")
# What follows where an envoy is posted: a comma or the envoy's name.
_NAMED_NEXT = re.compile(r",| (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z]")
_CHARGE = re.compile(r" \((?:I/C|[A-Z][^()\n]{1,30})\)(?= of | for | at )")


# "Co-Chair of the Russia-Turkey Intergovernmental Commission": two states have it in common.
_PAIR = re.compile(
    r"[A-Z][\w.]+[-–][A-Z][\w.]+ (?:[A-Z][\w-]+ |and |on |for ){0,6}?(?:Commission|Committee|Council|Group|Dialogue)\b"
)
# Whose envoys name the Secretary-General for the organization, with what they are charged with after it.
_SECRETARY = re.compile(
    r"(?:UN |U\.N\. |United Nations )?Secretary[- ]General(?! of)"
    rf"(?: (?:on|for) (?:the )?{CAPITALS}(?: (?:(?:and|in|of) (?:the )?)?{CAPITALS})*(?=[,;)\n]| [a-z]))?"
)
# "Minister Assisting the Prime Minister for Women", "Minister Assisting the Treasurer".
_ASSISTING = re.compile(
    r"(?<=Minister) +Assisting the (?:(?:Deputy )?Prime Minister|Treasurer|Minister|Leader|President)(?![\w-])"
)
# Whose title says little without the body that is led.
_LEADS = re.compile(r"(?i:head|director|chief|chair|secretary|governor)")
# Who governs a town or a region: an official of the state in which it lies.
_LOCAL = re.compile(r"(?i:mayor|governor|prefect|\bhead\b)")
# "mayor of the northern Kenyan city".
_OF_THE, _TOWN = (
    re.compile(r" of (?:the|a) (?:[a-z-]+ ){0,2}"),
    re.compile(r" (?:[a-z-]+ ){0,2}(?:city|town|village|province|region|prefecture|county|port)\b"),
)
_CABINETS = re.compile(r"Council of (?:Ministers|State)\b")  # who presides over them is no president of the state
_PARTY = re.compile(r"\b(?:[Pp]arty|Movement|Front|League|CPC|CPV)\b")


@dataclass(slots=True)
class Tail:
    """What follows a head: where the phrase stops, where the title itself ends, and the owner with its kind.

    `owner` is the run inside the title that names the owner of an institution, as "Kenya's " in "head of Kenya's army".
    """

    stop: int
    title_end: int
    of: str = ""
    kind: str = ""
    owner: tuple[int, int] | None = None

    def title(self, view: str, begin: int) -> str:
        """The title at `begin` without the owner's name."""
        if not self.owner or self.title_end < self.owner[1]:
            return view[begin : self.title_end]
        left = view[begin : self.owner[0]]
        article = "" if left.endswith("the ") or not left.endswith(" ") else "the "
        return left + article + view[self.owner[1] : self.title_end]


def follow(view: str, begin: int, head: int, end: int, names: Sequence[Mention], starts: Sequence[int]) -> Tail:
    """The tail of the title at `begin` whose head is `[head, end)`; `starts` are the begins of `names`."""
    at = _past(_ASSISTING, view, _past(_RANK, view, end))
    tail = Tail(at, at)
    leads = bool(_LEADS.search(view[head:end]))
    leader = bool(_NOWHERE.search(view[head:end]))
    while link := _OF.match(view, _past(_CHARGE, view, tail.stop)):
        if leader and link[0].startswith(" at"):
            break
        at = bisect_left(starts, link.end())
        known = at < len(names) and names[at].begin == link.end()
        more = _by_form(view, begin, link, names, at, known, tail)
        if more is None and known and not link[0].strip(", ").startswith("on"):
            more = _by_name(view, begin, link, names, at, leads, tail)
        if more is None:
            length = run_from(view, link.end(), names)
            more = bool(length)
            tail.stop = tail.title_end = link.end() + length if length else tail.title_end
        if not more:
            break
    if office := _IN_OFFICE.match(view, tail.stop):
        tail.stop, tail.title_end = office.end(), office.end(1)
    _in_cabinet(view, names, starts, tail)
    if not tail.of and _LOCAL.search(view, head, end) and (town := _OF_THE.match(view, end)):
        _of_a_town(view, town.end(), names, starts, tail)
    _posted(view, begin, names, starts, tail)
    return tail


def _past(words: re.Pattern[str], view: str, at: int) -> int:
    """Where such words at a position end, the position itself where there are none."""
    found = words.match(view, at)
    return found.end() if found else at


# "Minister in the Prime Minister's Office (Law and Reform)".
_IN_OFFICE = re.compile(
    r"( (?:in|at) the (?:Prime Minister|President|Vice President|Chancellor)'s (?:Office|Department))"
    r"(?: \([A-Z][^()\n]{2,60}\))?"
)
# "Minister for Public Works in the interim Kenyan government".
_IN_THE = re.compile(r" in (?:the |its )?(?:(?:interim|transitional|new|current|caretaker|outgoing|former|previous) )*")
_CABINET = re.compile(
    r"(?:'s)? (?:(?:interim|transitional|new|caretaker|coalition) )*(?:administration|government|cabinet)\b"
)


def _in_cabinet(view: str, names: Sequence[Mention], starts: Sequence[int], tail: Tail) -> None:
    """Go on past the government in which somebody serves."""
    link = None if tail.of else _IN_THE.match(view, tail.stop)
    at = bisect_left(starts, link.end()) if link else len(names)
    if not link or at == len(names) or starts[at] != link.end() or names[at].type not in ("state", "adjective"):
        return
    if government := _CABINET.match(view, names[at].end):
        tail.stop, tail.of, tail.kind = government.end(), names[at].key, "state"


def _of_a_town(view: str, at: int, names: Sequence[Mention], starts: Sequence[int], tail: Tail) -> None:
    """Go on past the nation of a town that is not named."""
    found = bisect_left(starts, at)
    name = names[found] if found < len(names) and starts[found] == at else None
    if name and name.type == "adjective" and (town := _TOWN.match(view, name.end)):
        tail.stop, tail.of, tail.kind = town.end(), name.key, "state"


def _posted(view: str, begin: int, names: Sequence[Mention], starts: Sequence[int], tail: Tail) -> None:
    """Go on past where an envoy is posted, "Consul General in Nairobi", and the state after a comma, "…, Kenya;"."""
    link = _IN.match(view, tail.stop) if _SENT.search(view[begin : tail.title_end]) else None
    link = link or (None if tail.of else _STATE_AFTER.match(view, tail.stop))
    at = bisect_left(starts, link.end()) if link else len(names)
    if not link or at == len(names) or names[at].begin != link.end():
        return
    name = names[at]
    if link[0] != ", " and name.type in ("place", "state") and _NAMED_NEXT.match(view, name.end):
        tail.stop = name.end
    elif link[0] == ", " and name.type == "state" and _ENDS.match(view, name.end):
        tail.stop, tail.of, tail.kind = name.end, name.key, "state"


def _by_form(
    view: str, begin: int, link: re.Match[str], names: Sequence[Mention], at: int, known: bool, tail: Tail
) -> bool | None:
    """Go on by what the words after a link say by themselves: False where the title ends there, None for nothing."""
    charged = known and link[0].strip(", ").split(" ")[0] in ("for", "on")
    if charged and (charge := charges.past(view, names, at, view[begin : tail.title_end])):
        tail.stop = tail.title_end = charge
        return False
    if matter := charges.past_matter(view, link.start(), names, view[begin : tail.title_end]):
        tail.stop = tail.title_end = matter
        return False
    if secretary := _SECRETARY.match(view, link.end()):
        tail.stop = tail.title_end = secretary.end()
        tail.of, tail.kind = tail.of or "UN", tail.kind or "organization"
        return False
    if pair := _PAIR.match(view, link.end()):
        tail.stop = tail.title_end = pair.end()
        return False
    return None


def _by_name(
    view: str, begin: int, link: re.Match[str], names: Sequence[Mention], at: int, leads: bool, tail: Tail
) -> bool | None:
    """Go on by the known name after a link; whether more may follow, None where the name says nothing."""
    name, sent = names[at], bool(_SENT.search(view[begin : tail.title_end]))
    if name.type == "state" and tail.kind == "organization" and sent and link[0].startswith(" to"):
        tail.stop = name.end  # "Ambassador of the European Union to Kenya"
        return True
    if name.type == "state":
        if tail.kind != "state" or not tail.of:
            tail.of, tail.kind = name.key, "state"
        if link[0].startswith(" to") and tail.of == name.key:
            tail.of, tail.kind = "", ""
        tail.stop = name.end
        if link[0].startswith(" of") and view.startswith(" to ", tail.stop) and sent:
            return True
        if link[0].startswith(" of") and view.startswith(" for ", tail.stop):
            tail.owner = (link.start(), name.end)  # "Deputy Minister of Kenya for Trade"
            return True
        return _by_institution(view, name, names, tail)
    if name.type == "adjective" and (link[0].startswith((" of", " at")) or "spokes" in view[begin : tail.title_end]):
        if not _by_institution(view, name, names, tail):
            return None
        tail.of, tail.kind = name.key, "state"
        return True
    if name.type not in ("organization", "body", "place"):
        return None
    if name.type == "place" and link[0].startswith(" to") and sent:
        tail.stop = name.end  # "Ambassador to Nairobi"
        return True
    if name.type == "place" and not link[0].strip().startswith("of"):
        return False
    if link[0].startswith((" to", " at")) and name.type == "organization" and sent:
        tail.stop = tail.title_end = name.end  # "Kenya's Permanent Representative to the UN": Kenya's
        return True
    tail.of, tail.kind = _owner(view, begin, name, tail)
    _by_body(view, name, names, leads, tail)
    return True


def _owner(view: str, begin: int, name: Mention, tail: Tail) -> tuple[str, str]:
    """Whose the office at `begin` is that a name after it completes, and of what kind; a place's state for a mayor."""
    if name.type != "place":
        return view[name.begin : name.end], name.type
    local = name.key in lexicon.state_codes() and _LOCAL.search(view, begin, tail.title_end)
    return (name.key, "state") if local else ("", "")


def _by_body(view: str, name: Mention, names: Sequence[Mention], leads: bool, tail: Tail) -> None:
    """Go on past an organization, a body or a place, and what of its organs and institutions the title names."""
    whole = _whole(view, name, names)
    own_end = _past(_INITIALS, view, whole)
    tail.stop = _past_organ(view, own_end)
    organ = tail.stop > own_end
    if _by_institution(view, replace(name, end=tail.stop), names, tail):
        if organ:
            tail.owner = (name.begin, own_end + 1)  # "Chairman of the Central Committee's Commission" of a party
    elif organ:
        tail.title_end, tail.owner = tail.stop, (name.begin, own_end + 1)
    elif name.type == "body" and (leads and name.key not in lexicon.wholes() or _CABINETS.match(view, name.begin)):
        tail.title_end = tail.title_end if _PARTY.search(view[name.begin : name.end]) else whole


def _whole(view: str, name: Mention, names: Sequence[Mention]) -> int:
    """Where a ministry's name ends that goes on with more portfolios than the lexicon knows: "… and Trade"."""
    ministry = name.type == "body" and "inistry" in view[name.begin : name.end]
    return max(name.end, name.begin + run_from(view, name.begin, names)) if ministry else name.end


def _by_institution(view: str, owner: Mention, names: Sequence[Mention], tail: Tail) -> bool:
    """Go on past the institution of an owner: "of China's Ministry of Commerce", "of the Norwegian parliament"."""
    acronym = _CAPITAL if owner.type == "body" or view[owner.begin : owner.end].isupper() else None
    beside = _BLANK if owner.type == "adjective" else acronym
    possessed = _POSSESSIVE.match(view, owner.end)
    own = possessed or (beside.match(view, owner.end) if beside else None)
    length = run_from(view, own.end(), names) if own else 0
    stop = own.end() + length if own else 0
    if (
        not own
        or not length
        or _BRANCH.match(view, own.end())
        or not possessed
        and (_PRIVATE.search(view, own.end(), stop) or _NAMED.search(view, own.end(), stop + 2))
    ):
        return False
    tail.stop = tail.title_end = stop
    tail.owner = (owner.begin, own.end())
    return True


def _past_organ(view: str, stop: int) -> int:
    """Where the phrase of an organization ends with its inner organ: "Central Committee"."""
    organ = next((o for o in (" Central Committee", " Politburo") if view.startswith(o, stop)), "")
    return stop + len(organ)
