"""The words of a skeleton, each with the letter of its class: what a clause is read from (`kg.facts.clauses`).

Mentions are P person, G group, S state, O organization, B body, A adjective, X place, venue or date. Words are d
determiner, o quantity, p subject pronoun, r other pronoun, m modal, h have, z be, D do, N not, t to, k that, w relative
pronoun, u subordinator, c conjunction, q preposition, a adverb, v past or present form, e form that is past tense or
participle, i form in -ing, b bare form, j participle before a noun, n all else, # number, g possessive ending. What is
no word stands for itself (`,;:()"-`), `~` for what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.facts.skeleton import TYPES
from kg.lexicon.tables import told
from kg.text import folded

_MENTIONS = dict(zip(TYPES.values(), "PGSOBAXXX", strict=True))
_PAUSES = {"–": "-", "—": "-", "’": "g", "'": "g", "'s": "g", "’s": "g", "[": "(", "]": ")"}
# What is settled by what stands beside it.
_UNSETTLED = frozenset("beiskmH")
_BEFORE_UNKNOWN = frozenset("PSOBp")
_MAY_ACT = frozenset("PSOBpGnw")
# After these a noun follows, so that a form like "proposed" or "calls" qualifies or is one.
_BEFORE_NOUNS = frozenset("dAg#j")
_PLURALS = frozenset("pG")
_BUSY = frozenset(("meeting", "visiting"))
_ENDS = frozenset(".?!")
# As long as "Gov" and "Gen".
_SHORT = 3
_ORDINALS = frozenset(("first", "last", "next"))
_NAMES = frozenset("PSOB")
_NAMED = frozenset("SOBAX")
_RELATING = frozenset("-based -led -backed -born -trained -registered -controlled -occupied".split())
_RELATED = frozenset("dPGSOBA")
_AUXILIARIES = frozenset("tmD")
# What may follow a verb that looks like a noun: "Norway supports the plan", "Kenya calls for peace".
_OBJECTS = frozenset("dPGSOBArkt~:")
_FRAMES = ("contents", "leading", "inverting", "telling", "hearing", "tellers", "offices", "fields", "described")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """`kg/lexicon/rules/clause.toml`: the class of each listed word, verbs in their forms, and words of frames."""

    classes: Mapping[str, str]
    nouns: frozenset[str]
    token: re.Pattern[str]
    phrases: AhoCorasick
    contents: frozenset[str]
    leading: frozenset[str]
    inverting: frozenset[str]
    telling: frozenset[str]
    hearing: frozenset[str]
    tellers: frozenset[str]
    offices: frozenset[str]
    fields: frozenset[str]
    described: frozenset[str]

    @cached_property
    def functional(self) -> frozenset[str]:
        """Words that no noun phrase has inside it: those that join phrases and clauses, verbs and articles."""
        return frozenset(
            word for word, letter in self.classes.items() if letter in "qcutwmzhDkNdbsv" and word.isalpha()
        )


@cache
def vocabulary() -> Vocabulary:
    table = told("rules/clause")
    plain, nouns = table["verbs"]["plain"].split(), table["verbs"]["noun"].split()
    classes = {third(verb): "s" for verb in (*plain, *nouns)} | dict.fromkeys((*plain, *nouns), "b")
    for letter, words in table["words"].items():
        for word in words.split():
            classes[word] = letter
    for letter, phrases in table["phrases"].items():
        classes |= {phrase.replace(" ", "_"): letter for phrase in phrases}
    return Vocabulary(
        classes=classes,
        nouns=frozenset((*nouns, *map(third, nouns))),
        token=re.compile(
            r"[\ue000-\ue008].| +|-(?=[\w\ue000-\ue008])[\w-]*|[^\W\d_]\w*(?:[-'’.&](?=\w)\w+)*|~+|['’]s?(?!\w)"
            r"|[$€£]?\d(?:[\d.,]*\d)?\w*%?|.",
            re.DOTALL,
        ),
        phrases=AhoCorasick(
            [phrase for several in table["phrases"].values() for phrase in several],
            matchkind=MatchKind.LeftmostLongest,
        ),
        **{name: frozenset(table["frames"][name].split()) for name in _FRAMES},
    )


def third(verb: str) -> str:
    """The form in -s of a bare verb."""
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def tokens(text: str) -> tuple[list[int], list[int], str]:
    """Where each word begins, where it ends, and a letter a word."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in vocabulary().token.findall(_joined(text)):
        end = at + len(word)
        if word[0] != " ":
            words.append(word)
            starts.append(at)
            ends.append(end)
        at = end
    return starts, ends, _settled(words)


