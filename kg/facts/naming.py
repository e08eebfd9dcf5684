"""The noun phrase that names an agreement: where it begins before its head noun, and where it ends after it.

Before the head stand words that tell of what it is ("bilateral fisheries cooperation agreement", "Lake Basin Peace
Agreement"), up to a determiner, a preposition or a verb. After it stand those whose it is and what it is about
("between the Government of … and … on …", "Convention on the Law of …"), up to where the sentence goes on with
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon.tables import told

CAPITAL = r"\b(?:(?:[A-Z]\.){2,}|[A-Z\u00c0-\u00de][\w'’]*(?:-[A-Z][\w'’]*)*)"
_BEFORE = re.compile(r"(\S+) $")
# As far back as one word may stand.
_FAR = 48
_LONG = 8  # modifiers of one noun
_IS_CAPITAL = re.compile(r"(?:[A-Z\u00c0-\u00de]|\d\+\d)")
_STOPPED = re.compile(r"(?:[A-Z]\.)+(?:[–-][A-Z][\w.]+)?$")
_WORD = re.compile(r"[^\W\d_][\w'’–/&-]*|\d\+\d|[A-Z]\.(?:[A-Z]\.)+(?:[–-][\w.]+)?")
# Before "and" one of these ends a name of its own: "the Lake Treaty and MoU on …".
_HEAD = re.compile(
    r"(?:[Aa]greement|[Tt]reaty|[Cc]onvention|[Pp]rotocol|[Mm]emorandum|MoU|MOU|[Dd]eclaration|[Ss]tatement"
    r"|[Cc]ommuniqu[eé]|[Aa]ccord)s?"
)
_JOINTS = frozenset(("and", "of", "on", "for", "the", "&", "in"))
# Whose a thing is ends its name, but for those that are named for a group: "Women's", "Leaders'".
_OWNED = re.compile(r"(?:['’]s|s['’])$")
_OF_A_GROUP = re.compile(r"(?:Wom[ae]n|Child(?:ren)?|People|Leader|Minister|President|Worker|Farmer)s?['’]s?$")
_VERBAL = re.compile(r"(?:ed|ing|ly|[^r]ise|ize|ify)$")
# What ends so is a verb or stands for several, which seldom tell of what a noun is: "Kenya suspends … project".
_THIRD = re.compile(r"[^aiosu]s$")
_TO_DO = re.compile(r"\b(?:to|will|would|shall|should|can|could|may|might|must|we|they|not|and) $")
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|[ao]ry|ian|ese|ble|ful|less|-\w+)$")
# For how long it was made tells which one it is: "the 20-year agreement".
_TERM = re.compile(r"[\w]+-(?:year|month)")
# Who helped to bring it about: "U.N.-brokered".
_BROUGHT = re.compile(
    r"\S+-(?:brokered|mediated|led|backed|sponsored|supported|proposed|facilitated|imposed|based|built|funded|run"
    r"|owned)$"
)
# What a name is shortened to stands between its head noun and what it is about: "memorandum (MOU) on …".
_LETTERS = re.compile(r' \(["“]?[A-Z][A-Za-z&]{1,9}["”]?\)(?= (?:on|for|concerning|regarding|between)\b)')
# After a name in capitals a verb goes on with the sentence: "Arrangement on Migration and Protection detailing …".
_GOES_ON = re.compile(r" [a-z]+(?:ing|[^s]s|ed)\b")
# A year or a month may stand at the head of a name, after a word that leads to it: "the 1979 treaty".
_DATED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts|[Hh]is|[Oo]ur|[Tt]his|[\w.]+['’]s?) (?P<when>(?:[A-Z][a-z]+ )?(?:1[6-9]"
    r"|20)\d\d "
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) )$"
)
_TOPIC = r"(?:(?:[A-Z]\.)+(?:[A-Z]\b|[–-]\w+)?|(?![A-Z]\.)[\w'’&/$€–-]+)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name at `[begin, end)` of a text; its head noun at `[head, tail)`.

    `tells` says whether the words before the head noun tell what it is.
    """

    begin: int
    head: int
    tail: int
    end: int
    tells: bool

    @property
    def told(self) -> bool:
        """Whether more than the head is there: words that tell of what it is, or what it is about."""
        return self.tells or self.tail < self.end


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which a phrase ends: `bar` before it, `plain` at its beginning, `joined` in a list of modifiers."""

    bar: frozenset[str]
    plain: frozenset[str]
    verbal: frozenset[str]
    joined: frozenset[str]
    topic: re.Pattern[str]
    capitals: re.Pattern[str]


@cache
def table() -> Mapping[str, Any]:
    """`kg/lexicon/rules/agreement.toml`."""
    return told("rules/agreement")


@cache
def words() -> Words:
    """The words of the grammar, as the lexicon has them."""
    told: dict[str, list[str]] = table()["words"]
    end, also = "|".join(told["end"]), "|".join(told["about"])
    listed = "|".join(told["list"])
    verb = "would|will|could|should|might|must|can|may|is|are|was|were|has|had|have|does|did|said|says"
    side = rf"(?:(?!(?:{verb})\b)(?:[\w'’&-]+|(?:[A-Z]\.)+) )"
    sides = (
        rf"(?: (?:(?:between|of) (?:the )?{side}{{1,14}}?and (?:the )?{side}{{1,12}}?|with (?:the )?{side}{{1,4}}?)"
        rf"(?=(?:{also}) ))?"
    )
    joint = rf"(?: and (?!{_HEAD.pattern}\b)| of (?:the )?|, and |, (?=[^.;]{{1,80}}\band [A-Z])| in (?:the )?| the | )"
    return Words(
        bar=frozenset(told["bar"]), plain=frozenset(told["plain"]), verbal=frozenset(told["verbal"]),
        joined=frozenset(told["joined"]),
        topic=re.compile(rf"{sides}(?P<lead> ?(?:{also}))(?:{listed}|(?: {_TOPIC}){{1,14}}?(?=(?:{end})))"),
        capitals=re.compile(
            rf" (?:on|of|for|in(?= the)|[Aa]gainst|concerning) (?:the )?(?:{CAPITAL}{joint})*"
            rf"{CAPITAL}(?: \d{{4}})?\b"
        ),
    )  # fmt: skip


def phrases(heads: re.Pattern[str], text: str, *, capitals: bool, ends: str, headline: bool) -> Iterator[Phrase]:
    """The names in a text whose head noun `heads` matches.

    `capitals`: only words in capitals stand before the head. `ends` tells what may stand after it: "about" (what it is
    about, in any words), "aim" (this, or what it is to do), "capitals" (the same in capitals only) or "" (nothing). In
    a `headline` capitals tell nothing.
    """
    for found in heads.finditer(text):
        head, tail = found.span()
        begin = before(text, head, capitals=capitals, headline=headline)
        yield Phrase(begin, head, tail, _after(text, head, tail, ends, headline), _tells(text[begin:head]))


def before(text: str, head: int, *, capitals: bool, headline: bool = False) -> int:
    """Where the words before a head noun begin that belong to its name."""
    at, count = head, 0
    while count < _LONG and (start := _one_before(text, at, capitals)) is not None:
        at, count = start, count + 1
    return _without_plain(text, _without_verb(text, at, head, headline), head)


def _one_before(text: str, at: int, capitals: bool) -> int | None:
    """Where the modifier begins that ends at `at`, with what joins it; None where there is none."""
    found = _BEFORE.search(text, max(0, at - _FAR), at)
    if not found:
        return None
    word, start = found[1], found.start()
    if _IS_CAPITAL.match(word):
        return start if _in_a_name(word) else None
    if word in _JOINTS and _IS_CAPITAL.match(text, at):
        return _over_joints(text, word, start)
    if capitals:
        return None
    if word == "and" or word.endswith(","):
        return _listed(text, word, start)
    return start if is_modifier(word) else None


def _in_a_name(word: str) -> bool:
    """Whether a word in capitals may stand in a name: no determiner at the head of a sentence, nobody whose it is."""
    if word[-1] in ',;:)!?"”' or (word[-1] == "." and not _STOPPED.match(word)):
        return False
    if _OWNED.search(word) and not _OF_A_GROUP.match(word):
        return False
    return word.lower() not in words().bar and bool(_WORD.fullmatch(word))


def _over_joints(text: str, joint: str, start: int) -> int | None:
    """Where the word in capitals before "of", "of the", "and" begins, which they join to a name."""
    for _ in range(2 if joint == "the" else 1):
        found = _BEFORE.search(text, max(0, start - _FAR), start)
        if not found:
            return None
        word, start = found[1], found.start()
        if word != "of":
            ends = joint == "and" and _HEAD.fullmatch(word)
            return start if _IS_CAPITAL.match(word) and _in_a_name(word) and not ends else None
    return None


def _listed(text: str, word: str, start: int) -> int | None:
    """Where the first of two modifiers begins that "and" or a comma joins: "trade and investment agreement"."""
    if word != "and":
        one = word.removesuffix(",").lower()
        return start if one in words().joined else None
    found = _BEFORE.search(text, max(0, start - _FAR), start)
    return found.start() if found and found[1].removesuffix(",").lower() in words().joined else None


def dated(text: str, begin: int) -> int:
    """Where a name begins with the year or the month that stands at its head."""
    found = _DATED.search(text, max(0, begin - _FAR), begin)
    return found.start("when") if found else begin


def is_modifier(word: str) -> bool:
    """Whether a word in small letters may stand before a noun and tell of what it is."""
    told = words()
    if _TERM.fullmatch(word):
        return True
    if word in told.bar or not _WORD.fullmatch(word) or _OWNED.search(word):
        return False
    if _THIRD.search(word):
        return word in told.joined or word in told.verbal
    return "-" in word or word in told.verbal or word in told.plain or not _VERBAL.search(word)


def _tells(modifiers: str) -> bool:
    """Whether words before a noun tell what it is: a name, or anything but adjectives that only praise or blame."""
    return any(
        not word.islower()
        or word in words().joined
        or _TERM.fullmatch(word)
        or not (_ADJECTIVE.search(word) or word in words().plain)
        for word in modifiers.replace(",", "").split()
        if word not in _JOINTS
    )


def _without_verb(text: str, at: int, head: int, headline: bool) -> int:
    """The beginning of a phrase without a verb before it: the word after "to", "will", "we" is one, unless it is told
    from an adjective by its end."""
    found = _TO_DO.search(text, max(0, at - _FAR), at) if at < head else None
    word, _, rest = text[at:head].partition(" ")
    return head - len(rest) if found and (headline or word[:1].islower()) and not _ADJECTIVE.search(word) else at


def _without_plain(text: str, at: int, head: int) -> int:
    """The beginning of a phrase without the words at its head that say nothing of what it is: "new", "landmark"."""
    while at < head:
        word, _, rest = text[at:head].partition(" ")
        plain = word.lower() in words().plain and word != "General"  # "General Agreement on Tariffs and Trade"
        if not plain and word not in _JOINTS and not _BROUGHT.match(word):
            break
        at = head - len(rest)
    return at


def _after(text: str, head: int, tail: int, ends: str, headline: bool) -> int:
    """Where a name ends that has its head noun up to `tail`."""
    named = not headline and (ends == "capitals" or ends and text[head].isupper())
    capitals = words().capitals.match(text, tail) if named else None
    end = capitals.end() if capitals else tail
    letters = _LETTERS.match(text, tail)
    topic = words().topic.match(text, letters.end() if letters else tail) if ends in ("about", "aim") else None
    if topic and (ends == "aim" and not text[:tail].endswith("s") or topic["lead"].strip() != "to"):
        end = max(end, topic.end())
    return capitals.end() if capitals and _GOES_ON.match(text, capitals.end()) else end
