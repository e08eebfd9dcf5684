"""When an agreement was made, and which persons signed it, as the sentence says that names it.

    made(cast, name, governed) -> When | None        signers(cast, name, governed) -> the persons

`governed` tells whether a verb before the name has made it. What is still to be signed has neither.
"""

from __future__ import annotations

import re
from datetime import date

from kg.cast import Cast, Dated, Ref
from kg.facts import chains, naming
from kg.facts.implied import Name
from kg.model import Actor, When

_MADE = (
    r"(?:signed|inked|initial?led|concluded|adopted|issued|reached|established|launched|sealed|struck|agreed"
    r"|upgraded|elevated|raised)"
)
_PLACE = r"(?: (?:in|at) (?:the )?[A-Z][\w'-]*(?: (?:of |the )?[A-Z][\w'-]*){0,3})"
_WHEN = r",?(?: (?:earlier|back))?(?: (?:on|in))?(?: the)? ?"
# "…, which was signed by both presidents in Lima on": from a name to its day.
_SINCE_THEN = re.compile(
    rf"(?: \([^)]{{2,20}}\))?,?(?: (?:which|that))?(?: (?:was|were|has been|have been|had been))?"
    rf"(?: (?:also|jointly|originally|formally|first|then))? {_MADE}"
    rf"(?: (?:by|between|with) [^,.;]{{1,60}}?)?{_PLACE}?{_WHEN}"
)
# "signed the treaty in Lima on": from a name that a verb governs to its day.
_THAT_DAY = re.compile(rf"(?:,? here)?{_PLACE}?{_WHEN}")
# "signed on 5 May a": the day stands between the verb and the name.
_ON = re.compile(rf"\b{_MADE}{_PLACE}?,? (?:on |in )?$")
_TO_NAME = re.compile(r",?(?: (?:an?|the|their|its|his|her|two|new|bilateral|joint))* ?[\"“*]*")
# "On 5 May 2024, …": the day of the whole sentence.
_FIRST = re.compile(r"(?:(?:On|In|Earlier|Late|Back in|Already in) )?(?:the )?")
# "the 1992 treaty", "the May 1992 treaty".
_YEAR = re.compile(r"\d{4}")
_BY_YEAR = frozenset(("treaty", "agreement", "mou", "joint-statement"))
_MAKES = re.compile(rf"\b{_MADE}\b")
_SIGN = re.compile(r"\b(?:(?:co-)?sign(?:ed|s)?|inked|initial?led|put (?:his|her|their) signatures? (?:to|under))\b")
_SIGNED_BY = re.compile(
    r"(?: \([^)]{2,20}\))?,?(?: (?:which|that))?(?: (?:was|were|has been|have been|had been))?"
    rf"(?: (?:also|jointly|then|later))? signed(?:{_PLACE}?{_WHEN}[^,.;]{{0,20}}?)? by (?:the )?"
)
_BEFORE_VERB = re.compile(
    r"(?: (?:also|today|yesterday|then|jointly|officially|formally|later|recently|had|have|has|both|on [A-Z]\w+"
    r"|[A-Z][a-z]+day|in [A-Z]\w+|here))*,? "
)
_AND = re.compile(r",? and (?:the |his |her |its |their )?(?:[a-z]+ counterpart,? )?|, (?:the )?")
_AT_ONCE = re.compile("")
_REACH = 90


def made(cast: Cast, name: Name, *, governed: bool) -> When | None:
    """The day, month or year in which an agreement was signed or otherwise made; None where no date beside it tells."""
    view = cast.document.view
    # "Made a statement on the treaty": what is only spoken of has another day.
    governed = governed and bool(_MAKES.search(view, max(name.sentence.begin, name.begin - _REACH), name.begin))
    days = [d for d in cast.dated(name.sentence.begin, name.sentence.end) if d.kind != "anniversary"]
    for dated in days:
        if _tells(view, dated, name, governed):
            when = dated.resolve("past")
            return when if when and not _is_ahead(cast, when) else None
    first = naming.dated(view, name.begin)
    # "Signed the 1998 treaty … on Thursday": who joins it on another day did not make it then, nor in its year.
    joined = governed and any(d.begin >= name.end or d.end <= first for d in days)
    year = _YEAR.search(view, first, name.begin) if name.kind in _BY_YEAR and not joined else None
    return _whole_year(int(year[0])) if year else None


def _whole_year(year: int) -> When:
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision="year")


def _is_ahead(cast: Cast, when: When) -> bool:
    """Whether a time lies ahead of the article's day: an agreement may be made for it, "supplies in 2030"."""
    today = cast.today or cast.published
    return today is not None and when.start > today.end


def _tells(view: str, dated: Dated, name: Name, governed: bool) -> bool:
    """Whether a date is that of the agreement, by what stands between the two."""
    if view[dated.end : dated.end + 1] in "-–—/":
        return False  # "Cross Years in 2020–2021"
    if dated.begin >= name.end:
        gap = view[name.end : dated.begin]
        return bool(_SINCE_THEN.fullmatch(gap) or governed and _THAT_DAY.fullmatch(gap))
    if dated.end > name.begin:
        return False
    gap = view[dated.end : name.begin]
    if not governed or ";" in gap:
        return False
    if _ON.search(view, name.sentence.begin, dated.begin) and _TO_NAME.fullmatch(gap):
        return True
    return bool(_FIRST.fullmatch(view, name.sentence.begin, dated.begin))


def signers(cast: Cast, name: Name, *, governed: bool) -> tuple[Actor, ...]:
    """The persons of whom the sentence says that they signed, in its order."""
    view, begin = cast.document.view, name.sentence.begin
    if link := _SIGNED_BY.match(view, name.end, name.sentence.end):
        # The state in "the Kenyan president" stands within the words for the person.
        refs = [r for r in cast.within(link.end(), name.sentence.end) if r.type in ("person", "group", "body")]
        return _persons(chains.after(cast, refs, link.end(), nearest=_AT_ONCE, joint=_AND))
    verbs = list(_SIGN.finditer(view, max(begin, name.begin - _REACH), name.begin)) if governed else []
    if not verbs or ";" in view[verbs[-1].end() : name.begin]:
        return ()
    verb = verbs[-1].start()
    refs = [r for r in cast.within(begin, verb) if r.type != "place"]
    found = chains.before(cast, refs, verb, nearest=_BEFORE_VERB, joint=_AND)
    return _persons(found or chains.subject(cast, name.sentence, verb))


def _persons(refs: list[Ref]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(a for ref in refs for a in ref.actors if a.kind == "person"))
