"""Where expressions are worth trying: one pass over texts tells which of many stand a chance in which.

What is looked for is told from the expressions themselves (`kg.literals`); nobody keeps a list of words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.literals import beginnings, needed
from kg.text import folded


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression, compiled when it is first tried: most articles need a tenth of them."""
    return re.compile(expression)


class Triggers:
    """Expressions in a row, known by their numbers. A set of them is an integer in which bit `n` is expression `n`."""

    def __init__(self, expressions: Iterable[str]) -> None:
        sets = list(needed(expressions))
        self._always = sum(1 << number for number, needs in enumerate(sets) if not needs)
        # The most telling set of expression n has bit n, the others follow.
        flags: dict[str, int] = {}
        wanted = [1 << number for number in range(len(sets))]
        following = len(sets)
        for number, needs in enumerate(sets):
            for rank, bits in enumerate(needs):
                flag = 1 << (following if rank else number)
                following += rank > 0
                wanted[number] |= flag
                for bit in bits:
                    flags[bit] = flags.get(bit, 0) | flag
        self._firsts = (1 << len(sets)) - 1
        self._wanted, self._flags = tuple(wanted), tuple(flags.values())
        self._automaton = AhoCorasick(list(flags), matchkind=MatchKind.Standard)

    def over(self, texts: Sequence[str]) -> list[int]:
        """The expressions worth trying in each of several texts, all looked at in one pass."""
        flags, held = self._flags, [0] * len(texts)
        number, end = 0, len(texts[0]) if texts else 0
        for bit, _, stop in self._automaton.find_matches_as_indexes("\n".join(texts), overlapping=True):
            while stop > end:  # matches come in the order of their ends
                number += 1
                end += 1 + len(texts[number])
            held[number] |= flags[bit]
        return [self._worth(flagged) for flagged in held]

    def among(self, text: str) -> list[int]:
        """The numbers of the expressions worth trying in a text, in order."""
        return numbers(self.over((text,))[0])

    def _worth(self, held: int) -> int:
        """The expressions of which each set has a bit that stands there."""
        worth, firsts = self._always, held & self._firsts
        while firsts:
            one = firsts & -firsts
            wanted = self._wanted[one.bit_length() - 1]
            if held & wanted == wanted:
                worth |= one
            firsts ^= one
        return worth


def numbers(worth: int) -> list[int]:
    """The numbers of a set of expressions, in order."""
    found = []
    while worth:
        one = worth & -worth
        found.append(one.bit_length() - 1)
        worth ^= one
    return found


class Anchored:
    """An expression that is tried only where one of the bits stands with which its matches begin, if they tell."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        bits = beginnings(pattern)
        self._automaton = None if "" in bits else AhoCorasick(sorted(bits), matchkind=MatchKind.Standard)

    def finditer(self, view: str, small: str | None = None) -> Iterator[re.Match[str]]:
        """The matches in order, none overlapping, as the expression's own `finditer` gives them.

        `small` is the view as `kg.text.folded` gives it, where the caller has it already.
        """
        if self._automaton is None:
            yield from self.pattern.finditer(view)
            return
        floor = 0
        looked_at = folded(view) if small is None else small
        for at in sorted({at for _, at, _ in self._automaton.find_matches_as_indexes(looked_at, overlapping=True)}):
            found = self.pattern.match(view, at) if at >= floor else None
            if found:
                yield found
                floor = found.end()