def _joined(text: str) -> str:
    """The text with the words of each phrase ("as well as") joined to one of the same length."""
    for _, begin, end in vocabulary().phrases.find_matches_as_indexes(folded(text)):
        if not text[begin - 1 : begin].isalnum() and not text[end : end + 1].isalnum():
            text = text[:begin] + text[begin:end].replace(" ", "_") + text[end:]
    return text


def present(word: str) -> bool:
    """Whether a verb stands in the present tense: "says", "say"."""
    return _class_of(word) in ("s", "b", "n")


def _settled(words: list[str]) -> str:
    """The letter of each word where it stands."""
    bare = [_class_of(words[0], True), *map(_class_of, words[1:]), "."] if words else []
    out: list[str] = []
    last = firm = before = verb = (
        "."  # the class just before, that before adverbs, the one before `firm`, the last verb's
    )
    for number, word in enumerate(words):
        letter = bare[number]
        if letter in _NAMED and words[number + 1 : number + 2] and words[number + 1] in _RELATING:
            letter = "j"  # "the Oslo-based agency"
        if word in _ENDS and number + 2 < len(words) and _ends(words[number - 1], words[number + 1]):
            letter = ";"  # a turn of a transcript has several sentences
        if word == "due_to" and firm == "z" and bare[number + 1] == "b":
            letter = "t"  # "is due to meet", where "delays due to rain" has a preposition
        if (
            letter == "n"
            and word in _BUSY
            and (
                firm == "z"
                and bare[number + 1] not in ".n"
                or firm in "PGSn,"
                and bare[number + 1] in "dHAP"
                or firm == ","
                and words[number + 1 : number + 2] == ["with"]
            )
        ):
            letter = "i"  # "is meeting", "with Berg meeting her Kenyan counterpart", where "the meeting" is a noun
        if letter in _UNSETTLED or letter == "n" and (last == "m" or firm in _MAY_ACT):
            near = _Near(last, firm, before, verb, bare[number + 1], words[number - 1], words[number + 1 : number + 2])
            letter = _in_place(letter, word, near)
        out.append(letter)
        last = letter
        if letter not in "aN":
            before, firm = firm, letter
            if letter in "vebmhzD":
                verb = letter
    return "".join(out)


def _goes_on(firm: str, following: str, then: list[str]) -> bool:
    """Whether "meeting" is what somebody does, by the class before and after it, and the word after."""
    acted_on = following in "dHAP" or then == ["with"] and firm in "PG"
    return firm == "z" and following not in ".n" or firm in _MAY_ACT and acted_on


def _ends(before: str, after: str) -> bool:
    """Whether a stop between two words ends a sentence, and none of them is an abbreviation."""
    return len(before) > _SHORT and "." not in before and (after[0].isupper() or after[0] in _MENTIONS)


@lru_cache(maxsize=16384)
def _class_of(word: str, first: bool = False) -> str:
    """The class of a word by itself; `s` is a form in -s, `b` a bare one: both may be nouns. `H` is "her"."""
    char = word[0]
    if char in _MENTIONS and len(word) == 2:
        return _MENTIONS[char]
    if not char.isalpha():
        if char.isdigit() or char in "$€£":
            return "#"
        if char == "-":
            return "n" if word.startswith("-year-old") else "j" if len(word) > 1 else "-"
        return "~" if char == "~" else _PAUSES.get(word, char)
    if "-" in word and word[0].islower() and not word.islower():
        return "n"  # "al-Saeed"
    letter = vocabulary().classes.get(word.lower()) or _by_ending(word.lower())
    return "n" if char.isupper() and not first and letter in "eisbva" and not word.isupper() else letter


