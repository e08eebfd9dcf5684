"""How far an agreement has come, from the words around its name."""

from __future__ import annotations

import re

from kg.model import AgreementKind, Stage

# Words this far from a name still belong to it; further off they tell of something else.
_REACH = 90
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|inked|issued?|issuing|adopt(?:ed|s|ing)?|exchang(?:ed?|ing)|releas(?:ed|e|ing)"
    r"|announc(?:ed?|ing|es)|unveiled|launch(?:ed|ing|es)?|made|concluded|initial(?:l)?ed|published|approved|"
    r"established|set up|endorsed|finali[sz]ed|reached|witnessed)\b"
)
_AFTER_SIGNED = re.compile(
    r"^[^.;]{0,70}?\b(?:was|were|has been|have been) (?:also )?(?:signed|issued|adopted|exchanged|released|concluded"
    r"|inked|initialled|approved|announced|established)\b"
)
_PLANNED = re.compile(
    r"\b(?:pledged to (?:enter|sign|conclude)|to enter into|will enter into|intention to (?:sign|conclude|enter)"
    r"|will sign|to sign|(?:is|are) (?:expected|set|due) to sign|plans? to sign|intends? to (?:sign|pursue|create"
    r"|establish|conclude)|to be signed|will be signed|(?:expected|due|set|scheduled) to be signed|agreed to (?:create"
    r"|establish|launch|set up|form|sign|conclude)|decided to (?:create|establish|launch|set up|form)"
    r"|committed to (?:concluding|signing)|signature of|pledge to create|will (?:establish|create|launch|set up)"
    r"|commit to convening|to conclude|upcoming|early (?:signing|conclusion))\b"
)
_NEGOTIATING = re.compile(
    r"\b(?:negotiat\w*|talks (?:on|for|about|over)|under discussion|drafting|draft|work(?:ing)? (?:on|towards?)"
    r"|outlined)\b"
)
_PROPOSED = re.compile(
    r"\b(?:propos\w*|suggest\w*|consider(?:ing|ed)?|put forward|possib\w+|explor\w+|calls? for|called for|urged)\b"
)
_ENDED = re.compile(
    r"\b(?:withdr[ae]w\w*|withdrawal from|walked out of|terminat\w+|denounc\w+|expired|suspend\w+|scrapp\w+|end(?:ed"
    r"|ing) the)\b"
)
_USED = re.compile(
    r"\b(?:implement\w*|within the framework of|under the|in accordance with|compliance with|fulfil\w*|the existing"
    r"|using the|signed (?:in|last|earlier|on|at|by|between)|since|based on|based upon|in line with|had signed"
    r"|carry(?:ing)? out|advance|join(?:ed|ing)?|build(?:ing)?)\b"
)
_CLAUSE = re.compile(r"[.;]| (?:while|and the two|noting|stressing) ")
_PROPOSED_TIES = re.compile(r"\bpropos(?:ed|es|ing|al) (?:to |a |an |the |establish\w* |upgrad\w* ){1,6}[^,]{0,40}$")
_TO_BE_SIGNED = re.compile(
    r"[^.;]{0,30} to be (?:signed|held|concluded)"
    r"|[^.;]{0,30}\b(?:is|are) (?:expected|due|set|scheduled) to be (?:signed|concluded)"
)
_JUST_SIGNED = re.compile(r"\b(?:signed|issued|adopted) (?:an? |the |several |a number of )?$")
# "signed a package of documents, including an agreement on …, a protocol on …"
_LISTED = re.compile(r"\b(?:signed|adopted|exchanged|witnessed the signing of)\b[^.;]*(?:\bincluding\b|:)")
_IN_TALKS = re.compile(r"[^.;]{0,20} negotiations|[^.;]{0,60}(?:under negotiation|were underway)")
_SIGNED_THEN = re.compile(r"signed (?:in|on|last|earlier|by|at|between)")


def stage_of(text: str, begin: int, end: int, kind: AgreementKind, default: Stage) -> tuple[Stage, bool]:
    """The stage that the words around a name at `[begin, end)` give it, and whether they do; else `default`."""
    before, after = text[max(0, begin - _REACH) : begin], text[end : end + _REACH]
    before = _CLAUSE.split(before)[-1]
    if kind == "partnership":
        return ("proposed" if _PROPOSED_TIES.search(before) else "in-force"), True
    if kind == "initiative":
        return "in-force", True
    stage = _told(before, after)
    if stage is None and _LISTED.search(text[:begin]):
        stage = "signed"
    return stage or default, stage is not None


def _told(before: str, after: str) -> Stage | None:
    # "walked out of the talks on …" ends the talks, not the agreement.
    if _ENDED.search(before):
        return "in-force" if "walked" in before else "ended"
    if _PLANNED.search(before) or _TO_BE_SIGNED.match(after):
        return "planned"
    if _AFTER_SIGNED.match(after):
        return "signed"
    if _USED.search(before) and not _JUST_SIGNED.search(before):
        return "in-force"
    if _NEGOTIATING.search(before) or _IN_TALKS.match(after):
        return "negotiating"
    if _SIGNED_THEN.search(after[:30]):
        return "in-force"
    if _SIGNED.search(before):
        return "signed"
    return "proposed" if _PROPOSED.search(before) else None
