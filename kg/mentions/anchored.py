"""Patterns that are tried only where one of their first words stands, all looked for in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind


class Anchored:
    """A pattern of which each match begins with one of some words, as they stand there."""

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str]) -> None:
        self._pattern = pattern
        self._automaton = AhoCorasick(sorted(set(words)), matchkind=MatchKind.Standard)

    def finditer(self, view: str, looked_at: str | None = None) -> Iterator[re.Match[str]]:
        """The matches of the pattern in order, none overlapping, as its own `finditer` gives them.

        The words are looked for in `looked_at` where it is given: the view in lower case, character for character.
        """
        words = view if looked_at is None else looked_at
        floor = 0
        for at in sorted({at for _, at, _ in self._automaton.find_matches_as_indexes(words, overlapping=True)}):
            found = self._pattern.match(view, at) if at >= floor else None
            if found:
                yield found
                floor = found.end()
