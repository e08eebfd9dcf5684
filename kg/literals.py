"""What a regular expression cannot match without: bits of text told from the expression itself, never kept by hand.

`needed` gives sets of bits; wherever the expression matches, one bit of each set stands in the text. `beginnings` gives
the bits with one of which each match begins. Both say less rather than too much: what they do not understand may be
anything. They walk the tree that `re` itself parses, so they read an expression as `re` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kg.text import lowered

_parser: Any = import_module("re._parser")  # the one place that knows how `re` parses; it has no types of its own

# Sets of more strings than this are taken apart into smaller ones that follow each other.
_MOST = 600
# Where case is ignored each letter is two or more; of so many strings words are told by a few of their letters.
_CASES = 16
# How rare a character is, in bits: its chance in a text of this field is about 2 to the minus this.
_BITS = {" ": 2.5} | dict.fromkeys("etaoinsrhld", 4.0) | dict.fromkeys("cumfpgwybvk-,.'", 6.0)
_RARE = 8.0
# A set of which a bit stands in most sentences tells nothing.
_USEFUL = 1 / 400
# Letters that `re.IGNORECASE` takes for each other beyond the two cases of each.
_ALSO = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a", "\u00e5": "\u212b"}
_FOLDED = str.maketrans({other: letter for letter, others in _ALSO.items() for other in others})

Bits = frozenset[str]
_NOTHING: Bits = frozenset(("",))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a part of an expression.

    `whole` are all strings that it may match, None where they are too many to tell; `lead` are strings with one of
    which each match begins; `sets` are sets of which one string each stands in the match or just before or after it.
    """

    whole: Bits | None
    lead: Bits
    sets: tuple[Bits, ...] = ()


_UNKNOWN = _Known(None, _NOTHING)
_EMPTY = _Known(_NOTHING, _NOTHING)


def needed(pattern: re.Pattern[str]) -> tuple[Bits, ...]:
    """Sets of bits of each of which one stands in every text that `pattern` matches, the most telling set first.

    Sets that tell nothing are left out; with none left the expression has to be tried on every text.
    """
    known = _tree(pattern, _MOST)
    sets = {_without_longer(bits) for bits in (known.whole, *known.sets) if bits is not None and "" not in bits}
    ranked = sorted((_chance(bits), sorted(bits)) for bits in sets)
    return tuple(frozenset(bits) for chance, bits in ranked if chance < _USEFUL)


def beginnings(pattern: re.Pattern[str], *, most: int = 30_000) -> Bits:
    """Bits, as `folded` gives them, with one of which each match of `pattern` begins in a folded text.

    `most` is how many to tell before the longer ones are cut short. {""} where nothing can be told.
    """
    return _without_longer(_tree(pattern, most, fold=True).lead)


def folded(text: str) -> str:
    """A text in small letters, character for character, in which letters are one that `re.IGNORECASE` takes for one."""
    low = lowered(text)
    return low if low.isascii() else low.translate(_FOLDED)


def _tree(pattern: re.Pattern[str], most: int, *, fold: bool = False) -> _Known:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return _Reader(most, fold).sequence(tree, bool(pattern.flags & re.IGNORECASE))


def _chance(bits: Iterable[str]) -> float:
    """About how often one of some bits begins at a character of a text."""
    return sum(2 ** -sum(_BITS.get(char, _RARE) for char in bit) for bit in bits)


def _without_longer(bits: Bits) -> Bits:
    """The bits without those that begin with another one of them."""
    kept: list[str] = []
    for bit in sorted(bits):
        if not kept or not bit.startswith(kept[-1]):
            kept.append(bit)
    return frozenset(kept)


def _has_two_cases(char: str) -> bool:
    """Whether a character stands for no more than `_cases` tells: of Latin letters that is sure."""
    return char.isascii() or "\u00e0" <= char.lower() <= "\u00fe"


