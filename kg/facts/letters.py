"""Letters: who signs them at their foot, and statements in which a government speaks of itself in the third person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from kg.cast import Cast
from kg.facts.skeleton import TYPES, Skeleton
from kg.lexicon.speech import speaks
from kg.model import Actor

_GREETS = re.compile(r"(?:My )?[Dd]ear [A-Z][^.!?]{1,80}[,:]?")
_CLOSES = re.compile(
    r"(?i:(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|(?:with )?(?:best|kind|warm)(?:est)? "
    r"(?:regards|wishes)|regards|respectfully submitted),?"
)
# What stands below a signature and signs nothing: who has a copy, notes, a sentence.
_UNSIGNED = re.compile(
    r"(?i:cc|c\.c\.|(?:copy|copies|encl\w*|attach\w*|notes?|contacts?|media|press)(?: [a-z]+){0,3} ?(?:[:.]|$))(?!\w)"
    r"|.*\b[a-z]{3,}\b.*\.$"
)
# How far down a letter greets, in lines.
_TOP = 14
# A title of what a government or an organization states itself.
_STATEMENT = re.compile(r"(?i)\b(?:statement|declaration)\b(?!.*\b(?:press conference|briefing)\b)")
_WHO = f"[{TYPES['state']}{TYPES['organization']}{TYPES['body']}]."
_PRESENT = re.compile(r"(?:s|es|ies)$")


def signers(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """The persons whose names stand below the closing words of a letter; () for a text that is none."""
    words = _lines(cast, skeletons)
    closes = _closing(words)
    if closes is None:
        return ()
    names = takewhile(lambda n: not _UNSIGNED.match(words[n]), range(closes + 1, len(words)))
    end = max((skeletons[n].sentence.end for n in names), default=skeletons[closes].sentence.end)
    below = cast.within(skeletons[closes].sentence.end, end)
    return tuple(dict.fromkeys(a for r in below if r.type == "person" and not r.mention.definite for a in r.actors))


def ends(cast: Cast, skeletons: Sequence[Skeleton]) -> int:
    """Where in the view a letter closes, below which notes stand; the end of the view for a text that is none."""
    closes = _closing(_lines(cast, skeletons))
    return len(cast.document.view) if closes is None else skeletons[closes].sentence.begin


def _lines(cast: Cast, skeletons: Sequence[Skeleton]) -> list[str]:
    return [cast.document.view[s.sentence.begin : s.sentence.end] for s in skeletons]


def _closing(lines: Sequence[str]) -> int | None:
    """Which line of a text closes a letter ("Yours sincerely,"); None for a text that greets nobody at its top."""
    greets = next((n for n, line in enumerate(lines[:_TOP]) if _GREETS.fullmatch(line)), None)
    if greets is None:
        return None
    return next((n for n, line in enumerate(lines) if n > greets and _CLOSES.fullmatch(line)), None)


def states_of_itself(cast: Cast, skeletons: Sequence[Skeleton], own: tuple[Actor, ...]) -> bool:
    """Whether a text is the statement of its publisher `own`, who speaks there by name: "Norway condemns the raid".

    Nobody else speaks in it, and its title calls it a statement.
    """
    if not own or not _STATEMENT.search(cast.document.article.title or ""):
        return False
    body = [s for s in skeletons if s.sentence.kind == "body"]
    if any('"' in s.text or _word_of_a_person().search(s.text) for s in body):
        return False
    return any(
        _PRESENT.search(found["verb"]) and any(a in own for ref in s.named(found["who"]) for a in ref.actors)
        for s in body
        if (found := _own_word().match(s.text))
    )


@cache
def _own_word() -> re.Pattern[str]:
    """A state or an organization that speaks: "The Union strongly condemns"."""
    return re.compile(rf"(?:The )?(?P<who>{_WHO}) (?:[a-z]+ly )?(?P<verb>{speaks()})\b")


@cache
def _word_of_a_person() -> re.Pattern[str]:
    return re.compile(rf"{TYPES['person']}. (?:has )?{speaks()}\b")
