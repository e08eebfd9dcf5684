"""Subjects with a verb of speech that report nothing their subject says: nouns, relative clauses, topics, visits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.facts import speaking
from kg.facts.skeleton import TYPES, Skeleton
from kg.model import Actor

_ING = re.compile(r"(?P<y>y)?ing\b")
_IRREGULAR = {"saying": "said", "telling": "told", "agreeing": "agreed"}
_PLURAL = frozenset(
    ("support", "back", "note", "stress", "state", "hope", "demand", "welcome", "urge", "express", "pledge")
)
# "considered prospects", "raised questions of trade": a topic, and no position on it.
_ON_TOPIC = frozenset({"considered", "raised", "mentioned", "referred to", "outlined"})
_TOPIC = re.compile(
    r" (?:(?:the|a number of|various|several|some|all) )?(?:prospects|possibilit\w+|issues|questions|ways|options"
    r"|topics|matters|opportunities)\b"
)
_ATTENDING = re.compile(r" (?:in|at|to (?:attend|arrive|be))\b")
_QUESTIONS = re.compile(r" (?:[\w']+ ){0,3}?questions?\b")
# "the Government of Norway and the Government of Kenya": not the second alone.
_SECOND_OF = re.compile(r"\band (?:the )?(?:[\w-]+ )?(?:of|from) (?:the )?$")
# "the funds that it needs", without "that": "the measures Norway requested, …".
_RELATIVE_TO = re.compile(r"(?<!\band)(?<!\bbut)(?<!\bwhile)(?<!\bthat)(?<!\bsay)(?<!\bwhen)\b[a-z]{3,} $")
_NO_OBJECT = re.compile(r"(?:[.,;]|$| (?:last|this|in|on|at|during|for|would|will|was|were|is|are|has|have)\b)")
_TAKE_OBJECTS = frozenset(
    "requested proposed announced promised pledged offered demanded described mentioned outlined raised".split()
)
# "responded quickly to the floods" tells what somebody did, "responded that …" what somebody said.
_ANSWERS = re.compile(
    r"$|[.,:;\"]| (?:that|by (?:saying|noting|stressing|calling)|to (?:an?|the) (?:reporter|question))\b"
)
# A comma before an apposition goes with the adverbial that it closes ("the ambassador in Oslo, Jo Berg, said").
_PARTED = re.compile(r"(?:, |\" |[\ue100-\uf8ff] )$")
_APPOSED = re.compile(r", (?:told|said|says|added|noted)\b")
# Whoever refuses to say something says nothing.
_UNANSWERED = re.compile(
    r" to (?:comment|elaborate|answer|say|discuss|give|name|speak|confirm|be drawn|take questions)\b"
)
_PLANS = frozenset(("plan to", "plans to", "intend to", "intends to", "intended to"))
_MEETS = re.compile(
    r" (?:have|hold|meet|visit|travel|attend|host|discuss|return|leave|fly|arrive|tour|pay|sign|receive|call on)\b"
)
# "concluded a visit" ends it, "concluded that" says something.
_INFERS = re.compile(r" (?:that|by (?:saying|noting|stressing))\b|[:,\"]| ?$")
# Reporters, who tell what others say.
_REPORTER = re.compile(r"\b(?:correspondent|reporter|journalist|editor|columnist|anchor)s?,? $")
_CALLING = frozenset(("call on", "calls on", "called on"))
_PAYS = re.compile(
    rf" (?:the )?(?:{TYPES['adjective']}[\ue100-\uf8ff] )?(?:[A-Z]\w+ )?"
    rf"(?:{TYPES['person']}|(?:[a-z-]+ (?:and [a-z-]+ )?)?(?:leaders|ministers|officials)\b"
    r"|Prime Minister|President|Foreign Minister|King|Sultan|Emir|Speaker|Premier|Chancellor)"
)
_BIDDEN = re.compile(r"[^.,;]{0,160}? (?:not )?to [a-z]+")
_TO_THE_HEARER = re.compile(rf" {TYPES['person']}[\ue100-\uf8ff]")


def verb_of(found: re.Match[str]) -> str:
    """The verb of a match, or what a contact was for: "spoke with X to congratulate him", "…, calling for peace"."""
    groups = found.groupdict()
    if told := groups.get("verb") or groups.get("aim"):
        return told
    doing = groups.get("doing") or ""
    return _IRREGULAR.get(doing) or _ING.sub(lambda ing: "ied" if ing["y"] else "ed", doing)


def all_states(speakers: Iterable[Actor]) -> bool:
    """Whether all speakers are states or organizations."""
    return all(a.kind in ("state", "organization") for a in speakers)


def says_nothing(skeleton: Skeleton, found: re.Match[str], speakers: tuple[Actor, ...], *, issued: bool) -> bool:
    """Whether a subject and its verb report no speech of the subject's own.

    `issued` says that the text is the statement of its issuers, who tell there what they do.
    """
    if _is_no_subject(skeleton, found) or _is_no_speech(verb_of(found), skeleton.text[found.end() :]):
        return True
    return all_states(speakers) and not issued and verb_of(found) in speaking.AIMS


def speaks_not_inside(found: re.Match[str]) -> bool:
    """Whether it is no report of speech inside a report: what somebody wants or expects, or what "he" says."""
    return verb_of(found) in speaking.AIMS or found["who"].lower() in ("he", "she")


def _is_no_subject(skeleton: Skeleton, found: re.Match[str]) -> bool:
    """Whether the words before the verb are the end of something else, or qualify it."""
    before, verb = skeleton.text[max(0, found.start() - 60) : found.start()], verb_of(found)
    refs = skeleton.named(found["who"])
    if speaking.SUBORDINATE.search(before) or _REPORTER.search(before):
        return True
    if verb in ("welcome", "call on") and skeleton.text[: found.start("verb")].endswith((" will ", " will also ")):
        return True  # guests, visits to come
    if _APPOSED.match(skeleton.text, found.end("who")) and before and not _PARTED.search(before):
        return True  # "Ana Lima, a niece of Jo Berg, told …": not he
    if verb in speaking.AIMS and before.endswith("when "):
        return True  # "at a time when Berg seeks to …": the reporter's words
    if not refs and verb in speaking.DOUBTFUL:
        return True
    if speaking.WITHIN.search(before) and (not speaking.WHOSE.search(before) or _SECOND_OF.search(before)):
        return True
    if verb in _TAKE_OBJECTS and _RELATIVE_TO.search(before) and _NO_OBJECT.match(skeleton.text, found.end()):
        return True
    aside = skeleton.text[found.end("who") : found.start("verb")] if found.groupdict().get("verb") else ""
    if len(refs) == 1 and refs[0].type != "group" and verb in _PLURAL and not aside.endswith(" to "):
        return True  # "United States support for Cambodia": a noun
    return bool(refs) and refs[-1].mention.possessive and skeleton.text.startswith("'", found.end("who"))


def _is_no_speech(verb: str, rest: str) -> bool:
    """Whether a verb of speech has another sense with what follows it."""
    if verb in ("welcomed", "welcomes", "called on", "calls on") and speaking.GREETED.match(rest):
        return True  # a guest; a visit
    if verb in _CALLING and (_PAYS.match(rest) and not _BIDDEN.match(rest)):
        return True  # a visit: "will call on Berg"
    if verb in _PLANS and _MEETS.match(rest) or verb in ("concluded", "concludes") and not _INFERS.match(rest):
        return True
    if verb in ("announced", "announces", "raised") and not rest.strip(" ."):
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
