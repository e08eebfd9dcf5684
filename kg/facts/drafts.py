"""A contact while it is being read: what one sentence tells of it, before the reports of an article are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.cast import Cast
from kg.facts import slots
from kg.facts.skeleton import Skeleton
from kg.model import Actor, EventKind, Status, When

# How many days a contact may lie from the article's day to be its news.
NEWS = 12


@dataclass(slots=True)
class Draft:
    """A contact as one sentence tells it.

    `begin` and `end` are the sentence's run of the view, `sentence` its number. `stated` says whether `when` comes from
    its own words. `skipped` is the reason to leave it out, "" for a contact. `implied` marks a contact of which only
    the business is told ("they discussed trade"), `bilateral` one said to be of two alone, `reported` one that
    somebody says there was, `again` one that its words take for known ("the talks", "the two leaders spoke"), `besides`
    one that somebody had besides another ("also met"). `label` names the event that it is by the words for it. `more`
    are the drafts joined to this one.
    """

    rule: str
    kind: EventKind
    status: Status
    actors: tuple[Actor, ...]
    host: tuple[Actor, ...]
    sentence: int
    begin: int
    end: int
    when: When | None = None
    city: str | None = None
    country: str | None = None
    venues: tuple[str, ...] = ()
    sidelines: str | None = None
    part: str = "body"
    stated: bool = False
    skipped: str = ""
    implied: bool = False
    bilateral: bool = False
    reported: bool = False
    again: bool = False
    besides: bool = False
    label: str = ""
    more: list[Draft] = field(default_factory=list)

    @property
    def took_place(self) -> bool:
        """Whether it was held, or goes on."""
        return self.status in ("held", "ongoing")


def put(cast: Cast, skeleton: Skeleton, draft: Draft, begin: int, end: int, pivot: int, within: str = "") -> None:
    """City, country and venue from the adverbials of place at `[begin, end]`, the one nearest to `pivot` first.

    `within` is the state in which the contact is known to lie, "" where it may be anywhere.
    """
    near = sorted(slots.places_in(skeleton, begin, end), key=lambda found: abs(found[0].at - pivot))
    for adjunct, refs in near:
        if adjunct.kind == "here":
            draft.city, draft.country = draft.city or cast.here[0], draft.country or cast.here[1]
        for ref in refs:
            words = cast.document.view[ref.begin : ref.end]
            if ref.type == "place" and cast.document.view.endswith(" from ", 0, ref.begin):
                continue  # where one came from, or a message did
            if ref.type == "place" and slots.is_region(ref.mention.name):
                draft.country = draft.country or ref.mention.key or None
                within = within or ref.mention.key  # a town elsewhere is another contact's
            elif ref.type == "place" and draft.city is None and within in ("", ref.mention.key):
                draft.city, draft.country = re.sub(r",? D\.? ?C\.?$", "", words), ref.mention.key or None
            elif ref.type == "venue" and draft.kind != "visit" and ref.mention.name not in draft.venues:
                draft.venues = (*draft.venues, words)
                draft.country = draft.country or ref.mention.key or None
            elif ref.type in ("state", "adjective") and draft.country is None and within in ("", ref.actors[0].key):
                draft.country = ref.actors[0].key
    if draft.city is None and len(houses := {slots.town(venue) for venue in draft.venues}) == 1:
        draft.city, state = houses.pop()
        draft.country = state or draft.country
    if draft.kind in ("phone-call", "video-call"):
        draft.city, draft.country, draft.venues = None, None, ()
