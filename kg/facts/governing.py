"""How far an agreement has come by the verb that governs its name: what is done with it, when, and whether at all.

    stage(text, begin, end) -> Stage | None

`[begin, end)` is the name in a sentence. None where its clause does not tell: the words around the name may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.clauses import Clause, clauses
from kg.model import Stage

# What may stand between a verb and the name that it governs.
_GAP = r"(?:[ ,](?!which\b|that\b|who\b|on\b|in\b|under\b|about\b|after\b|to\b|for\b)[\w.'’-]*){0,6} ?[\"*“]?$"
_LEAVES = re.compile(
    r"(?:withdr[ae]w\w* from|pull\w* out of|quit\w*|leav(?:es?|ing)|left|abandon\w*"
    r"|scrap\w*|terminat\w*|suspend\w*"
    r"|(?:t(?:ears?|ore|orn|earing)|rip(?:s|ped|ping)?) up|cancel\w*|annul\w*|revok\w*|exit\w*|ditch\w*"
    r"|\bend(?:s|ed|ing)?)" + _GAP
)
_MAKES = re.compile(
    r"(?:sign\w*|ink(?:s|ed|ing)?|conclud\w*|reach\w*|str(?:ikes?|uck|iking)|seal(?:s|ed|ing)?|clinch\w*|adopt\w*"
    r"|issu(?:e|es|ed|ing)|releas(?:e|es|ed|ing)|finali[sz]\w*|achiev\w*|secur(?:e|es|ed|ing)|agree on|forg(?:e|es|ed"
    r"|ing))" + _GAP
)
# One that has not been made is "a" treaty, or "such" a one.
_ASKS = re.compile(
    r"(?:propos\w+|suggest\w+|call(?:s|ed|ing)? for|demand\w*|want(?:s|ed)?|offer(?:s|ed|ing)?|urg(?:ed?|es|ing)"
    r"|favou?r\w*|push(?:es|ed|ing)? for|press(?:es|ed|ing)? for|seek(?:s|ing)?|sought|consider(?:s|ed|ing)?"
    r"|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|hop(?:e|es|ed|ing) for|reject(?:s|ed|ing)?|rul(?:e|es|ed) out)"
    r" (?:an?|any|such an?|new)\b" + _GAP
)
_NOT_YET = re.compile(r"\b(?:potential|possible|proposed|prospective|eventual|would-be) (?:[\w-]+ ){0,3}$")
_DRAFT = re.compile(r"\b(?:draft|emerging) (?:[\w-]+ ){0,2}$")
# "guarantees established by the Lake Convention": it does, and nobody makes it.
_ACTS = re.compile(r"\bby the (?:[\w.]+ ){0,3}$")
# "became the second state to sign": it did.
_ORDINAL = re.compile(r"\b(?:first|second|third|last|latest|only|\w+th)\b(?: [\w-]+){0,4} $")
_INTENDS = re.compile(
    r"\b(?:agree[ds]?|decid\w+|plan(?:s|ned|ning)?|intend\w*|pledg\w+|vow\w*|expect\w*|due|set|schedul\w+|prepar\w+"
    r"|commit\w*"
    r"|ready|promis\w+|about)\b[^,;]*$"
)
_WISHES = re.compile(
    r"\b(?:want\w*|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|call\w*|urg\w+|push\w*|press\w*|propos\w+|offer\w*"
    r"|consider\w*"
    r"|ask\w*|demand\w*|wish\w*|aim\w*|attempt\w*|fail\w*|refus\w*|declin\w*|unwilling|reluctant|need\w*)\b[^,;]*$"
)
_ONLY_MEANT = re.compile(
    r"\b(?:means?|requires?|about|towards?|prospects? of|possibility of|hopes? of|hopes? for|call(?:s|ed)? for|idea of"
    r"|propos\w+|suggest\w+|consider\w*) $"
)
_TALKS = re.compile(r"\b(?:talks|negotiat\w+)\b")
_WILL = re.compile(r"\b(?:will|shall)\b")
# What is said of an agreement that is the subject of its clause: it is made, it is in force, it has ended.
_IS_MADE = re.compile(
    r"(?:signed|concluded|reached|inked|sealed|struck|agreed|clinched|initial?led|finali[sz]ed|adopted|issued|released"
    r"|exchanged|approved|announced|established|created|set up|launched)\b"
)
_STANDS = re.compile(
    r"(?:came?|comes?|enter(?:s|ed)?|went|go(?:es)?|tak(?:es?|en)|took|brought|put) (?:in(?:to)? )?(?:full )?"
    r"(?:effect|force|operation)\b|(?:holds?|survives?d?|remains?|applies|commits?|obliges?|provides?|allows?)\b"
)
_IS_ENDED = re.compile(
    r"(?:suspended|terminated|denounced|scrapped|annulled|revoked|cancelled|canceled|abandoned|torn|ripped|dissolved)\b"
)
_ENDS = re.compile(
    r"(?:expired|collapsed|lapsed|fell apart|broke down|unravell?ed|ended(?= (?:in|on|at|last|this|when|after)\b"
    r"|[.,;]|$))"
)
# "is set to be signed": it will be.
_TO_BE = re.compile(r"(?:(?:is|are|was|were|now|also|still) )+(?:set|due|scheduled|slated|expected|planned) to be ")
# What is "being negotiated" or "being finalized" is not agreed yet; what is "being signed" soon will be.
_IS_TALKED_OF = re.compile(r"(?:negotiated|drafted|discussed|prepared|worked|hammered|finali[sz]ed|concluded)\b")
_TALKS_ON = re.compile(
    r"(?:is|are|was|were|remains?) (?:still |now )?(?:under (?:discussion|negotiation)|in the works|incomplete"
    r"|unfinished|elusive|deadlocked|stalled|unsigned)\b"
)
_IS_WISHED = re.compile(r"(?:proposed|suggested|rejected|considered|sought|demanded)\b")

# As long as "an unprecedented ": what may stand between where a subject begins and its name.
_ARTICLE = 24


def stage(text: str, begin: int, end: int) -> Stage | None:
    """The stage that the clause gives in which a name is governed by a verb."""
    before = text[max(0, begin - 60) : begin]
    if _DRAFT.search(before):
        return "negotiating"
    if _NOT_YET.search(before):
        return "proposed"
    if _ACTS.search(before):
        return "in-force"
    found = clauses(text)
    if told := _of_subject(text, begin, end, found):
        return told
    inside = [n for n, clause in enumerate(found) if clause.verbs.end <= begin and end <= clause.end + 1]
    if not inside:
        return None
    number = max(inside, key=lambda n: found[n].verbs.begin)
    clause = found[number]
    governed = text[clause.verbs.head : begin]
    real = clause.kind != "infinitive" and clause.verbs.tense in ("past", "present") and not clause.verbs.negated
    if left := _LEAVES.search(governed):
        return "ended" if real and not left.start() else "in-force"  # "threatened to pull out of"
    if _ASKS.match(governed):
        return "proposed"
    return _made(text, found, number) if _MAKES.match(governed) and not real else None


def _of_subject(text: str, begin: int, end: int, found: Sequence[Clause]) -> Stage | None:
    """The stage of what is the subject of its clause: it "was signed", "will be signed", "has expired"."""
    clause = next((c for c in found if c.own and c.subject and c.subject[0] <= begin and end <= c.verbs.begin), None)
    if clause is None or clause.subject is None or begin > clause.subject[0] + _ARTICLE:
        return None
    verbs, words = clause.verbs, text[clause.verbs.head : clause.end]
    if _TALKS_ON.match(text, verbs.head):
        return "negotiating"
    if due := _TO_BE.match(text, verbs.begin):
        return "planned" if _IS_MADE.match(text, due.end()) else None
    being = "being" in text[verbs.begin : verbs.head]
    real = verbs.tense in ("past", "present") and not verbs.negated and not being
    if not verbs.passive:
        ended = real and _ENDS.match(words)
        return "ended" if ended else "in-force" if real and _STANDS.match(words) else None
    if _IS_ENDED.match(words):
        return "ended" if real else "in-force"
    if being and _IS_TALKED_OF.match(words):
        return "negotiating"
    if _IS_WISHED.match(words):
        return "proposed"
    if not _IS_MADE.match(words):
        return None
    if being:
        return "planned"
    if verbs.tense == "modal":
        return "planned" if _WILL.search(text, verbs.begin, verbs.end) else "proposed"
    return "signed" if real else "proposed"


def _made(text: str, found: Sequence[Clause], number: int) -> Stage | None:
    """The stage of what a verb makes that is no plain past or present: it is to be, or somebody wishes it."""
    verbs = found[number].verbs
    before = text[: verbs.begin]
    if found[number].kind == "infinitive":
        lead = before[found[number - 1].verbs.begin :] if number else before
        if _ORDINAL.search(lead):
            return "in-force"
        if _TALKS.search(lead):
            return None
        return "planned" if _INTENDS.search(lead) else "proposed" if _WISHES.search(lead) else None
    if verbs.tense == "modal":
        return "planned" if _WILL.search(text, verbs.begin, verbs.end) else "proposed"
    if not verbs.tense:
        return "proposed" if _ONLY_MEANT.search(before) else None
    return "proposed" if verbs.negated else None
