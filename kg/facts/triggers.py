"""Bits of words by which rules are chosen: one pass over a text tells which of many rules are worth trying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind


def holds(text: str, bits: Iterable[str]) -> bool:
    """Whether one of a few bits of words stands in `text`."""
    return any(map(text.__contains__, bits))


class Triggers:
    """The bits of a row of rules; a rule is worth trying where one of its bits stands."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        numbers: dict[str, list[int]] = {}
        for number, bits in enumerate(rules):
            for bit in bits:
                numbers.setdefault(bit, []).append(number)
        self._rules = tuple(tuple(listed) for listed in numbers.values())
        self._automaton = AhoCorasick(list(numbers), matchkind=MatchKind.Standard)

    def stand_in(self, text: str) -> bool:
        """Whether a bit of any rule stands in `text`."""
        return bool(self._automaton.find_matches_as_indexes(text))

    def among(self, text: str) -> list[int]:
        """The numbers of the rules with a bit in `text`, in order."""
        found = {bit for bit, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        return sorted({rule for bit in found for rule in self._rules[bit]})
