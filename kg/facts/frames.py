"""What a clause is made of: its subject, its verb group, and the frame in which both are awaited while it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.facts import words

Kind = Literal[
    "main", "coordinate", "subordinate", "relative", "complement",
    "participial", "absolute", "infinitive", "inserted", "according",
]  # fmt: skip
Tense = Literal["past", "present", "modal", ""]
Run = tuple[int, int]

# A noun phrase begins at an article and ends at a person: "the plan Berg proposed" are two.
_NOUNS = (
    r"o*d?(?:[oj#A]|a(?=[jn])|[PGSOBXAn]g)*"
    r"(?:[PG](?!g)|[SOBX](?!g)n*(?!g)|n+(?!g)(?:[SOBAX](?=n)n+(?!g)|B(?!g))*|[odj#A](?!g))"
)
_GROUPS = re.compile(
    r"(?P<V>[aN]*(?:(?:[mhzD](?:[aN]|o(?=[veb]))*)+(?:i?[aN]*[veb]|i)?|(?:o(?=v|e))?[ve]))"
    r"|(?P<T>ta*(?:[bhD]|z)(?:[aN]*[eib])?)"
    rf"|(?P<N>p|r|{_NOUNS})"
    r"|(?P<I>[aN]*i(?:a*[ez](?:a*e)?)?)"
    r"|(?P<Q>q+t?|t)|(?P<K>k)|(?P<W>w)|(?P<U>u)|(?P<C>c)|(?P<P>[,-])|(?P<S>;)|(?P<R>:)|(?P<B>\([^()]*\))|(?P<L>[\"~]+)"
    r"|(?P<A>[aN]+)"
)
_JOINING = frozenset(("of", "from"))
_PAST = frozenset(("was", "were", "had", "did", "didn't", "wasn't", "weren't", "hadn't"))


class Group(NamedTuple):
    """Words `[first, last)` of a sentence that are one group; `kind` is the name it has in `_GROUPS`."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Verbs:
    """A verb group `[begin, end)`: auxiliaries, adverbs and the verb that tells, which begins at `head`.

    `starts` are the beginnings of its words. `tense` is that of its first verb, "" of a participle or an infinitive;
    `simple` says that it has no auxiliary, `broken` that it is one alone ("have over the years emphasized"), `open`
    that it may be a mere participle ("held"), `passive` that it is a form of "be" and a participle.
    """

    begin: int
    end: int
    head: int
    starts: tuple[int, ...]
    tense: Tense
    broken: bool
    simple: bool
    open: bool
    passive: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: `[begin, end)` from its subject or verb to where the next clause begins that is no part of it.

    `subject` are the words of the subject with all names of a list and what "of" and "from" join to it, without other
    modifiers; None where there is none. `own` is False where they stand with another verb. `agent` is who stands after
    "by" in a passive. `opener` is the word that opens the clause in small letters ("that", "while", "who"), or "".
    """

    kind: Kind
    begin: int
    end: int
    subject: Run | None
    verbs: Verbs
    opener: str = ""
    own: bool = True
    agent: Run | None = None
    depth: int = 0


class Frame:
    """A clause while it is read: its subject or its verb may still be to come."""

    __slots__ = ("agent", "bare", "begin", "commas", "depth", "kind", "opener", "own", "paused", "subject", "verbs")

    def __init__(
        self, kind: Kind, begin: int, subject: Run | None = None, opener: str = "", *, own: bool = True
    ) -> None:
        self.kind, self.begin, self.subject, self.opener, self.own = kind, begin, subject, opener, own
        self.verbs: Verbs | None = None
        self.agent: Run | None = None
        self.commas = 0  # after the subject, before the verb
        self.paused = False  # the last of them right before it
        self.bare = False  # no object follows the verb
        self.depth = 0

    @property
    def waits(self) -> bool:
        """Whether it has a subject and lacks its verb."""
        return self.subject is not None and self.verbs is None


class Words:
    """The words of a text, in groups: where each begins and ends, and its letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends, self.letters = words.tokens(text)
        self.groups = [Group(found.lastgroup or "", *found.span()) for found in _GROUPS.finditer(self.letters)]

    def run(self, group: Group) -> Run:
        return self.starts[group.first], self.ends[group.last - 1]

    def low(self, group: Group, *, last: bool = False) -> str:
        """The words of a group in small letters, or the last of them."""
        return self.text[self.starts[group.last - 1 if last else group.first] : self.ends[group.last - 1]].lower()

    def verbs(self, group: Group) -> Verbs:
        """The verb group that a group of words is."""
        letters = self.letters[group.first : group.last]
        head = max((n for n, letter in enumerate(letters) if letter in "vebimhzDt"), default=0)
        first = next((n for n, letter in enumerate(letters) if letter in "mhzDve"), head)
        at = group.first + first
        word = self.text[self.starts[at] : self.ends[at]].lower()
        tense: Tense = "past"
        if group.kind in "ITQ":
            tense = ""
        elif letters[first] == "m":
            tense = "modal"
        elif letters[first] == "v" and words.present(word) or letters[first] in "hzD" and word not in _PAST:
            tense = "present"
        return Verbs(
            begin=self.starts[group.first], end=self.ends[group.last - 1], head=self.starts[group.first + head],
            starts=tuple(self.starts[group.first : group.last]), tense=tense,
            broken=letters[head] == "h", simple=first == head,
            open=letters[first] == "e" and first == head, passive="z" in letters and letters[head] in "ev",
            negated="N" in letters,
        )  # fmt: skip


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """The words of a text, taken apart once for its clauses and for what stands behind its verbs."""
    return Words(text)


def noun_at(words: Words, at: int) -> Run | None:
    """The noun phrase right behind a place, with what "of" and "and" join to it; None where no noun stands there."""
    groups = iter(words.groups)
    group = next((g for g in groups if words.starts[g.first] >= at), None)
    while group is not None and group.kind == "A":
        group = next(groups, None)
    if group is None or group.kind != "N":
        return None
    begin, end = words.run(group)
    joint: Group | None = None
    for group in groups:
        if joint is None and (group.kind == "C" or group.kind == "Q" and words.low(group) in _JOINING):
            joint = group
        elif joint is not None and group.kind == "N":
            end, joint = words.run(group)[1], None
        else:
            break
    return begin, end
