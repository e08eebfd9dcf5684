"""What a regular expression cannot match without: bits of text told from the expression itself, never kept by hand.

`needed` gives sets of bits; wherever the expression matches, one bit of each set stands in the text. `beginnings` gives
the bits with one of which each match begins. Both say less rather than too much: what they do not understand may be
anything. They walk the tree that `re` itself parses, so they read an expression as `re` does; a group that stands in
several expressions, as word lists do, is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from math import fsum
from typing import Any

from kg.errors import LexiconError
from kg.text import cases, folded

_parser: Any = import_module("re._parser")  # the one place that knows how `re` parses; it has no types of its own

# Sets of more strings than this are taken apart into smaller ones that follow each other.
_MOST = 600
# Where case is ignored each letter is two or more; of so many strings words are told by a few of their letters.
_CASES = 16
# How rare a character is, in bits: its chance in a text of this field is about 2 to the minus this.
_BITS = {" ": 2.5} | dict.fromkeys("etaoinsrhld", 4.0) | dict.fromkeys("cumfpgwybvk-,.'", 6.0)
_RARE = 8.0
_LONG = 10  # of so many characters the chance is next to nothing
# A set of which a bit stands in most sentences tells nothing.
_USEFUL = 1 / 400
# A piece of an expression: an escape, a class of characters, what opens or ends a group, or a run of all else.
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|>|[a-zA-Z-]*:))?|\)|[^\\\[()]+", re.DOTALL)
# A group that is but a list of words, of which to say so takes a hundredth of the time that parsing does.
_WORDS = re.compile(r"(?:\w|[ ,'|-]|\\[ -])*")
# What ties a group to what stands outside of it: flags, references, conditions.
_TIED = re.compile(r"\(\?(?:[a-zA-Z-]+\)|P=|\(|#)|\\[1-9]")
# What opens a group that means the same wherever it stands, as long as none around it has flags.
_OPENER = re.compile(r"\((?:\?(?:P<\w+>|:))?")
# The private characters from this one on stand for groups.
_GROUP = 0xF0000

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


def needed(expressions: Iterable[str]) -> Iterator[tuple[Bits, ...]]:
    """For each expression sets of bits; of each set one stands in every text that it matches. The most telling first.

    Sets that tell nothing are left out; with none left the expression has to be tried on every text. Raises
    LexiconError for what is no expression.
    """
    groups = _Groups()
    for source in expressions:
        try:
            yield _ranked(_parsed(source) if _TIED.search(source) else groups.parsed(source))
        except re.error as error:
            raise LexiconError(f"no regular expression: {error.msg}", where=source[:200]) from None


def _ranked(known: _Known) -> tuple[Bits, ...]:
    sets = {_without_longer(bits) for bits in (known.whole, *known.sets) if bits is not None and "" not in bits}
    ranked = sorted((_chance(bits), sorted(bits)) for bits in sets)
    return tuple(frozenset(bits) for chance, bits in ranked if chance < _USEFUL)


def beginnings(pattern: re.Pattern[str], *, most: int = 30_000) -> Bits:
    """Bits, as `folded` gives them, with one of which each match of `pattern` begins in a folded text.

    `most` is how many to tell before the longer ones are cut short. {""} where nothing can be told.
    """
    return _without_longer(_parsed(pattern.pattern, pattern.flags, reader=_Reader(most, fold=True)).lead)


def _chance(bits: Iterable[str]) -> float:
    """About how often one of some bits begins at a character of a text."""
    return fsum(_chance_of(bit[:_LONG]) for bit in bits)


@lru_cache(maxsize=16_384)
def _chance_of(bit: str) -> float:
    return 2.0 ** -sum(_BITS.get(char, _RARE) for char in bit)


def _without_longer(bits: Bits) -> Bits:
    """The bits without those that begin with another one of them."""
    kept: list[str] = []
    for bit in sorted(bits):
        if not kept or not bit.startswith(kept[-1]):
            kept.append(bit)
    return frozenset(kept)


def _has_two_cases(char: str) -> bool:
    """Whether a character stands for no more than `cases` tells: of Latin letters that is sure."""
    return char.isascii() or "\u00e0" <= char.lower() <= "\u00fe"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of a parsed expression; `most` bounds the strings told of one part, `fold` folds them.

    `groups` is what is known of groups by the private characters that stand for them.
    """

    most: int = _MOST
    fold: bool = False
    groups: Mapping[str, _Known] = field(default_factory=dict)

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
            if op is _parser.LITERAL and not ignore and argument < _GROUP:
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
                return self.groups.get(chr(argument)) or self.one_of([chr(argument)], ignore)
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
        if known := [self.groups[char] for char in chars if char in self.groups]:
            others = [char for char in chars if char not in self.groups]
            return self._branches([*known, *([self.one_of(others, ignore)] if others else ())])
        if self.fold:
            whole = frozenset(map(folded, chars))
        else:
            whole = frozenset(case for char in chars for case in (cases(char) if ignore else char))
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


def _parsed(source: str, flags: int = 0, *, reader: _Reader = _Reader()) -> _Known:
    tree = _parser.parse(source, flags)
    return reader.sequence(tree, bool(tree.state.flags & re.IGNORECASE))


class _Groups:
    """Expressions read group by group, the innermost first; each group is known by a private character from then on."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}
        self._known: dict[str, _Known] = {}

    def parsed(self, source: str) -> _Known:
        opened: list[tuple[str, str]] = []
        text = ""
        for piece in _PIECE.findall(source):
            if piece[0] == "(":
                opened.append((text, piece))
                text = ""
            elif piece == ")" and opened:
                before, opener = opened.pop()
                alone = _OPENER.fullmatch(opener) and not any(_has_flags(around) for _, around in opened)
                text = before + (self._character(text) if alone else f"{opener}{text})")
            else:
                text += piece
        if opened:
            raise re.error("missing ), unterminated subpattern", source)
        return _parsed(text, reader=_Reader(groups=self._known))

    def _character(self, group: str) -> str:
        if group not in self._characters:
            self._characters[group] = character = chr(_GROUP + len(self._characters))
            self._known[character] = self._read(group)
        return self._characters[group]

    def _read(self, group: str) -> _Known:
        if _WORDS.fullmatch(group):
            words = frozenset(group.replace("\\", "").split("|"))
            return _Known(words, words)
        return _parsed(group, reader=_Reader(groups=self._known))


def _has_flags(opener: str) -> bool:
    return opener.endswith(":") and opener != "(?:"


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
