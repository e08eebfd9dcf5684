"""Letters: who signs them at their foot, and statements in which a government speaks of itself in the third person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast
from kg.facts.skeleton import TYPES, Skeleton
from kg.lexicon.speech import speaks
from kg.model import Actor
from kg.triggers import compiled

_GREETS = re.compile(r"(?:My )?[Dd]ear [A-Z][^.!?]{1,80}[,:]?")
_CLOSES = re.compile(
    r"(?i:(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|(?:with )?(?:best|kind|warm)(?:est)? "
    r"(?:regards|wishes)|regards|respectfully submitted),?"
)
# How far down a letter greets, in lines.
_TOP = 14
# A title of what a government or an organization states itself.
_STATEMENT = re.compile(r"(?i)\b(?:statement|declaration)\b(?!.*\b(?:press conference|briefing)\b)")
_WHO = f"[{TYPES['state']}{TYPES['organization']}{TYPES['body']}]."
_PRESENT = re.compile(r"(?:s|es|ies)$")


def signers(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """The persons whose names stand below the closing words of a letter; () for a text that is none."""
    words = [cast.document.view[s.sentence.begin : s.sentence.end] for s in skeletons]
    greets = next((n for n, line in enumerate(words[:_TOP]) if _GREETS.fullmatch(line)), None)
    closes = next(
        (n for n, line in enumerate(words) if greets is not None and n > greets and _CLOSES.fullmatch(line)), None
    )
    if closes is None:
        return ()
    end = skeletons[-1].sentence.end
    below = cast.within(skeletons[closes].sentence.end, end)
    return tuple(dict.fromkeys(a for r in below if r.type == "person" and not r.mention.definite for a in r.actors))


def states_of_itself(cast: Cast, skeletons: Sequence[Skeleton], own: tuple[Actor, ...]) -> bool:
    """Whether a text is the statement of its publisher `own`, who speaks there by name: "Norway condemns the raid".

    Nobody else speaks in it, and its title calls it a statement.
    """
    if not own or not _STATEMENT.search(cast.document.article.title or ""):
        return False
    body = [s for s in skeletons if s.sentence.kind == "body"]
    found = [
        f
        for s in body
        if (f := compiled(rf"(?:The )?(?P<who>{_WHO}) (?:[a-z]+ly )?(?P<verb>{speaks()})\b").match(s.text))
    ]
    other = any(compiled(rf"{TYPES['person']}. (?:has )?{speaks()}\b").search(s.text) for s in body)
    named = [
        f
        for f, s in ((f, s) for s in body for f in found if f.string is s.text)
        if _PRESENT.search(f["verb"]) and any(a in own for r in s.named(f["who"]) for a in r.actors)
    ]
    return bool(named) and not other and not any('"' in s.text for s in body)
