"""How a sentence tells of a contact: as what took place, as known, as what somebody says or speaks of."""

from __future__ import annotations

import re

from kg.facts.found import Match
from kg.facts.rules import Rule
from kg.facts.skeleton import TYPES
from kg.model import Actor

# These name a contact behind a subject that may do anything with it: praise it, come out of it, say so during it.
_NAMING = frozenset(("noun.of-subject", "noun.possessive-with", "noun.own", "noun.whose", "talks.theirs"))
_NEAR = 24
# "during her official talks with": what the sentence tells took place there; else it only speaks of them.
_AT_IT = re.compile(
    r"\b(?:[Dd]uring|[Ii]n|[Aa]t|[Aa]fter|[Ff]ollowing|[Oo]n|[Uu]pon|[Ff]or|[Ww]ith|[Ff]rom|[Hh]eld|[Hh]ad|[Hh]as"
    r"|[Hh]av(?:e|ing)|[Hh]old\w*|[Bb]eg[au]n|[Ss]tart\w*|[Oo]pen\w*|[Cc]onclud\w+|[Cc]omplet\w+|[Ww]rapp\w+|[Ee]nd\w*"
    r"|[Pp]aid|[Pp]ay\w*|[Mm]ade|[Mm]ak\w+|[Cc]onduct\w*|[Pp]lan\w*|[Cc]ancel\w*|[Pp]ostpon\w+|[Ww]ind\w*)"
    r" (?:[\w'-]+ ){0,5}$"
)
_HANGS = re.compile(
    r"\b(?:(?<!start )(?<!end )(?<!beginning )(?<!opening )(?<!close )(?<!day )(?<!lines )(?<!margins )of|about"
    r"|regarding|[Aa]head of)(?= (?:an?|the|his|her|their|its)"
    r"(?: (?!(?:during|in|at|after|with|following|on|for|to)\b)[\w-]+){0,4} $)"
)
_KNOWN = re.compile(r"\b(?:[Tt]he|[Tt]heir|[Tt]his|[Tt]hese|[Oo]ur|[Hh]is|[Hh]er) (?:[a-z-]+ )?$")
_OTHER = re.compile(
    r"\b(?:last|previous|next|earlier|first|second|third|recent|another|new|upcoming|future|past|again)\b"
)
_RECENT = re.compile(r"\b(?:recent|latest|previous|earlier|past|preceding|last)(?: [a-z-]+){0,2} $")
_BESIDES = re.compile(r"\b(?:[Aa]lso|[Ss]eparately|[Ii]n addition|[Aa]dditionally)\b")
_LONG_AFTER = re.compile(
    r"(?:\b|^)[\w-]+ (?:days?|weeks?|months?|years?|decades?) (?:after|before|since|following) (?:[^\s,.;\"]+ ){0,8}$"
)
# "Days after meeting Kamau, Berg said": what stands before the comma was days before.
_DAYS_AFTER = re.compile(r"(?:(?:[A-Z][a-z]+|\d+) )?(?:[Dd]ays?|[Ww]eeks?|[Mm]onths?) after ")
_HAD = re.compile(
    r"\blast (?:met|spoke|visited|held|talked|hosted)\b"
    r"|\bhad (?:[a-z]+ly |also |already |earlier |previously )?(?:met|held|spoken|visited|received|discussed)\b"
)
# "Berg said in Oslo on Monday that she …", "Speaking in Oslo on Monday, Berg …": the adverbials are of the saying.
_SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|added|announced|noted|stressed|stated|confirmed|reported|recalled|reminded|informed"
    r"|disclosed|revealed|declared|explained|indicated|claimed|tweeted|wrote)\b[^.;\"]{0,80}? that "
    r"|^(?:Speaking|Addressing|Asked|Answering|Commenting|Talking|Writing|Responding|Briefing)\b[^,.;]*, "
)


def said(text: str, begin: int) -> int:
    """Where in a skeleton the words begin that somebody is said to say, where they hold a position; else 0."""
    return max((m.end() for m in _SAYING.finditer(text, 0, begin)), default=0)


def reported(text: str, found: Match) -> bool:
    """Whether somebody says that there was a contact, or it lay behind what is told."""
    return said(text, found.start()) > 0 or bool(_HAD.search(found[0])) or earlier(text, found)


def besides(text: str, found: Match) -> bool:
    """Whether somebody had a contact besides another: "also met", "separately held talks"."""
    return bool(_BESIDES.search(text, max(0, found.start() - len("Separately, ")), found.end()))


def long_after(text: str, found: Match) -> re.Match[str] | None:
    """The words that put a contact some time before or after what its sentence tells: "eight months after her"."""
    at = found.start("noun") if found.groupdict().get("noun") else found.start()
    return _LONG_AFTER.search(text, max(0, at - 60), at)


def is_long_ago(text: str, at: int) -> bool:
    """Whether the words before a verb put it some time before what its sentence tells: "months since Berg met"."""
    return bool(_LONG_AFTER.search(text, max(0, at - 60), at))


def earlier(text: str, found: Match) -> bool:
    """Whether a noun names contacts of days before: "in recent phone calls with", "their latest meetings"."""
    if long_after(text, found) or _DAYS_AFTER.match(found[0]):
        return True
    if not found.groupdict().get("noun"):
        return False
    begin = found.start("noun")
    return bool(_RECENT.search(text, max(0, begin - 40), begin))


def adverbials(rule: Rule, found: Match, begin: int, end: int) -> tuple[int, int]:
    """Where in `[begin, end]` the adverbials of a contact stand that its sentence may only speak of.

    At "praised on Monday her talks with" they are those behind the noun; at "said on Monday during her talks with"
    those of the sentence. What may go on for months has none but its own.
    """
    if after := long_after(found.string, found):  # what the sentence tells has days and places of its own
        comma = found.string.find(",", after.end())
        return max(begin, after.start()), min(end, comma if comma > 0 else end)
    if rule.give.get("hosted") == "near" and '"' in found.string[: found.start()]:
        return max(begin, found.start()), end  # what was quoted before tells of other places
    names = rule.id in _NAMING or rule.give.get("names") in ("with", "journey") or "runs" in rule.give
    if not names:
        return begin, end
    at = found.start("noun")
    if "runs" in rule.give:
        return max(begin, at - _NEAR), min(end, found.end() + _NEAR)
    return (begin if _AT_IT.search(found.string, 0, at) else max(begin, at - _NEAR)), end


def dated_from(found: Match) -> int:
    """Before where in a skeleton no day of a contact stands: "spoke on Monday of [her talks with]"."""
    groups = found.groupdict()
    at = found.start("event") if groups.get("event") else found.start("noun") if groups.get("noun") else 0
    hangs = _HANGS.search(found.string, max(0, at - _NEAR), at)
    return hangs.end() if hangs else 0


def known(found: Match) -> bool:
    """Whether a frame takes its contact for known: "the talks", "their meeting", "the two leaders spoke"."""
    groups = found.groupdict()
    by_group = (groups.get("a") or "").startswith((TYPES["group"], "they", "They")) and not groups.get("b")
    named = groups.get("noun") and _KNOWN.search(found.string, 0, found.start("noun"))
    visit = found[0].lower().startswith(("the visit ", "his visit to ", "her visit to "))
    return bool(by_group or named or visit) and not _OTHER.search(found[0])


def unnamed(rule: Rule, other: tuple[Actor, ...]) -> bool:
    """Whether a noun tells of a contact with somebody whom it does not name: "after talks with the Kenyan minister"."""
    return rule.give.get("names") == "with" and all(x.kind != "person" for x in other)