def _cases(char: str) -> Bits:
    """The characters that a Latin one stands for where case is ignored."""
    return frozenset((char.lower(), char.upper(), *_ALSO.get(char.lower(), "")))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of a parsed expression; `most` bounds the strings told of one part, `fold` folds them."""

    most: int
    fold: bool

    def sequence(self, items: Iterable[tuple[Any, Any]], ignore: bool) -> _Known:
        run, lead, sets = _NOTHING, _NOTHING, list[Bits]()
        whole = leading = True
        for known in self._parts(items, ignore):
            sets += known.sets
            joined = self._joined(run, known.whole, ignore)
            if leading:
                longer = joined or self._joined(lead, known.lead, ignore)
                leading, lead = joined is not None, longer or lead
            if joined is None:
                sets.append(self._joined(run, known.lead, ignore) or run)
                run, whole = known.whole or _NOTHING, False
            else:
                run = joined
        if whole:
            return _Known(run, run, _telling(sets))
        return _Known(None, lead, _telling((*sets, run)))

    def _parts(self, items: Iterable[tuple[Any, Any]], ignore: bool) -> Iterator[_Known]:
        """What is known of each part; characters in a row are one part."""
        row = ""
        for op, argument in items:
            if op is _parser.LITERAL and not ignore:
                row += chr(argument)
                continue
            if row:
                yield self._row(row)
                row = ""
            yield self.part(str(op), argument, ignore)
        if row:
            yield self._row(row)

    def _row(self, row: str) -> _Known:
        whole = frozenset((folded(row) if self.fold else row,))
        return _Known(whole, whole)

    def _joined(self, run: Bits, following: Bits | None, ignore: bool) -> Bits | None:
        """What a run of characters is with what follows it; None where that is unknown or too many to tell."""
        if following is None or following is _NOTHING:
            return run if following is _NOTHING else None
        if run is _NOTHING:
            return following
        most = self.most if self.fold or not ignore else _CASES
        return frozenset([a + b for a in run for b in following]) if len(run) * len(following) <= most else None

    def part(self, op: str, argument: Any, ignore: bool) -> _Known:
        match op:
            case "LITERAL":
                return self.one_of([chr(argument)], ignore)
            case "IN":
                return self.one_of(_class(argument), ignore)
            case "SUBPATTERN":
                _, added, removed, inner = argument
                return self.sequence(inner, (ignore or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
            case "ATOMIC_GROUP":
                return self.sequence(argument, ignore)
            case "BRANCH":
                return self._branches([self.sequence(branch, ignore) for branch in argument[1]])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return _repeated(argument[0], argument[1], self.sequence(argument[2], ignore))
            case "ASSERT":
                ahead = self.sequence(argument[1], ignore)
                return _Known(_NOTHING, _NOTHING, _telling((*ahead.sets, ahead.whole or _NOTHING)))
            case "AT" | "ASSERT_NOT":
                return _EMPTY
        return _UNKNOWN  # any character, back references, and whatever `re` may learn yet

    def one_of(self, chars: Iterable[str] | None, ignore: bool) -> _Known:
        """A character out of some, None for one of any."""
        if chars is None or ignore and not all(map(_has_two_cases, chars)):
            return _UNKNOWN
        if self.fold:
            whole = frozenset(map(folded, chars))
        else:
            whole = frozenset(case for char in chars for case in (_cases(char) if ignore else char))
        return _Known(whole, whole)

    def _branches(self, branches: Sequence[_Known]) -> _Known:
        lead = frozenset().union(*(branch.lead for branch in branches))
        lead = _NOTHING if "" in lead or len(lead) > self.most else lead
        wholes = [branch.whole for branch in branches if branch.whole is not None]
        if len(wholes) == len(branches):
            whole: Bits = frozenset().union(*wholes)
            return _Known(whole, whole) if "" not in whole or len(whole) <= self.most else _UNKNOWN
        best = [_best(branch) for branch in branches]
        told = [bits for bits in best if bits is not None]
        return _Known(None, lead, (frozenset().union(*told),) if len(told) == len(best) else ())


def _telling(sets: Iterable[Bits]) -> tuple[Bits, ...]:
    return tuple(bits for bits in sets if "" not in bits)


def _best(branch: _Known) -> Bits | None:
    """The most telling set of one branch of several."""
    sets = _telling((*branch.sets, branch.whole or _NOTHING))
    return min(sets, key=lambda bits: (_chance(bits), sorted(bits)), default=None)


def _class(items: Iterable[tuple[Any, Any]]) -> list[str] | None:
    """The characters of a class such as `[Tt]`; None where they are many or are told by what they are not."""
    chars: list[str] = []
    for op, argument in items:
        match str(op):
            case "LITERAL":
                chars.append(chr(argument))
            case "RANGE" if argument[1] - argument[0] < 12:
                chars += map(chr, range(argument[0], argument[1] + 1))
            case _:
                return None
    return chars


def _repeated(least: int, most: int, known: _Known) -> _Known:
    if (least, most) == (1, 1):
        return known
    if least == 0:
        whole = known.whole | _NOTHING if most == 1 and known.whole is not None else None
        return _Known(whole, whole if whole is not None else _NOTHING)
    return _Known(None, known.lead, _telling((*known.sets, known.whole or _NOTHING)))
