"""The larger event beside which two sides meet: "on the sidelines of the G20 summit", "during the Lima summit"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast
from kg.facts.drafts import Draft
from kg.facts.skeleton import Skeleton
from kg.model import EventKind

# The event ends where the sentence goes on: "of the summit to discuss …", "of the week as part of …".
_ENDS = (
    r"(?= ?[.;,(]|$| (?:today|yesterday)\b"
    r"| (?:to|as|where|when|while|which|that|who|and|after|before|was|is|were|will) [a-z])"
)
_SIDELINES = re.compile(rf"\b[Oo]n the (?:sidelines|margins|sideline|fringes) of (?P<what>[^.;,(]{{3,120}}?){_ENDS}")
_NOUN = r"(?:[Ss]ummit|[Ff]orum|[Cc]onference|[Ss]ession|[Aa]ssembly|[Cc]ongress|[Mm]inisterial|Meeting|Games|Olympics)"
_DURING = (
    r"(?:[Dd]uring|[Aa]t|(?:[Ii]n|[Ww]ithin) the framework of|[Oo]n the occasion of) "
    r"(?:(?:the|an?|this|last|their|its|this year's|last year's) )*"
    r"(?P<what>(?=[^.;,]*?[A-Z0-9\ue003\ue004])(?:(?:[\w'’.-]+|[\ue000-\ue007].(?:'s?)?|\([^()]{1,9}\)) ){0,8}?"
    rf"(?:{_NOUN}\b(?! (?:Cent|Hall|Room|Hotel))(?: (?:of|on|for) [^.;,(]{{2,80}}?)?|[\ue003\ue004].(?! \())){_ENDS}"
)
# Before an event that stands after the contact nothing else may be done: "met X and recalled the vote at the summit".
_AFTER = re.compile(
    rf"(?:,? (?:today|here|again|earlier|later|briefly|separately|recently|held|planned|scheduled|set|which took place"
    rf"|(?:that|which) (?:had been|was|is) (?:planned|scheduled|held)|\((?:[^()]{{1,40}})\)))*,? {_DURING}"
)
_FRONT = re.compile(rf"{_DURING},")
_HELD_AT = frozenset[EventKind](("meeting", "talks", "consultation"))
# Of the names that the lexicon knows those of events; assemblies are parliaments.
_EVENT = re.compile(
    r"\b(?:[Ss]ummit|[Ff]orum|[Cc]onference|[Ss]ession|[Dd]ialogue|[Cc]ongress|[Mm]inisterial|Meeting|Games|Olympics"
    r"|General Assembly)\b"
)
_NAMED = re.compile(r"[A-Z0-9]")


def beside(cast: Cast, whole: Skeleton, skeleton: Skeleton, end: int, kind: EventKind) -> str | None:
    """The larger event of a contact, as the article words it; `end` is where its frame ends in `skeleton`."""
    found = _SIDELINES.search(whole.text)
    if found and not (whole is skeleton and found.start("what") < end <= found.end()):
        return _words(cast, whole, found["what"])
    if kind not in _HELD_AT:
        return None
    for told, at in ((skeleton, _AFTER.match(skeleton.text, end)), (whole, _FRONT.match(whole.text))):
        words = _words(cast, told, at["what"]) if at else ""
        if _EVENT.search(words):
            return words
    return None


def name(drafts: Sequence[Draft]) -> None:
    """Call "the summit" by the name that the article gives it beside another contact."""
    told = [draft.sidelines for draft in drafts if draft.sidelines and _NAMED.search(draft.sidelines)]
    for draft in drafts:
        if draft.sidelines and not _NAMED.search(draft.sidelines):
            noun = draft.sidelines.rpartition(" ")[2].lower()
            draft.sidelines = next((words for words in told if noun in words.lower()), draft.sidelines)


def _words(cast: Cast, skeleton: Skeleton, typed: str) -> str:
    """The article's words behind a run of a skeleton."""

    def words(mention: re.Match[str]) -> str:
        ref = skeleton.behind(mention[0])
        return cast.document.view[ref.begin : ref.end]

    return re.sub(r"^the ", "", re.sub(r"[\ue000-\ue0ff].", words, typed)).strip()
