"""Clauses in which somebody speaks: a subject and a verb of speech, wherever they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.facts.clauses import Clause, Kind, clauses
from kg.facts.speaking import SAYING
from kg.facts.speech import lexis
from kg.facts.words import vocabulary

# "was quoted by the agency as saying", "has called the plan illegal": of what is called, what it is called.
_CITED = re.compile(r"(?:quoted|cited)(?: by [^,.;\"]{2,50}| in [^,.;\"]{2,50})? as saying")
# "Tanjug quoted Berg as saying": who is quoted speaks.
_QUOTES = re.compile(
    r"(?:quot|cit)(?:ed|es|e|ing) (?P<who>[^,.;\"]{1,80}?) as (?P<verb>(?:saying|telling|stating|adding|noting|warning"
    r"|insisting|declaring|stressing|denying|rejecting|condemning|urging)\b)"
)
_NAMED = re.compile(
    r"(?:called|labell?ed|branded|termed) (?!on|for|off|up|in|out|by|back|at|to\b)[^.,;\"]{2,80}? (?:\"|illegal|absurd"
    r"|baseless|unacceptable|legitimate|historic|unlawful|illegitimate|an?\b)"
    r"|called (?!on|for|off|up|in|out|by|back|at|to\b)[^.;\"]{2,220}? \""
)
_ING = re.compile(r"(?P<y>y)?ing\b")
_IRREGULAR = {
    "saying": "said",
    "telling": "told",
    "agreeing": "agreed",
    "calling": "called",
    "putting": "put",
    "denying": "denied",
}
# "praised", of what passives say more: "were put forward by Norway".
_BORNE = frozenset(("put forward", "voiced", "expressed", "conveyed", "made clear"))
# "was quick to criticize".
_EAGER = re.compile(
    r"(?:was|were|is|are|has been|have been)(?: also| among)? (?:quick|the (?:first|last|latest|only one)) $"
)
# What a contact was for: "called Kamau to thank him".
_AIMS = frozenset("congratulate thank condemn convey reaffirm welcome reiterate express offer".split())
# "discussed trade and the need for peace": of several topics one is a position.
_WEIGHED = re.compile(
    r"(?:,| and|, and) (?:also )?(?:on )?(?:the|their|our|its) (?:[a-z]+ ){0,2}?"
    r"(?:importance|need|necessity|imperative|commitment|determination|intention)\b"
)
_WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody speaks: the words `who` at `begin`, the verb with what belongs to it (`verb`) from `at` to `end`.

    The verb is in the form that the lexicon has: "expressed concern" for "expressing concern". `kind` is the clause's,
    of an infinitive that of the clause in which it stands. `borne` says that the words for the speaker are the agent of
    a passive ("was praised by Berg").
    """

    clause: Clause
    kind: Kind
    who: str
    begin: int
    verb: str
    at: int
    end: int
    borne: bool = False

    @property
    def inverted(self) -> bool:
        return self.kind == "inserted" and self.begin > self.at


@lru_cache(maxsize=64)
def sayings(text: str) -> tuple[Saying, ...]:
    """The clauses of a skeleton's text that have a verb of speech and a subject, in the order of their verbs."""
    found: list[Saying] = []
    before: Clause | None = None
    for clause in clauses(text):
        leads = before is not None and (
            text[before.verbs.head : before.verbs.end] in vocabulary().leading
            or bool(_EAGER.search(text, before.verbs.begin, clause.verbs.begin))
        )
        if saying := _saying(text, clause):
            if clause.kind != "infinitive":
                found.append(saying)
            elif leads or saying.verb.split()[0] in _AIMS and not (found and found[-1].clause is before):
                if leads and found and found[-1].clause is before:
                    found.pop()
                found.append(replace(saying, kind=before.kind if before else "main"))
        if clause.kind != "infinitive" or not leads:
            before = clause
    return tuple(found)


