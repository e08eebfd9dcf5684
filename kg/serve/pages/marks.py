"""A text and runs of it -> the text with these runs marked, character for character."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kg.serve.pages.html import Html, join, tag


@dataclass(frozen=True, order=True)
class Run:
    """`[begin, end)` of the text, in code points; `link` leads to the fact that rests on it."""

    begin: int
    end: int
    fact: str
    link: str = ""


def mark(words: str, runs: Sequence[Run], *, prefix: str, chosen: bool = False, start: int = 0) -> Html:
    """`words` from `start` on with `runs` marked; `prefix` ("char", "title-char") begins the anchor that each run has.

    Where runs overlap a piece belongs to the shortest. With `chosen`, the first mark is the anchor `evidence`.
    """
    inside = [run for run in runs if start <= run.begin < run.end <= len(words)]
    edges = sorted({start, len(words), *(run.begin for run in inside), *(run.end for run in inside)})
    ordered = deque(sorted(inside))
    pieces: list[Html] = []
    covering: list[Run] = []
    first = chosen
    for begin, end in pairwise(edges):
        covering = [run for run in covering if run.end > begin]
        beginning = [ordered.popleft() for _ in range(_number_from(ordered, begin))]
        covering += beginning
        pieces += _anchors(beginning, prefix)
        if not covering:
            pieces.append(join([words[begin:end]]))
            continue
        run = min(covering, key=lambda run: (run.end - run.begin, run))
        content = tag("a", words[begin:end], href=run.link) if run.link else join([words[begin:end]])
        pieces.append(tag("mark", content, class_="chosen" if chosen else None, id="evidence" if first else None))
        first = False
    return join(pieces)


def _number_from(ordered: Iterable[Run], begin: int) -> int:
    """How many of the next runs begin at `begin`."""
    return sum(1 for _ in takewhile(lambda run: run.begin == begin, ordered))


def _anchors(beginning: Sequence[Run], prefix: str) -> Iterator[Html]:
    """One anchor a span, as the evidence's IRI names it."""
    for begin, end in sorted({(run.begin, run.end) for run in beginning}):
        yield tag("span", id=f"{prefix}={begin},{end}")


def merged(runs: Sequence[Run]) -> list[Run]:
    """Runs that overlap or touch as one, so that a chosen passage is one mark."""
    found: list[Run] = []
    for run in sorted(runs):
        if found and run.begin <= found[-1].end:
            found[-1] = Run(found[-1].begin, max(found[-1].end, run.end), found[-1].fact)
        else:
            found.append(Run(run.begin, run.end, run.fact))
    return found
