"""Whether and when a contact took place, by the words of its frame."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from kg.cast import Cast
from kg.facts import outlook, slots
from kg.facts.found import Found, Match
from kg.facts.rules import Rule
from kg.facts.skeleton import TYPES, Skeleton
from kg.facts.told import dated_from
from kg.model import EventKind, Status, When

# In these rules a verb stands between the sides; its words alone say whether the contact took place.
_VERBAL = (
    "meet.", "hold.", "attend.", "views.", "discuss.", "travel.", "speak.", "phone", "receive", "received-by",
    "courtesy", "visit.pay", "visit.verb", "visit.went", "visit.headed", "event.",
)  # fmt: skip
# In these who acts stands before the noun, whatever the verb: by `give.names`.
_ACTING = ("with", "journey")
# These only name a contact: the words around the name say whether it took place.
_NAMED = ("event.hyphened", "event.its", "event.between")
_PURPOSE = re.compile(r" (?:to (?:attend|take part|participate|address|co-chair|chair)|for)\b")
_CAME = re.compile(
    r"\b(?:arrived|came|was|were|is|are|visited|travel?led|flew|met|gathered|joined|went|attended|been)\b"
)
# How far behind a frame a verb may put its contact off, and behind the verb the new day may stand.
_AFTER, _NEW_DAY = 80, 24
# What leads to the new day.
_PUT_OFF = re.compile(r"\b(?:to|until|till|for) (?:the )?$")
# As far before a noun its year stands: "the 2018 [summit between …]".
_YEAR = len("2018 ") + 1
# How far before a noun the words may stand that say whether its contact took place.
_REACH = 60
# "rejected the claims [during a rare] meeting with": what somebody does there says nothing of whether there was one.
# The noun is near: "ruled out in advance a meeting" is no "in a meeting".
_AT_IT = re.compile(
    r"\b(?:[Dd]uring|[Ii]n|[Aa]t|[Aa]fter|[Ff]ollowing)(?: [\w'’-]+)?(?: (?!(?:an?|the|any|of|no) )[\w'’-]+){0,3} $"
)
# What is yet to be done there is another thing, and so is taking no part in it.
_TO_BE = re.compile(
    r"\b(?:will|would|could|can|may|might|shall|should|must|if|whether|unless|not|never|no|without|cannot|part|participate"
    r"|(?:hop(?:es?|ed|ing)|want(?:s|ed)?|wish(?:es|ed)?|plan(?:s|ned)?|is|are|was|were|due|set|expected|scheduled|slated"
    r"|ready|willing|prepared|invited|proposed|suggested|asked|intend(?:s|ed)?|agreed|vow(?:s|ed)|promise[sd]) to)\b"
    r"|n't\b|\b(?:call(?:s|ed)?|invit(?:ed|es|ation)|cancel\w*|call(?:s|ed)? off|postpon\w+|interest(?:ed)?) $"
)
_VISIT_NOUN = re.compile(r"visit\.(?:pronoun|possessive|by|led|acting)$")
# The further destinations of a journey.
_STOPS = re.compile(rf"(?:(?:, and |, | and )(?:to )?(?:the )?[{TYPES['state']}{TYPES['place']}].)*")
# "the visit of Berg to Kenya, which had been planned [for May]": what is said of a visit itself.
_WHEN_IT_IS = re.compile(
    r",? ?(?:which |that )?(?:[a-z]+ ){0,3}?(?:took place|takes? place|began|begins?|start(?:s|ed)?|ended|scheduled"
    r"|planned|slated|expected|due|set)\b"
)
# "…, which had been planned for May, was called off": a month that has gone by.
_HAD_BEEN = re.compile(
    r",? ?(?:which |that )?had (?:[a-z]+ly )?been (?:[a-z]+ly )?(?:scheduled|planned|slated|expected|due|set)\b"
)
_BESIDES = re.compile(
    r",? (?:and|but) (?=(?:is|are|will|would|plans?|was|were|said)\b)"
    r"| that (?!(?:will|would|is|are|was|were|has|have|had|they|he|she|we|I|both|the two)\b)"
    r"|,? (?:saying|adding|telling)\b"
    # "during a visit to Lima, Berg [said trade would grow]", without "that"
    r"|(?<!was)(?<!were)(?<!is)(?<!are)(?<!been) (?:said|says|told|tells|added|warned|vowed|pledged|promised|stressed)"
    r"(?= [^,.;])"
)
_OWN = re.compile(r"^(?:[Oo]ur|[Mm]y|[Yy]our|[Tt]his)\b")
# Of several meetings somebody speaks so ahead of a journey; "our meeting today will focus on trade" is going on.
_MINE = re.compile(r"[Mm]y (?:[a-z-]+ ){0,3}(?:meetings|talks|visits?|discussions)\b")
# "#LIVE: X and Y hold talks": posted while it goes on.
_LIVE = re.compile(r"#LIVE\b[^\w\n]*$")
_DAYS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LASTING = (
    rf"(?P<days>{'|'.join(_DAYS)}|\d{{1,2}})[- ]day (?:[^\s,.;]+ ){{0,3}}?(?:visit|trip|tour|stay|stop|talks|meeting"
    r"|summit|conference|session|forum|consultations|negotiations|round|event|gathering|retreat)\b"
    rf"|\bafter (?P<over>{'|'.join(_DAYS)}) days of (?:[a-z]+ )?(?:talks|discussions|negotiations|consultations)\b"
    rf"|\bfor (?P<span>{'|'.join(_DAYS)}|\d{{1,2}}) days\b"
)
_CONCLUDED = re.compile(r"\b(?:conclud|end(?:s|ed|ing)\b|complet|wrapp|wind|wound|clos(?:es|ed|ing)\b)")
_LASTS = re.compile(rf"(?:\b|^){_LASTING}")
# What follows these has days of its own: "met Kamau in Lima after a two-day visit to Peru".
_ANOTHER = re.compile(r"\b(?:after|before|following|amid|ahead of)\b")
# How far around a frame the words stand that say how long its contact lasts.
_LASTS_BEFORE, _LASTS_AFTER, _LONGEST = 30, 60, timedelta(days=21)
_AHEAD_OF = re.compile(
    r"\b(?:[Aa]head of|[Pp]rior to|[Ii]n the run-up to|[Pp]reparations? for) (?:the |an? |his |her "
    r"|their )?(?:[a-z-]+ ){0,5}$"
)
# "[will chair a] meeting between", "[is to host] talks of": who is to hold a contact.
_TO_HOLD = re.compile(
    r"\b(?:will|would|(?:is|are) (?:due |set |expected |scheduled )?to|plans? to|intends? to) (?:[a-z]+ ){1,3}"
    r"(?:(?:an?|the|his|her|their|its) )?(?:[a-z-]+ ){0,4}(?:of (?:the )?)?$"
)
# "Prior to her visit, Berg [had] spoken of trade": told when both lie behind.
_HAD_DONE = re.compile(r"(?:[^.;,]{0,60}, [^.;,]{1,60}?)? had (?!to\b)")
_BEFORE = re.compile(r"^[^,]{0,40}\b(?:[Aa]head of|[Bb]efore)\b")


def status(
    cast: Cast, skeleton: Skeleton, rule: Rule, found: Match, begin: int, when: When | None
) -> tuple[Status | None, str]:
    """Whether a contact took place, or None with the reason to leave it out."""
    text, today = skeleton.text, cast.today or cast.published
    verbal = _is_verbal(rule)
    first = found.start("does") if "does" in found.groupdict() else found.start() - _REACH
    first = max(first, min(begin, found.start()))
    words = _verb_words(found, text) if verbal else _around(text, first, found)
    if rule.give.get("purpose"):  # who "flew there to attend" did; the purpose itself is always to come
        words = _PURPOSE.split(words)[0]
        if not _CAME.search(words):
            return "planned", ""
    if _to_come(rule, found):
        return "planned", ""
    if found.groupdict().get("done"):
        return ("planned" if when and today and when.start > today.end else "held"), ""
    begins = skeleton.sentence.begin
    if _LIVE.search(cast.document.view, max(0, begins - 16), begins):
        return "ongoing", ""
    told, reason = outlook.status_of(words, when, today)
    if found.groupdict().get("a") in ("he", "she", "they") and outlook.denies(text[: found.start()]):
        told, reason = None, "denied"
    if told is None:
        return None, reason
    if told == "planned" and outlook.postpones(words, 0, len(words)) and _HAD_BEEN.match(text, found.end()):
        told = "cancelled"  # the day that is told is the old one
    behind = when is not None and today is not None and when.end < today.start
    starts = (found.start(), found.start("noun") if found.groupdict().get("noun") else found.start())
    if not verbal and told == "held" and not behind and any(_AHEAD_OF.search(text, 0, at) for at in starts):
        return ("held" if _HAD_DONE.match(text, found.end()) else "planned"), ""
    if verbal and outlook.status_of(text[begin : found.start()], None, None)[0] == "cancelled":
        told = "cancelled"
    after = text[found.end() :]
    if not verbal and told != "cancelled" and not behind and outlook.doubted(after):
        return None, "doubted"
    if told == "cancelled":  # "cancelled his visit, planned for June"
        return told, reason
    own, moved = bool(_OWN.search(found[0])), _moved_to(cast, skeleton, found) is not None
    return outlook.taken_back(after, when, today, own, moved) or told, reason


def _to_come(rule: Rule, found: Match) -> bool:
    """Whether a rule tells of plans, a headline does ("Kamau to visit Norway"), or what "my meetings" will do."""
    groups = found.groupdict()
    acts = groups.get(rule.acting) and (
        _is_verbal(rule) or rule.give.get("names") in _ACTING and found.start("a") < found.start("noun")
    )
    first = found.end(rule.acting) if acts else len(found.string)
    serves = _MINE.match(found[0]) and outlook.serves(found.string[found.end() :])
    return bool(serves or rule.give.get("ahead") or groups.get("ahead") or found.string.startswith(" to ", first))


def _is_verbal(rule: Rule) -> bool:
    return rule.id.startswith(_VERBAL) and not rule.id.startswith(_NAMED)


def _around(text: str, first: int, found: Match) -> str:
    """A frame with the words from `first` on that may say whether its contact took place.

    What was quoted before it is left out, and what was said or done at it: "called for calm during a meeting with".
    """
    last = found.start("noun") if found.groupdict().get("noun") else found.start()
    lead = text[first:last].rpartition('"')[2]
    at = _AT_IT.search(lead)
    return (lead[at.start() :] if at and not _TO_BE.search(lead, 0, at.start()) else lead) + text[last : found.end()]


def _verb_words(found: Match, text: str) -> str:
    """The words between the first actor and the second, whichever stands first: the verb group."""
    groups = found.groupdict()
    other = next((name for name in ("b", "event") if groups.get(name)), None)
    begin = found.end("a") if groups.get("a") else found.start()
    end = found.start(other) if other else found.end()
    if begin < end:
        return text[begin:end]
    return text[found.end(other) if other else found.start() : found.start("a")]


def _own_clause(text: str, found: Match) -> str:
    """A frame with the words after it, up to what its subject does besides: "spoke with X and is expected in …".

    And up to what is said at it: "told X in a meeting that trade would grow".
    """
    end = min(found.end() + 60, len(text))
    other = _BESIDES.search(text, found.end(), end)
    return text[found.start() : other.start() if other else end]


def date(cast: Cast, rule: Rule, skeleton: Skeleton, found: Match, begin: int, end: int) -> When | None:
    """The date of a contact, by the adverbials at `[begin, end]` of its frame: the nearest one that fits."""
    if moved := _moved_to(cast, skeleton, found):
        return moved
    dates = [
        d
        for d in slots.dates_in(skeleton, max(begin, dated_from(found)), end)
        if d[1].kind not in ("anniversary", "ago-relations")
        and not slots.bounds(cast, d[1])
        and (d[1].kind != "year-modifier" or found.start() - _YEAR <= d[0] <= found.end())
    ]
    groups = found.groupdict()
    after = (
        not groups.get("a")
        or groups.get("event")
        or rule.give.get("dated") == "after"
        or outlook.cancels(skeleton.text[max(0, found.start() - 160) : found.end()])
    )
    if _VISIT_NOUN.match(rule.id):
        last = _STOPS.match(skeleton.text, found.end()).end()  # type: ignore[union-attr]
        last = said.end() if (said := _WHEN_IT_IS.match(skeleton.text, last)) else last
        dates = [d for d in dates if found.start() - 30 <= d[0] <= last + 8]
    chosen = slots.nearest(dates, found.end() if after else found.end("a"))
    if chosen is None:
        return None
    when = chosen.resolve(_tense(rule, skeleton, found))
    if when and when.precision == "month" and _HAD_BEEN.match(skeleton.text, found.end()):
        when = chosen.resolve("past")
    return whole(skeleton.text, found, when)


def _moved_to(cast: Cast, skeleton: Skeleton, found: Match) -> When | None:
    """The day to which a contact is put off: "a visit that was planned for Monday was postponed to June 6".

    "Was postponed on Monday" tells when that was decided.
    """
    text = skeleton.text
    told = outlook.of_itself(text[found.end() : found.end() + _AFTER])
    verb = outlook.postpones(text, found.start(), found.end() + len(told))
    if verb is None:
        return None
    # An adverbial leaves no words in the text: it stands where the verb ends, or before the next words.
    near = slots.dates_in(skeleton, verb.end(), min(verb.end() + _NEW_DAY, len(text)))
    later = [dated for _, dated in near if _PUT_OFF.search(cast.document.view, max(0, dated.begin - 12), dated.begin)]
    return later[0].resolve("future") if later else None


def under_way(kind: EventKind, status: Status | None, when: When | None, today: When | None, words: str) -> bool:
    """Whether a visit goes on by its words, or one that was planned by its days: those that began before today."""
    daily = when is None or when.precision == "day"
    if kind == "visit" and status == "held":
        stays = when is not None and today is not None and when.start <= today.end < when.end
        return daily and (stays or outlook.goes_on(words))
    runs = bool(when and today and daily and when.start < today.end <= when.end)
    return runs and status == "planned" and kind in ("visit", "conference", "summit")


def whole(text: str, found: Match, when: When | None) -> When | None:
    """All days of a contact of which one is told and how many there are, by the words around its frame.

    "concluded a two-day visit on Monday" tells the last, "arrived on Monday for a two-day visit" the first.
    """
    if when is None or when.precision != "day" or when.start != when.end:
        return when
    around = text[max(0, found.start() - _LASTS_BEFORE) : found.end() + _LASTS_AFTER].partition("; ")[0]
    lasts = _LASTS.search(around)
    if lasts is None or _ANOTHER.search(around, found.end() - max(0, found.start() - _LASTS_BEFORE), lasts.start()):
        return when
    told = lasts["days"] or lasts["over"] or lasts["span"]
    more = timedelta(days=(_DAYS.index(told) + 1 if told in _DAYS else int(told) - 1))
    if not timedelta(0) < more < _LONGEST:
        return when
    return replace(when, start=when.start - more) if _CONCLUDED.search(around) else replace(when, end=when.end + more)


def _tense(rule: Rule, skeleton: Skeleton, found: Match) -> str:
    """On which side of the article's day the dates of a frame lie."""
    if not isinstance(found, Found) and found.groupdict().get("done"):
        return "past"
    if _is_verbal(rule) and not _to_come(rule, found) and outlook.is_past(_verb_words(found, skeleton.text)):
        return "past"
    ahead = outlook.looks_ahead(_own_clause(skeleton.text, found)) or outlook.due(skeleton.text[found.end() :])
    ahead = (
        ahead
        or not _is_verbal(rule)
        and bool(_TO_HOLD.search(skeleton.text, max(0, found.start() - _REACH), found.start()))
    )
    if _to_come(rule, found) or ahead or _BEFORE.match(found[0]):
        return "future"
    told_now = skeleton.sentence.kind not in ("title", "caption")
    if _is_verbal(rule):
        return "future" if told_now and outlook.present(_verb_words(found, skeleton.text)) else "past"
    led = skeleton.text[found.end("a") : found.start("noun")] if {"a", "noun"} <= found.groupdict().keys() else ""
    if told_now and outlook.present(led.rpartition(", ")[2]):
        return "future"
    return "past" if outlook.happened(skeleton.text) else "none"
