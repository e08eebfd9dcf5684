"""Several contacts of the same sides in one breath: "met in Lima in May, then in Quito, and again in Lima in June"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.cast import Cast, Dated, Ref
from kg.facts.drafts import Draft
from kg.facts.skeleton import Adjunct, Skeleton

_JOIN = re.compile(
    r"(?: (?:once|twice|three times|four times|several times)(?: before| already| earlier)?)?"
    r"(?:,? ?(?:and|then|again|later|once more|once again|before that|after that|as well as)? ?){0,3}"
    r"(?:\w+ (?:days|weeks|months|years) (?:later|earlier|before|after))?,? ?(?:and ?)?(?:again ?)?"
)
_ENDS = re.compile(r"$|[.,;)]")


def series(cast: Cast, skeleton: Skeleton, end: int, draft: Draft) -> list[Draft]:
    """The contacts that the adverbials after a verb tell of: one for each place, and for each further date there.

    `end` is where the frame ends in the skeleton. One contact, as it was read, where there is no such row.
    """
    if draft.skipped or draft.status != "held" or draft.kind == "visit":
        return [draft]
    told: list[Draft] = []
    for adjunct in _row(skeleton, end):
        place, date = _place(skeleton, adjunct), _date(skeleton, adjunct)
        if place is not None:
            words = cast.document.view[place.begin : place.end]
            told.append(replace(draft, city=words, country=place.mention.key or None, when=None, stated=False))
        elif date is not None and told:
            when = date.resolve("past")
            if told[-1].when is None:
                told[-1] = replace(told[-1], when=when, stated=when is not None)
            elif when is not None and told[-1].when != when:
                told.append(replace(told[-1], when=when))
    return told if len(told) > 1 else [draft]


def _row(skeleton: Skeleton, end: int) -> Sequence[Adjunct]:
    """The adverbials of place and time that follow one another from `end` on, with nothing but joints between."""
    text, at, row = skeleton.text, end, list[Adjunct]()
    for adjunct in skeleton.adjuncts:
        if adjunct.at < end or adjunct.kind not in ("place", "date"):
            continue
        if not _JOIN.fullmatch(text, at, adjunct.at):
            break
        row.append(adjunct)
        at = adjunct.at
    while row and not _ENDS.match(text, row[-1].at) and not _JOIN.match(text, row[-1].at)[0].strip(", "):  # type: ignore[index]
        row.pop()
    return row


def _place(skeleton: Skeleton, adjunct: Adjunct) -> Ref | None:
    refs = [item for n in adjunct.refs if isinstance(item := skeleton.refs[n], Ref) and item.type == "place"]
    return refs[0] if refs and adjunct.kind == "place" else None


def _date(skeleton: Skeleton, adjunct: Adjunct) -> Dated | None:
    dates = [item for n in adjunct.refs if isinstance(item := skeleton.refs[n], Dated)]
    return dates[0] if dates and adjunct.kind == "date" else None
