"""When, where and whether: the slots of a contact from the adjuncts and the verb group around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.cast import Cast, Dated, Ref
from kg.facts.skeleton import Adjunct, Skeleton
from kg.model import Status, When

_CANCELLED = re.compile(
    r"\b(?:call(?:s|ed|ing)? off|cancel(?:s|led|ed|ling|ing)?|scrap(?:s|ped|ping)?|has been cancelled|was cancelled"
    r"|been called off|cancellation of|pulled out of|abandon(?:ed|s)?|shelved?|dropped|no longer)\b"
)
_POSTPONED = re.compile(r"\b(?:postpone[ds]?|postponing|put off|delayed until|rescheduled|deferred)\b")
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)(?: that| having| any)?|rul(?:e|es|ed|ing) out|no plans?|dismiss(?:es|ed)?|reject(?:s|ed)?"
    r"|refus(?:e|es|ed)|declin(?:e|es|ed)|not (?:met|meet|hold|held|plan|have)|never (?:met|meet)|"
    r"no (?:meeting|talks)|neither|will not|would not|did not|won't|wouldn't|didn't|had not|has not|have not|cannot"
    r"|without (?:a )?meeting|avoid(?:ed)?)\b"
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|rul(?:es|ed) out|dismiss(?:es|ed)|refut\w+)\b[^,;]{0,60}$")
_PROPOSED = re.compile(
    r"\b(?:propos(?:e|es|ed|al)|suggest(?:s|ed)?|offer(?:s|ed)?(?: to)?|invit(?:e|es|ed|ation)|urged|encouraged"
    r"|call(?:s|ed)? for|ready (?:to|for)|readiness (?:to|for)|willing(?:ness)? to|"
    r"would like to|hop(?:e|es|ed) to|want(?:s|ed)? to|if|could|might|may|possib(?:le|ility|ly)|consider(?:s|ed|ing)?"
    r"|seek(?:s|ing)?|sought|asked (?:for|to)|request(?:s|ed)?|wish(?:es|ed)? to|open to|should"
    r"|discuss(?:ed)? the possibility)\b"
)
_TABLED = re.compile(r"\b(?:propos(?:es?|ed) (?:to hold|holding|hosting|organi[sz]ing|an? |the )|possible )")
_CONDITIONAL = re.compile(r"\b(?:[Ii]f|whether|invit\w+)\b")
_PLANNED = re.compile(
    r"\b(?:will|is to|are to|is due to|are due to|due to|is set to|are set to|set to|expected to|scheduled (?:to|for)"
    r"|plans? to|planned|planning|is going to|agreed to (?:meet|hold|visit)|slated|"
    r"to (?:meet|hold|visit|attend|host|receive)|to be held|upcoming|forthcoming|look(?:s|ed|ing)? forward to|next"
    r"|would|was to|were to|ahead of (?:a|his|her|their|the)|later this|in preparation for"
    r"|(?:prepar(?:e|es|ed|ing)|preparations?)(?: \w+){0,2} for|plans? for|arrangements? for"
    r"|announced (?:a|his|her) (?:visit|trip)|coming)\b"
)
_PAST = re.compile(
    r"^(?:[^.;]{0,80} )?(?:met|held|spoke|had|received|hosted|visited|paid|welcomed|talked|conducted|began|arrived)\b"
)
_AUXILIARY = re.compile(r"\b(?:will|would|to|if|could|should|may|might|due|plans?|scheduled|expected)\b")
_ONGOING = re.compile(
    r"\b(?:is (?:on|in|paying|visiting|attending|meeting|holding)|are (?:on|in|visiting|holding|meeting)|who is on"
    r"|underway|under way|currently|as part of (?:his|her)|now being|is visiting)\b"
)
_HAPPENED = re.compile(
    r"\b(?:took|met|held|was|were|had|attended|hosted|opened|concluded|convened|chaired|signed|agreed)\b"
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are) (?:now|currently|presently) (?:being )?(?:held|conducted|taking place|under ?way)\b"
)
_CLAUSE = re.compile(
    r"; | since | said(?=[.,;]|$)| who (?=took office|became|assumed|was (?:elected|appointed|sworn))"
    r"| (?:we|they|you) (?!are |were |will |would |have |had )"
    r"|, (?:while|after|before|when|ahead of|following|where|and (?:then|later|again))\b| (?:after|before|ahead of"
    r"|following|when|while|during which|saying|said|that(?! (?:had been|was|were|is|are|has been|have been))) "
)


def status_of(words: str, when: When | None, published: When | None) -> tuple[Status | None, str]:
    """The status that the words before and in a frame give it, or None with the reason to leave it out."""
    if _CANCELLED.search(words):
        return "cancelled", ""
    if _UNDER_WAY.search(words):
        return "ongoing", ""
    if _POSTPONED.search(words):
        return ("planned" if when and published and when.start > published.start else "cancelled"), ""
    if _DENIED.search(words):
        return None, "denied, ruled out or negated"
    if when and published and when.end < published.start and not _CONDITIONAL.search(words):
        return "held", ""
    past = bool(_PAST.search(words)) and not _AUXILIARY.search(words)
    if when and published and when.start > published.end and not (past and (when.start - published.end).days < 8):
        return "planned", ""
    if past:
        return "held", ""
    if _PLANNED.search(words) and " possible " not in words:
        if when and published and when.end < published.start:
            return "held", ""
        return "planned", ""
    if _TABLED.search(words):
        return "proposed", ""
    if _PROPOSED.search(words):
        return None, "proposed, invited or conditional"
    return "held", ""


def segment(skeleton: Skeleton, begin: int, end: int, others: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The run of the skeleton in which a frame's adjuncts may stand: its own clause, up to the next frame."""
    text = skeleton.text
    stop = min((b for b, _ in others if b >= end), default=len(text) + 1)
    cut = _CLAUSE.search(text, end, stop)
    start = max((e for _, e in others if e <= begin), default=0)
    previous = [m.end() for m in _CLAUSE.finditer(text, start, begin)]
    return (previous[-1] if previous and start else start), (cut.start() + 1 if cut else stop)