def _by_ending(low: str) -> str:
    if low.endswith("ly") and len(low) > 4:
        return "a"
    if low.endswith("ed") and len(low) > 4:
        return "e"
    return "i" if low.endswith("ing") and len(low) > 5 else "n"


class _Near(NamedTuple):
    """What stands beside a word: the class before it, that before adverbs, the one before that, the last verb's.

    Then the class that follows, by itself, the word before and the word after.
    """

    last: str
    firm: str
    before: str
    verb: str
    following: str
    previous: str
    then: list[str]


def _in_place(letter: str, word: str, near: _Near) -> str:
    """The class of a word that may have several, by what stands beside it."""
    last, firm = near.last, near.firm
    if letter in "bs":
        return _verb_or_noun(letter, word.lower(), near)
    if letter == "e":
        if firm in _AUXILIARIES and not word.endswith("ed"):
            return "b"
        adjective = firm in _BEFORE_NOUNS or last in "qve" or last == "c" and near.before == "j"
        return "j" if adjective and near.following not in "t," else "e"
    if letter == "i":
        return "n" if last in "dAgj" or last in "o#" and near.following in "nA" else "i"
    if letter == "k":
        return "d" if last in ".qu" else "k"
    if letter == "m":
        return "n" if last in "dgj" or word == "May" and near.following == "e" else "m"
    if letter == "n":
        return _unknown(word, near)
    if letter == "H":
        return "d" if near.following in "nAojeisbSOBX#a" else "r"
    return letter


def _unknown(word: str, near: _Near) -> str:
    """A word that no list has: a verb after a modal, or in -s between a name and its object."""
    if near.last == "m" and word.islower():
        return "b"
    if word in _ORDINALS and near.firm in _BEFORE_UNKNOWN | _PLURALS and near.following in "ve":
        return "a"  # "the two leaders first met"
    singular = near.firm in "PSOBp" and near.before != "c" and near.following == "d" and near.verb == "."
    singular = singular or near.last == "w" and near.following in _RELATED  # "which borders Peru"
    return "v" if singular and word.islower() and word.endswith("s") and not word.endswith("ss") else "n"


def _verb_or_noun(letter: str, low: str, near: _Near) -> str:
    last, firm, following = near.last, near.firm, near.following
    if last == "w" and near.previous.lower() == "who" or firm == "w" and last == "a":
        return "v"  # "who heads the party", "which also borders Peru"
    nounlike = low in vocabulary().nouns
    calls = following == "q" and near.then[:1] in (["on"], ["upon"], ["for"])
    if letter == "b":
        if firm in _AUXILIARIES or firm == "c" and near.verb == "b":
            return "b"
        several = firm in _PLURALS or firm in _NAMES and near.before == "c"
        plural = (
            last == "n"
            and near.previous.endswith("s")
            and not nounlike
            and (following in _OBJECTS or following in "pq")
        )
        first = firm == "n" and last in "na" and not nounlike and near.verb == "."
        plural = plural or first and (following in _OBJECTS or near.previous.endswith("s") and following in "nj")
        goes_on = (
            last == "c" and near.verb in "ve" and (following in "dr" or following in _OBJECTS and not nounlike or calls)
        )
        return "v" if several and last not in "dg" or plural or goes_on else "n"
    if last in _BEFORE_NOUNS or last in "oq":
        return "n"
    if not nounlike or firm in "Pp":
        return "v"
    if firm == "n" and near.verb != ".":
        return "n"
    if last == "c":
        goes_on = near.verb in "ve" and (following in "dr" or calls or near.then[:1] == ["ready"])
        return "v" if goes_on else "n"
    return "v" if firm in "SOBnw" and (following in _OBJECTS or calls) or last == "w" and following == "n" else "n"
