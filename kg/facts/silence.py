"""Subjects with a verb of speech that report nothing their subject says: topics, visits, what reporters tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kg.facts import speaking
from kg.facts.clauses import clauses
from kg.facts.sayings import Saying
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.writings import is_writing
from kg.model import Actor

# "considered prospects", "raised questions of trade": a topic, and no position on it.
_ON_TOPIC = frozenset({"considered", "raised", "mentioned", "referred to", "outlined"})
_TOPIC = re.compile(
    r" (?:(?:the|a number of|various|several|some|all) )?(?:prospects|possibilit\w+|issues|questions|ways|options"
    r"|topics|matters|opportunities|aspects)\b"
)
# "shared views on the region" exchanges them; "commented on the vote", "briefed the press" tell no comment.
_EXCHANGES = frozenset(("shared views", "commented", "commented on"))
_ON = re.compile(r" (?:on|about|regarding)\b(?![^.]{0,80}(?:\bthat\b|[:\"]))")
_BRIEFS = frozenset(("briefed", "briefs", "informed", "informs"))
_CONTENTS = re.compile(r"\b(?:that|on|about|of|how|regarding|by|saying)\b|[:\"]")
_ATTENDING = re.compile(r" (?:in|at|to (?:attend|arrive|be))\b")
_QUESTIONS = re.compile(r" (?:[\w']+ ){0,3}?questions?\b")
# "responded quickly to the floods" tells what somebody did, "responded that …" what somebody said.
_ANSWERS = re.compile(
    r"$|[.,:;\"]| (?:that|by (?:saying|noting|stressing|calling|telling|tweeting|writing|posting|warning|urging"
    r"|accusing|insisting|declaring|vowing|demanding|asking|announcing)|to (?:an?|the) (?:reporter|question))\b"
)
# Whoever refuses to say something says nothing.
_UNANSWERED = re.compile(
    r" to (?:comment|elaborate|answer|say|discuss|give|name|speak|confirm|be drawn|take questions)\b"
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))
_PLANS = frozenset(("plan to", "plans to", "intend to", "intends to", "intended to"))
_MEETS = re.compile(
    r" (?:have|hold|meet|visit|travel|attend|host|discuss|return|leave|fly|arrive|tour|pay|sign|receive|call on)\b"
)
# "concluded a visit" ends it, "concluded that" says something.
_INFERS = re.compile(r" (?:that|by (?:saying|noting|stressing))\b|[:,\"]| ?$")
# Reporters, who tell what others say.
_REPORTER = re.compile(r"\b(?:correspondent|reporter|journalist|editor|columnist|anchor)(?:,? |s )$")
# What else verbs mean: "recalled their ambassadors", "pleaded guilty"; who is summoned to be told off is a diplomat.
_BACK = re.compile(r" (?:its|their|his|her|the) (?:[\w-]+ ){0,2}(?:ambassador|envoy|diplomat|troop)")
_GUILTY = re.compile(r" (?:not )?guilty\b")
_DIPLOMAT = re.compile(r"(?i:ambassador|envoy|charg[eé]|diplomat|representative|head of (?:the )?mission)")
_OTHERWISE: Mapping[str, re.Pattern[str]] = MappingProxyType({"recalled": _BACK, "recalls": _BACK, "pleaded": _GUILTY})
_TRIES = frozenset(("sought", "seeks"))
_GUEST = re.compile(rf"(?:^|[ ,\"])(?:{TYPES['person']}.|[Hh]e|[Ss]he|[Tt]hey) $")
_ADDS = re.compile(
    r" (?:another|an?|more|its|their|his|her|new|further|some|[\d,.]+|up|fuel|weight|momentum|impetus|pressure|to)\b"
)
_MEANS = re.compile(rf" (?:the )?[{TYPES['state']}{TYPES['organization']}{TYPES['body']}]")
_READING = frozenset(("reads", "read"))
_CALLING = frozenset(("call on", "calls on", "called on"))
_PAYS = re.compile(
    rf" (?:the )?(?:{TYPES['adjective']}{NUMBER} )?(?:[A-Z]\w+ )?"
    rf"(?:{TYPES['person']}|(?:[a-z-]+ (?:and [a-z-]+ )?)?(?:leaders|ministers|officials)\b"
    r"|Prime Minister|President|Foreign Minister|King|Sultan|Emir|Speaker|Premier|Chancellor)"
)
_BIDDEN = re.compile(r"[^.,;]{0,160}? (?:not )?to [a-z]+")
_OFFERING = frozenset(("offered", "offers"))
_TO_DO = re.compile(r" to [a-z]+")
_OFFICIALS = re.compile(r"\b(?i:officials?|diplomats?|negotiators?|ministry|government|envoys?)\b")
_TO_THE_HEARER = re.compile(rf" {TYPES['person']}{NUMBER}")
# What somebody is to do is not said yet: "Berg should stress".
_WISHED = re.compile(r"\b(?:should|must|could|may|might|can|shall|cannot|ought)\b")


_TELLS_NOTHING = re.compile(
    r"(?:said|says?|comment(?:ed|s)?|confirm(?:ed|s)?|announced?|told|elaborated|specif\w+|mention(?:ed|s)?|explained|responded"
    r"|replied|disclosed|revealed|stated|indicated|identified|acknowledged|addressed|answered|conceded|admitted"
    r"|apologi[sz]ed)"
)
_THIS = re.compile(r" (?:this|so) (?:when|while|at|during|in|on|after|before|following|upon)\b")
_CERTAIN = re.compile(r" (?:certain|sure)$")


def all_states(speakers: Iterable[Actor]) -> bool:
    """Whether all speakers are states or organizations."""
    return all(a.kind in ("state", "organization") for a in speakers)


def says_nothing(skeleton: Skeleton, saying: Saying, speakers: tuple[Actor, ...], *, issued: bool) -> bool:
    """Whether a subject and its verb report no speech of the subject's own.

    `issued` says that the text is the statement of its issuers, who tell there what they do.
    """
    verbs, text = saying.clause.verbs, skeleton.text
    if _REPORTER.search(text, max(0, saying.begin - 20), saying.begin):
        return True
    if _is_a_deed(text, saying, speakers):
        return True
    if verbs.tense == "modal":
        if saying.verb in ("welcome", "call on") and not issued:
            return True  # guests, visits to come
        if saying.verb == "consider" and not issued:
            return True
        if _WISHED.search(text, verbs.begin, saying.at):
            return True
    if verbs.negated and _TELLS_NOTHING.fullmatch(saying.verb):
        return True  # "has not commented"
    if _THIS.match(text, saying.end):
        return True  # "said this when meeting Berg"
    if _CERTAIN.search(saying.verb) and text.startswith(" to ", saying.end):
        return True  # "was certain to receive"
    if saying.verb == "promises" and text.startswith(" to be ", saying.end) and all_states(speakers):
        return True  # "Kenya promises to be a port of weight"
    if saying.verb.endswith((" aware", " mindful")) and not issued:
        return True  # what a reporter knows of them
    if saying.borne and saying.verb == "welcomed" and _GUEST.search(text, 0, verbs.begin):
        return True
    if saying.kind != "inserted" and _is_no_speech(saying.verb, text[saying.end :]):
        return True
    if saying.verb in ("summoned", "summons") and not _a_diplomat(skeleton, saying.end):
        return True
    if saying.verb in _OFFERING and (_OFFICIALS.search(saying.who) or _TO_DO.match(text, saying.end)):
        return False
    if saying.verb == "wants" and not _TO_DO.match(text, saying.end):
        return False  # "wants Norway to sign", "wants a truce"
    return all_states(speakers) and not issued and saying.verb in speaking.AIMS


def _is_a_deed(text: str, saying: Saying, speakers: tuple[Actor, ...]) -> bool:
    """Whether a verb of speech has a thing for its object, and means no speech then."""
    if saying.verb in ("added", "adds") and _ADDS.match(text, saying.end) and not _complement_at(text, saying.end):
        return True  # "added another layer"
    if saying.verb in ("encouraged", "encourages") and all_states(speakers) and not _BIDDEN.match(text, saying.end):
        return True  # "encouraged investment"
    if saying.verb in ("stands for", "stood for") and _MEANS.match(text, saying.end):
        return True  # "DPRK stands for"
    return saying.verb in _READING and not is_writing(saying.who)


def _complement_at(text: str, at: int) -> bool:
    """Whether a clause begins at a place: "added a deal was near"."""
    return any(c.kind == "complement" and c.subject and c.subject[0] <= at + 1 for c in clauses(text) if c.begin >= at)


def _a_diplomat(skeleton: Skeleton, at: int) -> bool:
    """Whether a diplomat is named right behind a place: who is summoned to hear a protest, not to work."""
    words = re.split(r"[.;\"]", skeleton.text[at : at + 60])[0]
    titles = (o.title for ref in skeleton.named(words) for o in ref.mention.offices)
    return bool(_DIPLOMAT.search(words)) or any(map(_DIPLOMAT.search, titles))


def speaks_not_inside(saying: Saying) -> bool:
    """Whether it is no report of speech inside a report: what somebody wants or expects, or what "they" say."""
    return saying.verb in speaking.AIMS or saying.who.lower() in _PRONOUNS


def _is_no_speech(verb: str, rest: str) -> bool:
    """Whether a verb of speech has another sense with what follows it."""
    if verb in ("welcomed", "welcomes", "called on", "calls on") and speaking.GREETED.match(rest):
        return True  # a guest; a visit
    if verb in _TRIES and rest.startswith(" to "):
        return True  # a deed: "sought to build ties"
    if verb in _OTHERWISE and _OTHERWISE[verb].match(rest):
        return True
    if verb in _CALLING and (_PAYS.match(rest) and not _BIDDEN.match(rest)):
        return True  # a visit: "will call on Berg"
    if verb in _PLANS and _MEETS.match(rest) or verb in ("concluded", "concludes") and not _INFERS.match(rest):
        return True
    if verb in ("announced", "announces", "raised") and not rest.strip(" ."):
        return True
    if verb in _EXCHANGES and _ON.match(rest) or verb in _BRIEFS and not _CONTENTS.search(rest):
        return True
    if verb in _ON_TOPIC and _TOPIC.match(rest):
        return True
    if verb in ("expected", "expects") and _ATTENDING.match(rest):
        return True
    if verb in ("refused", "refuses") and _UNANSWERED.match(rest):
        return True
    if verb == "responded":
        return not (_ANSWERS.match(rest) or _TO_THE_HEARER.match(rest))
    return verb == "answered" and bool(_QUESTIONS.match(rest))