def dates_in(skeleton: Skeleton, begin: int, end: int) -> list[tuple[int, Dated]]:
    """The dates among the adjuncts at `[begin, end]`, with their places, and those left in the text."""
    found = []
    for adjunct in skeleton.adjuncts:
        if begin <= adjunct.at <= end and adjunct.kind == "date":
            found += [(adjunct.at, item) for n in adjunct.refs if isinstance(item := skeleton.refs[n], Dated)]
    return found


def places_in(skeleton: Skeleton, begin: int, end: int) -> list[tuple[Adjunct, list[Ref]]]:
    """The adverbials of place at `[begin, end]`, each with its references."""
    return [
        (adjunct, [item for n in adjunct.refs if isinstance(item := skeleton.refs[n], Ref)])
        for adjunct in skeleton.adjuncts
        if begin <= adjunct.at <= end
        and adjunct.kind in ("place", "country", "venue", "here")
        and not _is_topic(skeleton, adjunct)
    ]


def bounds(cast: Cast, dated: Dated) -> bool:
    """Whether a date only bounds a time: "the first since 2016", "since a 2016 row", "until June"."""
    return bool(_BOUNDING.search(cast.document.view, max(0, dated.begin - 12), dated.begin))


_BOUNDING = re.compile(r"\b(?:since|until) (?:(?:an?|the|his|her|their) )?$")


def nearest(dates: Sequence[tuple[int, Dated]], at: int) -> Dated | None:
    """The date that stands nearest to a position; a day before a vaguer one at the same distance."""
    ranked = sorted(dates, key=lambda d: (abs(d[0] - at), d[1].begin))
    return ranked[0][1] if ranked else None


_TAKEN_BACK = re.compile(
    r"^[^.;]{0,80}?\b(?:was|were|has been|have been|had been|is|are) (?P<what>put off|postponed|delayed|rescheduled"
    r"|cancelled|canceled|called off|scrapped|suspended|abandoned|shelved|dropped|axed)\b"
    r"|^[^.;]{0,80}?\b(?P<not>will not (?:go ahead|take place|be held|happen)|is off|fell through|came to nothing"
    r"|collapsed)|^[^.;]{0,30}?\b(?P<bare>shelved|cancelled|canceled|called off|scrapped|abandoned|postponed)$"
)


_TOPIC = re.compile(
    r"\b(?:situations?|developments?|wars?|conflicts?|crisis|crises|peace|stability|security|issues?|tensions?"
    r"|fighting|ceasefire|hostilities|violence|elections?|cooperation|presence|investments?|interests|role|projects?"
    r"|operations?|influence|process|aggression|events|people|settlement|democracy|unrest|reform|influx|response"
    r"|assistance|aid"
    r"|situation there)$"
)


def _is_topic(skeleton: Skeleton, adjunct: Adjunct) -> bool:
    """Whether a place belongs to what is talked of ("the situation in …"), not to where one talks."""
    return adjunct.kind in ("country", "place") and bool(
        _TOPIC.search(skeleton.text[max(0, adjunct.at - 24) : adjunct.at])
    )


_TO_COME = re.compile(
    r"^,? (?:which|that) (?:we|they|he|she|both sides) (?:\w+ )?(?:are|is|were|was)? ?looking forward"
    r"|^ is coming up\b|^ will\b|"
    r"^[^.;,]{0,60}?\b(?:is|are) (?:now |currently |also |being )?(?:planned|scheduled|expected|set|due|slated"
    r"|in preparation)\b|^[^.;,]{0,40}?\b(?:will (?:take place|be held)|is to (?:take place|be held))\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|due|set to|scheduled|expected|plans?|planned|to take place"
    r"|to be held|upcoming"
    r"|agreed to (?:meet|hold|visit)|no longer|abandon\w*|shelved|called off|cancel\w*|scrapped|postponed"
    r"|rescheduled|put off|moved|delayed)\b"
)


def looks_ahead(words: str) -> bool:
    """Whether a date in these words lies ahead of the article's day."""
    return bool(_AHEAD.search(words))


def happened(words: str) -> bool:
    """Whether a sentence tells what took place, so that its dates lie behind."""
    return bool(_HAPPENED.search(words))


def denies(words: str) -> bool:
    """Whether what follows these words is denied: "Berg denied reports that …"."""
    return bool(_DENIES.search(words))


def cancels(words: str) -> bool:
    """Whether words call a contact off."""
    return bool(_CANCELLED.search(words))


def taken_back(words: str, when: When | None, today: When | None) -> Status | None:
    """The status of a contact that the words after it put off or call off, None if they do neither."""
    found = _TAKEN_BACK.match(words)
    if not found:
        return "planned" if _TO_COME.match(words) else None
    if (found["what"] or found["bare"]) in ("put off", "postponed", "delayed", "rescheduled"):
        return (
            "planned"
            if when is None and " until " in words[:120] or when and today and when.start > today.start
            else "cancelled"
        )
    return "cancelled"


def goes_on(words: str) -> bool:
    """Whether words put a visit into the present of the article: "as part of his visit", "is on a visit"."""
    return bool(_ONGOING.search(words))