def _saying(text: str, clause: Clause) -> Saying | None:
    verbs = clause.verbs
    if clause.subject is None:
        return None
    who = text[slice(*clause.subject)]
    if clause.kind == "according":
        return Saying(clause, clause.kind, who, clause.subject[0], "said", verbs.begin, clause.subject[1])
    if not verbs.passive and (quoted := _QUOTES.match(text, verbs.head)):
        verb = past_form(quoted["verb"])
        return Saying(clause, clause.kind, quoted["who"], quoted.start("who"), verb, verbs.head, quoted.end())
    found = next(iter(_told(text, clause)), None)
    if found is None:
        return None
    at, end, verb = found
    if not (verbs.passive and at == verbs.head):
        return Saying(clause, clause.kind, who, clause.subject[0], verb, at, end)
    if clause.agent is None:
        return None
    return Saying(clause, clause.kind, text[slice(*clause.agent)], clause.agent[0], verb, at, end, borne=True)


def _told(text: str, clause: Clause) -> Iterator[tuple[int, int, str]]:
    """Where a clause's verb of speech begins and ends, and the verb as the lexicon has it."""
    verbs = clause.verbs
    if not verbs.tense:
        yield from _participle(text, verbs.head) if clause.kind != "infinitive" else _bare(text, verbs.head)
        return
    for at in verbs.starts:
        end = _verb_at(text, at)
        if end > verbs.head and (at == verbs.starts[0] or at >= verbs.head or not verbs.negated):
            yield at, end, text[at:end]
    if text[verbs.head : verbs.end] in lexis().weighed and _WEIGHED.search(text, verbs.end, clause.end):
        yield verbs.head, verbs.end, text[verbs.head : verbs.end]
    if verbs.passive and (cited := _CITED.match(text, verbs.head)):
        yield verbs.begin, cited.end(), "said"
    if verbs.passive and text[verbs.head : verbs.end] in _BORNE:
        yield verbs.head, verbs.end, text[verbs.head : verbs.end]
    if _ING.search(text[verbs.head : verbs.end]):
        yield from _participle(text, verbs.head)  # "is hoping that"
    if named := _NAMED.match(text, verbs.head):
        yield verbs.head, named.end(), named[0]


def _bare(text: str, head: int) -> Iterator[tuple[int, int, str]]:
    if end := _verb_at(text, head):
        yield head, end, text[head:end]
    elif word := _WORD.match(text, head):
        past = _past_of_bare(word[0])
        rest = past + text[word.end() : word.end() + 80]
        if end := _verb_at(rest, 0):
            yield head, word.end() + end - len(past), rest[:end]


@cache
def _past_of_bare(word: str) -> str:
    """The past form of a bare regular verb: "criticize" -> "criticized"."""
    if word.endswith("e"):
        return word + "d"
    return word[:-1] + "ied" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "ed"


def _participle(text: str, head: int) -> Iterator[tuple[int, int, str]]:
    word = _WORD.match(text, head)
    if word is None or not SAYING.match(word[0]) or not (past := past_form(word[0])):
        return
    rest = past + text[word.end() : word.end() + 80]
    if end := _verb_at(rest, 0):
        yield head, word.end() + end - len(past), rest[:end]


@cache
def past_form(word: str) -> str:
    """The past form of a participle: "calling" -> "called"; "" for other words."""
    if not word.endswith("ing"):
        return ""
    return _IRREGULAR.get(word) or _ING.sub(lambda ing: "ied" if ing["y"] else "ed", word)


def _verb_at(text: str, at: int) -> int:
    """Where the verb of speech that begins at `at` ends, 0 where none does."""
    words = lexis()
    found = _WORD.match(text, at)
    if found is None:
        return 0
    for phrase in words.phrases.get(found[0], ()):
        if (whole := phrase.match(text, at)) and not _goes_on(text, whole.end()):
            return whole.end()
    for form in words.forms.get(found[0], ()):
        if text.startswith(form, at) and not _goes_on(text, at + len(form)):
            return at + len(form)
    return 0


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] in "-_")
