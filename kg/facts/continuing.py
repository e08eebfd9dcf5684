"""Sentences without a verb of speech that go on with what somebody said before them."""

from __future__ import annotations

import re

from kg.cast import Cast
from kg.facts.skeleton import Skeleton
from kg.facts.voices import Voices

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|[Yy]ou|[Yy]our)\b")
# Of a readout's sentences without a verb of speech: those that state something, and those that tell what was done.
_STATES = re.compile(
    r"\b(?:is|are|has|have|will|would|can|cannot|could|should|must|remains?|needs?|may|does|do|supports?)\b"
)
_TELLS = re.compile(
    r"^(?:The (?:agreement|treaty|document|deal|meeting|talks|conversation|sides|parties|event|ceremony|agenda"
    r"|visit|call|delegations?)|During"
    r"|Following|After|Before|Also present"
    r"|In conclusion|At the end|Earlier|Later)\b"
    r"|\bwill (?:also )?(?:discuss|meet|attend|host|visit|travel|hold|receive|take place)\b"
    r"|\b(?:met|held|took place|arrived|signed|attended|visited|accompanied|began|was born|graduated|gave"
    r"|exchanged|discussed|reviewed|considered|handed)\b"
)
_BIDS = re.compile(r"(?:[Tt]he two (?:sides|countries)|[Bb]oth (?:sides|countries)) (?:should|must|need to|ought to)\b")


def dashed(cast: Cast, skeleton: Skeleton) -> bool:
    """Whether a paragraph is speech that a dash opens, as in Russian and Spanish print: "– We regard …"."""
    view, begin = cast.document.view, skeleton.sentence.begin
    start = view.rfind("\n", 0, begin) + 1
    return view[start : start + 2] in ("– ", "— ") and bool(_FIRST_PERSON.search(view[start : start + 400]))


def goes_on(voices: Voices, skeleton: Skeleton, words: str) -> bool:
    """Whether a sentence of a readout goes on with what the last speaker of its paragraph said."""
    near = bool(voices.last) and voices.paragraph == voices.here
    # An agency's own words may stand after a speaker's; what both sides should do is the speaker's.
    if not near or not (voices.cast.home or _BIDS.search(words)):
        return False
    if not _STATES.search(words) or _TELLS.search(words):
        return False
    refs = voices.cast.within(skeleton.sentence.begin, skeleton.sentence.begin + 40)
    return not (refs and refs[0].type == "person" and refs[0].begin <= skeleton.sentence.begin + 4)
