"""Drafts of one article -> one draft a contact: told in the headline, the caption and the body, it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.cast import Cast
from kg.facts import headlines, outlook, visiting
from kg.facts.drafts import NEWS, Draft
from kg.facts.kinds import alike
from kg.model import When

# As many sentences after a contact tell of what somebody did besides.
_BESIDE = 2
# "Was hosted to lunch by"; an official who welcomes a guest at the airport has no contact of his own.
_AT_TABLE = re.compile(r"\b(?:hosted|lunch|luncheon|dinner|breakfast|banquet|tea)\b")
# How old the news of a report may be, in days.
_NEWS_IS_OLD = 3


def merge(cast: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a contact: the headline's, the caption's and the body's become one. None is `told_elsewhere`."""
    for draft in drafts:
        if _sits_down(draft) and draft.country is None and draft.city is None:
            draft.city, draft.country = visiting.place(cast, draft, drafts)
    main = _main(cast, drafts)
    news = _news_day(cast, drafts)
    for draft in drafts:
        draft.when = draft.when or _journey(draft, drafts)
        if draft is main:
            visiting.date(cast, draft, drafts)
        _default(cast, draft, draft is main, news)
        _besides(draft, drafts)
    for draft in drafts:
        if main and draft.kind == "signing" and not draft.stated and set(draft.actors) & set(main.actors):
            draft.when, draft.city, draft.country = main.when, draft.city or main.city, draft.country or main.country
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.part == "title", d.sentence, d.begin)):
        same = headlines.told_before(cast, draft, kept) or next(
            (k for k in kept if headlines.may_head(cast, draft, k) and _same(*_matched(cast, k, draft))), None
        )
        if same is None:
            kept.append(draft)
        else:
            same.actors = _by_persons(cast, same, draft).actors
            if draft.part == "title" and headlines.named_all(draft, kept):
                draft = replace(draft, actors=same.actors)
            _join(cast, same, _by_persons(cast, draft, same))
    for draft in kept:
        _default(cast, draft, draft.part in ("title", "caption") and not _of_an_archive(cast, draft), news)
    visiting.go_on(cast, kept)
    return kept


def _main(cast: Cast, drafts: Sequence[Draft]) -> Draft | None:
    """The article's own contact: the first that its text tells of, in passing or at a signing only failing others.

    One of long ago is not, where the text gives another's day.
    """
    own = [
        d
        for d in drafts
        if d.kind != "visit"
        and not d.rule.startswith("summit.")
        and (not d.rule.startswith("event.") or sum(a.kind == "person" for a in d.actors) > 1)
        and d.part in ("body", "turn", "attribution")
    ]
    main = min(own, key=lambda d: (d.kind == "signing", d.rule.startswith("occasion.")), default=None)
    if main and _days_ago(cast, main) >= NEWS:
        return next((d for d in own if d.stated and _days_ago(cast, d) < NEWS), main)
    return main


def _days_ago(cast: Cast, draft: Draft) -> int:
    """How many days before the article's day a contact lies; 0 where neither is known."""
    today = cast.today or cast.published
    return (today.start - draft.when.end).days if draft.when and today else 0


def _sits_down(draft: Draft) -> bool:
    return draft.kind in ("meeting", "talks", "summit") and not draft.rule.startswith("summit.")


def _matched(cast: Cast, told: Draft, draft: Draft) -> tuple[Draft, Draft]:
    """Two drafts, each with the persons whom the other names for its states."""
    return _by_persons(cast, told, draft), _by_persons(cast, draft, told)


def _by_persons(cast: Cast, draft: Draft, other: Draft) -> Draft:
    """A draft in which a person whom another names stands for the state: "her Kenyan counterpart", of her own rank."""
    shared = set(draft.actors) & set(other.actors)
    ranks = {head for a in shared if a in cast.figures for head in cast.figures[a].heads}
    peers = {
        s: a
        for a in other.actors
        if a.kind == "person" and a not in shared and ranks & cast.figures[a].heads and (s := cast.served(a))
    }
    if not any(a in peers for a in draft.actors):
        return draft
    return replace(draft, actors=tuple(dict.fromkeys(peers.get(a, a) for a in draft.actors)))


