"""What follows a verb: its object and the phrases behind prepositions, each known by where it begins."""

from __future__ import annotations

from typing import NamedTuple

from kg.facts.frames import words_of

# What may stand among the complements of a verb; all else begins another clause.
_GOES_ON = frozenset("NQACPBL")
_INCLUDES = frozenset(("including", "following", "concerning", "regarding"))


class Complement(NamedTuple):
    """A noun phrase `[begin, end)` behind a verb; `preposition` is "" for an object.

    `end` takes in what "of" joins to it, `head` does not: "a second round [of talks]".
    """

    preposition: str
    begin: int
    head: int
    end: int


def complements(text: str, begin: int, end: int) -> tuple[Complement, ...]:
    """The complements of a verb that ends at `begin`, in order, up to the next clause or `end`."""
    words, out, preposition = words_of(text), list[Complement](), ""
    behind, paused = "", False  # the group before; a comma stands after the last complement
    for group in words.groups:
        first, last = words.run(group)
        if first < begin:
            continue
        if first >= end or group.kind not in _GOES_ON and words.low(group) not in _INCLUDES:
            break
        if group.kind == "Q" or group.kind == "I":
            preposition, paused = words.low(group), False
        elif group.kind == "P":
            paused = True
        elif group.kind == "N":
            if behind == "Q" and preposition == "of" and out:
                out[-1] = out[-1]._replace(end=last)
            elif behind == "C" and out and not paused:
                out[-1] = out[-1]._replace(head=last, end=last)
            elif not paused and (behind in ("", "Q", "A") or behind in "BN" and (not out or not preposition)):
                out.append(Complement(preposition, first, last, last))
        behind = group.kind
    return tuple(out)
