"""A query that took too long -> what in it is likely to take the time, in one sentence.

A guess from the shape of the query, not a measurement: the engine tells nothing of how it goes about one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.store import PREFIXES
from kg.store.matching import MATCHES
from kg.store.tokens import Token, tokens

GENERAL = "Ask for less: name an actor or a year."
_ENDS = frozenset("}.")
_MATCHES = MATCHES.value.replace(PREFIXES["bi"], "bi:")
LONGEST = 10_000
"""Characters that are looked at."""
_SEARCHES = ("REGEX", "CONTAINS")


def likely(text: str) -> str:
    """The costliest shape that the well-formed query `text` shows, and what to write instead; else a general advice.

    Of a long one only the beginning is looked at: this takes time that grows faster than the text.
    """
    found = tuple(tokens(text[:LONGEST]))
    return _not_joined(found) or _optional_first(found) or _searched(found) or _free_path(found) or _sorted(found)


def _not_joined(found: Sequence[Token]) -> str:
    """Patterns without a variable in common are multiplied with each other."""
    # The branches of a UNION need not meet, nor what a SELECT in braces keeps to itself.
    if any(token.is_word("UNION") for token in found) or sum(token.is_word("SELECT") for token in found) > 1:
        return ""
    groups: list[set[str]] = []
    for names in _statements(found):
        joined = names.union(*(group for group in groups if group & names))
        groups = [group for group in groups if not group & names] + [joined]
    if len(groups) < 2:
        return ""
    one, other = (min(group) for group in groups[:2])
    return (
        f"Nothing joins `{one}` with `{other}`, so every row of one is put beside every row of the other: "
        "name a variable that both patterns share."
    )


def _statements(found: Sequence[Token]) -> Iterator[set[str]]:
    """The variables of each triple with its `;` and `,`, or of a test, and of the graphs in which it stands."""
    names, graphs, named = set[str](), list[str](), ""
    for before, token in pairwise(found):
        if token.kind == "variable":
            name = "?" + token.text[1:]
            if before.is_word("GRAPH"):
                named = name
            if graphs or before.is_word("GRAPH"):
                names.add(name)
        elif token.text == "{":
            graphs.append(named)
            named = ""
        elif token.text in _ENDS and token.kind == "mark":
            if names:
                yield names.union(graphs) - {""}
            names = set()
            if token.text == "}" and graphs:
                graphs.pop()


def _optional_first(found: Sequence[Token]) -> str:
    for before, token in pairwise(found):
        if before.text == "{" and token.is_word("OPTIONAL"):
            return "OPTIONAL stands first, so it is tried for everything: put it behind what names the things."
    return ""


def _searched(found: Sequence[Token]) -> str:
    for token in found:
        if token.is_word(*_SEARCHES):
            told = f"{token.text.upper()} looks into every text that its pattern finds: "
            return told + f'name the things before it, or look for words with `FILTER({_MATCHES}(?x, "words"))`.'
    return ""


def _free_path(found: Sequence[Token]) -> str:
    for one, path, sign, other in zip(found, found[1:], found[2:], found[3:], strict=False):
        ends = one.kind == other.kind == "variable"
        if ends and path.kind in ("iri", "name") and sign.text in ("+", "*"):
            return f"The path `{path.text}{sign.text}` is walked from everything: name where it begins or ends."
    return ""


def _sorted(found: Sequence[Token]) -> str:
    if any(token.is_word("ORDER") for token in found):
        return "ORDER BY waits for every row, whatever the LIMIT: leave it out, or name an actor or a year."
    return GENERAL