def _journey(draft: Draft, drafts: Sequence[Draft]) -> When | None:
    """The day of an implied contact on which one of the sides came before: "X came on Tuesday. They reviewed …"."""
    if not draft.implied:
        return None
    return next(
        (
            v.when
            for v in reversed(drafts)
            if v.kind == "visit" and v.sentence < draft.sentence and v.status == "held" and v.when
            if v.when.precision == "day" and v.when.start == v.when.end and set(v.actors) & set(draft.actors)
        ),
        None,
    )


def told_elsewhere(cast: Cast, implied: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a contact that is only implied is told of in its own words: one of the same sides that took place."""
    if not implied.implied:
        return False
    sides = set(cast.behalf(implied.actors))
    return any(
        draft is not implied
        and draft.kind != "visit"
        and (draft.kind != "signing" or implied.kind == "signing")  # "following their talks, both attended the signing"
        and draft.took_place
        and (not draft.implied or draft.begin < implied.begin)
        and (draft.stated or draft.city or any(a.kind == "person" for a in draft.actors))
        and not _by_another_host(cast, implied, draft)
        and sides <= set(cast.behalf(draft.actors))
        for draft in drafts
    )


def _by_another_host(cast: Cast, implied: Draft, draft: Draft) -> bool:
    """Whether a guest was received by another than whom the other contact names: a premier, besides a president."""
    hosts, others = set(implied.host), {a for a in draft.actors if a.kind == "person"}
    persons = all(a.kind == "person" for a in implied.actors)
    told = implied.rule == "received-by" and _AT_TABLE.search(cast.document.view, implied.begin, implied.end)
    return bool(told and persons and len(others) > 1 and not hosts & others)


def _default(cast: Cast, draft: Draft, main: bool, news: When | None) -> None:
    """The day and place of the article's own contact, where its sentence gives none."""
    if not main or draft.reported or not draft.took_place:
        return
    if draft.when is None:
        draft.when = news if draft.part == "body" else cast.today or cast.published
    if draft.kind in ("phone-call", "video-call", "visit"):
        return
    if draft.city is None and draft.country in (None, cast.here[1]) and not _elsewhere(draft) and _at_home(cast, draft):
        draft.city, draft.country = cast.here


def _news_day(cast: Cast, drafts: Sequence[Draft]) -> When | None:
    """The day of a report's news: the weekday of its first sentence, one or two days before it came out.

    "Norway said on Wednesday …", and then "after Berg had met Kamau": papers of Thursday tell of Wednesday. Where that
    sentence tells of a contact the day is that contact's.
    """
    today = cast.today or cast.published
    lead = next((s for s in cast.document.sentences if s.kind == "body"), None)
    days = cast.dated(lead.begin, lead.end) if lead else ()
    if today is None or lead is None or len(days) != 1 or days[0].kind != "weekday":
        return today
    if any(d.begin == lead.begin and d.stated and not d.skipped for d in drafts):
        return today
    when = days[0].resolve("past")
    near = when is not None and when.precision == "day" and 0 < (today.start - when.start).days < _NEWS_IS_OLD
    return when if near and not outlook.looks_ahead(cast.document.view[lead.begin : days[0].begin]) else today


def _besides(draft: Draft, drafts: Sequence[Draft]) -> None:
    """The day and place of the contact just told, for one that somebody had besides: "She also met Kamau"."""
    if not draft.besides or draft.reported or draft.when or draft.kind not in ("meeting", "talks"):
        return
    for told in reversed(drafts):
        near = told is not draft and told.part == draft.part and 0 <= draft.sentence - told.sentence <= _BESIDE
        people = {a for a in told.actors if a.kind == "person"} & set(draft.actors)
        beside = told.when is None and told.sentence == draft.sentence  # "also met A, B and C"
        if near and people and not beside and told.begin <= draft.begin and told.kind in ("meeting", "talks"):
            if told.took_place and draft.took_place and told.when and told.when.precision == "day":
                draft.when = told.when
                if draft.city is None and draft.country in (None, told.country):
                    draft.city, draft.country = told.city, told.country
            return


def _of_an_archive(cast: Cast, draft: Draft) -> bool:
    """Whether a caption is of a picture taken some other day: "FILE - Berg greets Kamau"."""
    return draft.part == "caption" and cast.document.view.startswith("FILE", draft.begin)


def _at_home(cast: Cast, draft: Draft) -> bool:
    """Whether "here" is where they met: a dateline is the reporter's, unless a side is at home there or all came."""
    reporter = cast.document.dateline_city is not None
    return not reporter or bool(draft.sidelines) or any(s.key == cast.here[1] for s in cast.behalf(draft.actors))


def _elsewhere(draft: Draft) -> bool:
    return draft.stated and draft.when is not None and draft.when.precision != "day"


def _same(a: Draft, b: Draft) -> bool:
    if not alike(a.kind, b.kind):
        return False
    x, y = set(a.actors), set(b.actors)
    if a.label and b.label:
        return a.label.lower() == b.label.lower()  # "on the sidelines of" one summit two of them met, and two others
    bodies = [{m for m in actors if m.kind == "organization"} for actors in (x, y)]
    if a.rule.startswith("summit.") or b.rule.startswith("summit."):
        named = "summit.named" in (a.rule, b.rule) and a.rule != b.rule  # "the summit": the one told of by its name
        if named and a.when and b.when and x & y:
            return a.when.start <= b.when.end and b.when.start <= a.when.end
        if bodies[0] != bodies[1] or not bodies[0] or a.city and b.city and a.city != b.city:
            return False
        return not (
            a.when
            and b.when
            and abs((a.when.start - b.when.start).days) > 3
            and (a.when.start > b.when.end or b.when.start > a.when.end)
        )
    small, large = sorted((x, y), key=len)
    if small < large and a.sentence != b.sentence and (a.bilateral if len(x) < len(y) else b.bilateral):
        return False  # two of those who met as three or more had a meeting of their own
    if not (small <= large or len(x & y) >= 2) or (a.kind == "visit" and x != y):
        return False
    if a.city and b.city and a.city != b.city:
        return False
    if a.when and b.when:
        if a.when.start > b.when.end or b.when.start > a.when.end:
            return False
    elif b.stated or (b.city and a.city is None) or (a.stated and a.when is None and b.when is not None):
        return False
    return a.status == b.status or {a.status, b.status} == {"held", "ongoing"} or "cancelled" in (a.status, b.status)


def _join(cast: Cast, kept: Draft, other: Draft) -> None:
    kept.more.append(other)
    kept.actors = tuple(dict.fromkeys((*kept.actors, *other.actors)))
    if kept.kind in ("meeting", "talks", "consultation", "phone-call", "video-call", "visit"):
        served = {cast.served(a) for a in kept.actors if a.kind == "person"}
        there = kept.country if kept.kind == "visit" else None
        kept.actors = tuple(a for a in kept.actors if a.kind == "person" or a not in served or a.key == there)
    kept.host = kept.host or other.host
    if (
        kept.rule.startswith("summit.")
        and kept.when
        and other.when
        and kept.when.precision == other.when.precision == "day"
    ):
        kept.when = replace(
            kept.when, start=min(kept.when.start, other.when.start), end=max(kept.when.end, other.when.end)
        )
    if kept.when is None or (
        other.when and other.stated and other.when.precision == "day" and kept.when.precision != "day"
    ):
        kept.when = other.when or kept.when
    if kept.kind not in ("phone-call", "video-call"):
        if kept.city is None and other.city:
            kept.city, kept.country = other.city, other.country
        kept.country = kept.country or other.country
        kept.venues = tuple(dict.fromkeys((*kept.venues, *other.venues)))
    kept.sidelines = kept.sidelines or other.sidelines
    if other.status == "cancelled":
        kept.status = "cancelled"
    if kept.kind == "meeting" and other.kind in ("talks", "summit") and other.part != "title":
        kept.kind = other.kind
