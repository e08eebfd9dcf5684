"""Which names are of one person. Names are compared by the words of their IRIs: lower case, without accents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "do", "dos", "van", "von", "der", "la", "le", "prince"})
_QUIET = re.compile("[aeiouyhj]")
_TWICE = re.compile(r"(.)\1+")
_SHORT = 5
"""Letters below which a word of a name must be the same; from there on one letter may differ, from 9 on two."""


@dataclass(frozen=True)
class Who:
    """An actor of a report or agreement: its IRI, the state it serves ("" if unknown), its offices in that article."""

    iri: str
    state: str = ""
    offices: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.iri.startswith("person/")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name, without initials, suffixes and particles."""
        words = [word for word in self._all if len(word) > 1 and word not in _SUFFIXES]
        return tuple(word for word in words if word not in _PARTICLES) or tuple(words)

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset(word for word in self._all if len(word) == 1)

    @property
    def _all(self) -> list[str]:
        return self.iri.rpartition("/")[2].split("-")


@lru_cache(maxsize=100_000)
def actor(iri: str, state: str, offices: tuple[str, ...]) -> Who:
    """The same actor each time that a report names him so: the words of his name are worked out once."""
    return Who(iri, state, offices)


@lru_cache(maxsize=200_000)
def one_in_a_report(a: Who, b: Who) -> bool:
    """Whether two actors of reports on what may be one contact are one: a name in part, or one office, will do."""
    if a.iri == b.iri:
        return True
    if not (a.is_person and b.is_person) or (a.state and b.state and a.state != b.state):
        return False
    if _same_words(a, b, least=1):
        return True
    shared = any(_near(one, other) for one in a.words for other in b.words)
    return shared and bool(a.state) and a.state == b.state and bool(set(a.offices) & set(b.offices))


def one_everywhere(a: Who, b: Who) -> str:
    """Why two IRIs are of one person in any article whatsoever, "" if they may be two."""
    if a.state and b.state and a.state != b.state:
        return ""
    if _same_words(a, b, least=2):
        if a.state and b.state:
            return "same state, same name in other letters"
        return "same name, the state known from one article only" if sorted(a.words) == sorted(b.words) else ""
    if not a.state or a.state != b.state or not set(a.offices) & set(b.offices) or _other_initials(a, b):
        return ""
    if min(len(a.words), len(b.words)) >= 2 and a.words[-1] == b.words[-1] and a.words[0][:2] == b.words[0][:2]:
        return "same state, same office, same family name, given names that begin alike"
    return ""


def _same_words(a: Who, b: Who, *, least: int) -> bool:
    """Whether all words of the shorter name stand in the longer, and it has at least so many."""
    fewer, more = sorted((a.words, b.words), key=len)
    if len(fewer) < least or _other_initials(a, b):
        return False
    left = list(more)
    for word in fewer:
        found = next((other for other in left if _near(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def spots(who: Who) -> set[str]:
    """What two IRIs of one person have in common: two words of the name by sound, or the state, two letters, a word."""
    sounds = sorted({_sound(word) for word in who.words})
    found = {f"{one} {other}" for one, other in combinations(sounds, 2)}
    if who.state and len(who.words) > 1:
        found.add(f"{who.state} {who.words[0][:2]} {who.words[-1]}")
    return found


def _sound(word: str) -> str:
    """A word by its first letter and its consonants: Mohammed and Muhammad sound alike."""
    rest = _QUIET.sub("", word[1:])
    return word[0] + _TWICE.sub(r"\1", rest)


def _other_initials(a: Who, b: Who) -> bool:
    return bool(a.initials and b.initials and a.initials != b.initials)


@lru_cache(maxsize=200_000)
def _near(one: str, other: str) -> bool:
    """Whether two words may be one in another transcription: Zelensky and Zelenskyy."""
    if one == other:
        return True
    least = min(len(one), len(other))
    allowed = 0 if least < _SHORT else 1 if least < 9 else 2
    return one[0] == other[0] and abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """Letters to be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != against))
    return row[-1]
