"""What kind of contact it is: by the noun that names it, and by the means that the words around it tell."""

from __future__ import annotations

import re
from typing import get_args

from kg.facts.found import Match
from kg.facts.rules import Rule
from kg.facts.skeleton import Skeleton
from kg.model import EventKind

# The first part that a captured noun holds decides: "video" before "call", "summit" before "talks".
_KINDS: tuple[tuple[str, EventKind], ...] = (
    ("video", "video-call"), ("virtual", "video-call"), ("summit", "summit"), ("phone", "phone-call"),
    ("telephon", "phone-call"), ("tele-", "phone-call"), ("call", "phone-call"), ("consultation", "consultation"),
    ("talks", "talks"), ("negotiation", "talks"), ("discussion", "talks"), ("conversation", "meeting"),
    ("dialogue", "conference"), ("ministerial", "conference"), ("council", "conference"),
    ("commission", "conference"), ("forum", "conference"),
)  # fmt: skip
# "the fifth meeting of the Joint Trade Committee"
_OF_BODY = re.compile(
    r" of (?:the |their )?[^.,;]{0,60}?\b(?:Council|Commission|Committee|Forum|Dialogue|Mechanism|Group)\b"
)
_REMOTE = re.compile(r"\b(?:by|over|on|via)(?: (?:the|a|secure))* (?:tele)?phone\b")
_IN_CALL = re.compile(
    r"[^.;\ue000-\ue003]{0,30} (?:in|during|on) (?:an?|their) (?:\w+ )?(?:call|(?:tele)?phone conversation)\b"
)
_BY_CALL = re.compile(
    r"(?:In|During|On|Over) (?:an?|their|the) (?:[\w-]+ ){0,2}"
    r"(?:call|(?:tele)?phone (?:call|conversation|talk))\b[^,.;]*, $"
)
_VIDEO = re.compile(
    r"\b(?:via|by|over|through)(?: (?:a|secure))* (?:video(?:[ -]?link|[ -]?conference|conferencing)?"
    r"|videoconference)\b|\bvirtual(?:ly)?\b"
)


# "the two leaders' meeting": one of heads is a summit.
_OF_GROUP = re.compile(r"(?P<group>\ue001.)' (?:\w+ )?[Mm]eeting\b")
_HEADS = frozenset({"leaders", "presidents", "heads of state", "prime ministers", "heads of government"})

# Reports of one contact may call it by the kinds of one of these.
_ALIKE: tuple[frozenset[EventKind], ...] = (
    frozenset(("meeting", "talks", "consultation", "summit")), frozenset(("phone-call", "video-call")),
    frozenset(("conference", "summit")), frozenset(("visit",)), frozenset(("signing",)),
)  # fmt: skip


def alike(a: EventKind, b: EventKind) -> bool:
    """Whether two kinds may be of one contact."""
    return any(a in kinds and b in kinds for kinds in _ALIKE)


def kind_in(rule: Rule, found: Match, skeleton: Skeleton) -> EventKind:
    """The kind of the contact that a frame of a skeleton tells of; a meeting of heads of state is a summit."""
    kind = kind_of(rule, found, skeleton.text)
    return "summit" if kind == "meeting" and _of_heads(skeleton, found[0]) else kind


def _of_heads(skeleton: Skeleton, words: str) -> bool:
    """Whether the meeting that some words of a skeleton name is one of heads of state or government."""
    found = _OF_GROUP.search(words)
    return bool(found) and any(r.mention.name in _HEADS for r in skeleton.named(found["group"]))  # type: ignore[index]


def kind_of(rule: Rule, found: Match, text: str) -> EventKind:
    """What kind of contact a frame tells of: the rule's own, else by its noun and by the words around."""
    fixed = rule.give.get("kind")
    groups = found.groupdict()
    noun = (groups.get("noun") or groups.get("noun2") or groups.get("noun3") or "").lower()
    words = found[0].lower()
    if fixed == "visit":
        return "visit"
    if _VIDEO.search(words) or _VIDEO.search(text[found.end() : found.end() + 40]):
        return "video-call"
    if _REMOTE.search(words) or (fixed == "meeting" and _REMOTE.search(text[found.end() : found.end() + 30])):
        return "phone-call"
    called = _IN_CALL.match(text, found.end()) or _BY_CALL.match(text, 0, found.start())
    if rule.id.startswith(("discuss.", "views.")) and called:
        return "phone-call"
    if noun.endswith(("meeting", "session", "round")) and _OF_BODY.match(text, found.end()):
        return "conference"
    for part, kind in _KINDS:
        if part in noun:
            return kind if not (part == "conversation" and "telephone" in words) else "phone-call"
    return fixed if fixed in get_args(EventKind) else "meeting"  # type: ignore[return-value]
