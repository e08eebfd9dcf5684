"""Whether a contact took place, is to come or was called off, by words and by its day."""

from __future__ import annotations

import re

from kg.model import Status, When

_CANCELLED = re.compile(
    r"\b(?:call(?:s|ed|ing)? off|cancel(?:s|led|ed|ling|ing)?|scrap(?:s|ped|ping)?|has been cancelled|was cancelled"
    r"|been called off|cancellation of|pulled out of|abandon(?:ed|s)?|shelved?|dropped|no longer)\b"
)
_POSTPONED = re.compile(
    r"\b(?:postpone[ds]?|postponing|put off|delayed (?:until|to|by)|moved (?:back|forward)|rescheduled|deferred)\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)(?: that| having| any)?|rul(?:e|es|ed|ing) out|no (?:plans?|desire|intention)"
    r"|rebuttal of|refusal of|rejection of"
    r"|dismiss(?:es|ed)?|reject(?:s|ed)?|refus(?:e|es|ed)|declin(?:e|es|ed)|not (?:met|meet|hold|held|plan|have)"
    r"|never (?:met|meet)|no (?:meetings?|talks|discussions?|conversations?|negotiations|contacts?)"
    r"|neither|will not|would not|did not|won't|wouldn't|didn't|had not"
    r"|has not|have not|cannot"
    r"|without (?:a )?meeting|avoid(?:ed)?|skip(?:s|ped)|boycott(?:s|ed)?|miss(?:es|ed)|snub(?:s|bed)"
    r"|stay(?:s|ed) away from|pull(?:s|ed) out of)\b"
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|rul(?:es|ed) out|dismiss(?:es|ed)|refut\w+)\b[^,;]{0,60}$")
_PROPOSED = re.compile(
    r"\b(?:propos(?:e|es|ed|al)|suggest(?:s|ed)?|offer(?:s|ed)?(?: to)?|invit(?:e|es|ed|ation)|urged|encouraged"
    r"|call(?:s|ed)? for|ready (?:to|for)|(?:is|are|was|were) prepared to|readiness (?:to|for)|willing(?:ness)? to|"
    r"would like to|hop(?:e|es|ed) (?:to|for)|want(?:s|ed)? (?:to|an?)|if|could|might|may"
    r"|possib(?:le|ility|ly)|consider(?:s|ed|ing)?|seek(?:s|ing)?|sought|asked (?:for|to)|request(?:s|ed)?"
    r"|interest(?:ed)? in (?:an? |meeting |holding |talks )|wish(?:es|ed)? to|open to|should"
    r"|discuss(?:ed)? the possibility)\b"
)
_TO_PROPOSE = re.compile(r"\b(?:will|would|is to|plans? to|intends? to) (?:propose|suggest|offer)\b")
_TABLED = re.compile(r"\b(?:propos(?:es?|ed) (?:to hold|holding|hosting|organi[sz]ing|an? |the )|possible )")
_CONDITIONAL = re.compile(
    r"\b(?:[Ii]f|whether|unless|invit\w+|propos(?:e|es|ed|ing) (?:to|hold\w*|conven\w+|an?|talks))\b"
)
_UNSURE = re.compile(r"\b(?:could|might|may)\b(?! have (?:met|been|held|spoken|visited))")
# Verbs and participles of what is to come, and words that only hint at it.
_WILL = re.compile(
    r"\b(?:will|would(?! like\b)"
    r"|(?:is|are|was|were|due|set|going|slated|plans?|expected|scheduled|planning)(?:,? [a-z]+ly)? to"
    r"|(?:is|are) (?:now )?(?:heading|headed|bound|en route|on (?:his|her|their) way)\b"
    r"|(?:is|are|was|were) due(?= (?:in|at|here|there|back|for|on)\b|[,.]|$)"
    r"|agreed to (?:meet|hold|visit|begin|start|resume)|(?:reached|struck) an? (?:agreement|understanding) on"
    r"|(?:an|the) expected|scheduled|slated|planned|to be held"
    r"|to take place|upcoming|being (?:prepared|arranged))\b"
)
_HINTS = re.compile(
    r"\b(?:(?:agenda|programme?|schedule|itinerary) (?:\w+ )?(?:includes?|features?|provides for)"
    r"|to (?:meet|hold|visit|attend|host|receive)|planning|plans? for|forthcoming|look(?:s|ed|ing)? forward to"
    r"|next|(?:embarks?|to embark|set out) on|[Oo]n the eve of"
    r"|[Aa]head of (?:an?|his|her|their|the|my|your|our)|[Ii]n the run-up to|await\w*|(?:to |work to )?organi[sz]e"
    r"|[Bb]efore (?:an?|his|her|their|my|your|our) (?:[a-z-]+ ){0,2}(?:departure|visit|trip|journey|tour)|later this"
    r"|in preparation for|(?:prepar(?:e|es|ed|ing)|preparations?)"
    r"(?: \w+){0,4} for|arrangements? for|announced (?:an?|his|her|their) (?:\w+ )?(?:visit|trip|meeting|talks|summit)"
    r"|coming"
    r"|(?:left|leaves?|leaving|depart(?:s|ed|ing)?|head(?:s|ed|ing)|sets? off|setting off)\b[^.;,]{0,40}? for"
    r"(?! [^.;]*\b(?:after|following|at the end of|wrapping up|concluding|ending)\b))\b"
)
_PAST = re.compile(
    r"^(?:[^.;]{0,80} )?(?:met|held|spoke|had|received|hosted|visited|paid|welcomed|talked|conducted|began|arrived)\b"
)
_AUXILIARY = re.compile(r"\b(?:will|would|to|if|could|should|may|might|due|plans?|scheduled|expected)\b")
_ONGOING = re.compile(
    r"\b(?:is (?:on|in|paying|visiting|attending|meeting|holding)|are (?:on|in|visiting|holding|meeting)|who is on"
    r"|(?<=, )on an?|underway|under way|currently|as part of (?:his|her)|now being|is visiting|has (?:come|arrived))\b"
)
_HAPPENED = re.compile(
    r"\b(?:took|met|held|was|were|had|been|attended|hosted|opened|concluded|convened|chaired|signed|agreed|recall\w+"
    r"|ended|completed|came|went|visited|paid|followed|follows|marked|following|after|since|during|last)\b"
)
# What agencies write of today and of the days to come: "hosts", "arrives", "is visiting".
_PRESENT = re.compile(
    r"(?<!\w)(?:meets|hosts|receives|welcomes|holds|speaks|visits|arrives|travels|flies|heads|leaves|departs|pays|makes|begins"
    r"|starts|opens|kicks off|attends|addresses|chairs|co-chairs|joins|is (?:visiting|meeting|hosting|receiving|holding"
    r"|travel+ing|flying|arriving|attending)|are (?:meeting|holding|visiting|hosting|attending))\b"
    r"|^(?: (?:[a-z]+ly|also|again|foreign|prime|defen[cs]e|finance|trade|energy|interior|ministers|leaders|officials"
    r"|presidents|diplomats|envoys|heads|of|state|and|government|delegations|negotiators|experts|chiefs|counterparts"
    r"|members|ambassadors))* (?:meet|gather|convene|hold|begin|host|receive|visit)\b"
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are) (?:now|currently|presently) (?:being )?(?:held|conducted|taking place|under ?way)\b"
)
_TAKEN_BACK = re.compile(
    r"^[^.;]{0,80}?\b(?:was|were|has been|have been|had been|is|are) (?P<what>put off|postponed|delayed|rescheduled"
    r"|cancelled|canceled|called off|scrapped|suspended|abandoned|shelved|dropped|axed)\b"
    r"|^[^.;]{0,80}?\b(?P<not>will not (?:go ahead|take place|be held|happen)|is off|fell through|came to nothing"
    r"|collapsed)|^[^.;]{0,30}?\b(?P<bare>shelved|cancelled|canceled|called off|scrapped|abandoned|postponed)$"
)
# Where another subject begins, or what somebody says: "met Kamau in Oslo[, and the vote was postponed]".
_ELSE = re.compile(r", (?:and|but) (?!(?:was|were|has|have|had|is|are|will)\b)|, while | and sa(?:id|ys)\b")
_TO_COME = re.compile(
    r"^,? (?:which|that) (?:will|would|is to|are to) (?:be held|take place|begin|start)\b"
    r"|^,? (?:which|that) (?:we|they|he|she|both sides) (?:\w+ )?(?:are|is|were|was)? ?looking forward"
    r"|^ is coming up\b"
    r"|^,? ?\(?(?:originally |now |tentatively )?(?:scheduled|planned|slated|due|expected|set|envisaged)\b(?! up)"
    r"|^[^.;,]{0,60}?\b(?:is|are|was|were) (?:now |currently |also |being )?"
    r"(?:planned|scheduled|expected|set|due|slated|envisaged|foreseen"
    r"|in preparation|(?<=being )(?:prepared|arranged))\b"
    r"|^[^.;,]{0,40}?\b(?:will (?:take place|be held)|is to (?:take place|be held))\b"
)
# Who is "glad to meet" somebody does so.
_GLAD = re.compile(
    r"\b(?:glad|happy|pleased|delighted|honou?red|privileged|pleasure|honou?r|privilege) to (?=(?:meet|hold|host|have"
    r"|visit|receive|welcome|see|chair|open|address|attend)\b)"
)
# "expectations of", "agreed to": of an occasion that nobody is yet said to hold.
_FORTHCOMING = re.compile(
    r"\b(?:expectations?|agreed to|next|to prepare|to (?:address|co-chair|chair|take part in|participate in))\b"
)
# What somebody will do on account of an occasion says nothing of when that is.
_SAID_WILL = re.compile(
    r"\b(?:outcomes?|results?|agreements?|decisions?|commitments?|consensus) (?:of|reached at|made at|from) "
)
_WILL_AFTER = re.compile(r"^(?:, (?:which|that) [^,.;]{3,60},)? will\b")
# "My meetings in Lima [will enable me to] …": what somebody says ahead of their own.
_WILL_SERVE = re.compile(
    r"^[^.;]{0,140}? will (?:(?:enable|allow|give|provide) me"
    r"|(?:focus|concentrate|centre|center|cover|include|deal))\b"
)
_OPENS = re.compile(r"^,? (?:which )?(?:opens|begins|starts|kicks off|takes place|convenes)\b")
_DOUBTED = re.compile(
    r"^ (?:was|were|is|are) (?:too|out of) "
    r"|^[^.;,]{0,50}?\b(?:could|might|may|would (?:be (?!held|hosted|the first)|only|require|depend|make|need)"
    r"|(?:is|are|was|were) (?:not|un(?:likely|certain)|possible|impossible|out of the question|pointless)"
    r"|(?:has|have|had) (?:yet|not)\b|ha(?:s|ve)n't|isn't|won't)\b"
)


def status_of(words: str, when: When | None, published: When | None) -> tuple[Status | None, str]:
    """The status that the words before and in a frame give it, or None with the reason to leave it out."""
    words = _GLAD.sub("", words)
    if _CANCELLED.search(words):
        return "cancelled", ""
    if _TO_PROPOSE.search(words):
        return "proposed", ""
    if _UNDER_WAY.search(words):
        return "ongoing", ""
    if _POSTPONED.search(words):
        return ("planned" if when and published and when.start > published.start else "cancelled"), ""
    if _DENIED.search(words):
        return None, "denied, ruled out or negated"
    if when and published and when.end < published.start and not _CONDITIONAL.search(words):
        return "held", ""
    if _UNSURE.search(words):
        return None, "proposed, invited or conditional"
    past = is_past(words)
    if when and published and when.start > published.end and not (past and (when.start - published.end).days < 8):
        return "planned", ""
    if past:
        return "held", ""
    if (_WILL.search(words) or _HINTS.search(words)) and " possible " not in words:
        if when and published and when.end < published.start:
            return "held", ""
        return "planned", ""
    if _TABLED.search(words):
        return "proposed", ""
    if _PROPOSED.search(words):
        return None, "proposed, invited or conditional"
    return "held", ""


def is_past(words: str) -> bool:
    """Whether a verb group tells what took place: "met with", "has held", not "was to meet"."""
    return bool(_PAST.search(words)) and not _AUXILIARY.search(words)


def looks_ahead(words: str) -> bool:
    """Whether a date in these words lies ahead of the article's day."""
    return bool(_WILL.search(words) or _CANCELLED.search(words) or _POSTPONED.search(words))


def announces(before: str, after: str) -> bool:
    """Whether what stands between two runs of words is to come by what they say, as an occasion is."""
    lead = _SAID_WILL.split(before)[-1]
    return bool(_WILL.search(lead) or _HINTS.search(lead) or _FORTHCOMING.search(lead) or _WILL_AFTER.match(after)) or (
        bool(_TO_COME.match(after) or _OPENS.match(after)) and not _HAPPENED.search(after)
    )


def present(words: str) -> bool:
    """Whether a verb group stands in the present, so that its weekday is today's or the next of that name."""
    return bool(_PRESENT.search(words)) and not _HAPPENED.search(words)


def happened(words: str) -> bool:
    """Whether a sentence tells what took place, so that its dates lie behind."""
    return bool(_HAPPENED.search(words))


def denies(words: str) -> bool:
    """Whether what follows these words is denied: "Berg denied reports that …"."""
    return bool(_DENIES.search(words))


def cancels(words: str) -> bool:
    """Whether words call a contact off."""
    return bool(_CANCELLED.search(words))


def postpones(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The verb in `text[begin:end]` that puts a contact off, if one does."""
    return _POSTPONED.search(text, begin, end)


def doubted(words: str) -> bool:
    """Whether the words after a contact leave open whether there will be one: "could take place", "would be useful"."""
    return bool(_DOUBTED.match(words))


def due(words: str) -> bool:
    """Whether the words after a contact say that it is to come: "is set for", "will take place"."""
    return bool(_TO_COME.match(words))


def of_itself(words: str) -> str:
    """The words after a contact that may still tell of it."""
    return _ELSE.split(words, maxsplit=1)[0]


def taken_back(words: str, when: When | None, today: When | None, own: bool, moved: bool) -> Status | None:
    """The status of a contact that the words after it put off or call off, None if they do neither.

    Of one of their `own` that is going on those who speak say as well what it will bring; `moved` is what has a new
    day.
    """
    found = _TAKEN_BACK.match(of_itself(words))
    if not found:
        past = bool(when and today and when.end < today.start)
        return "planned" if not past and (_TO_COME.match(words) or not own and _WILL_AFTER.match(words)) else None
    if (found["what"] or found["bare"]) in ("put off", "postponed", "delayed", "rescheduled"):
        return "planned" if moved or when is None and " until " in words[:120] else "cancelled"
    return "cancelled"


def serves(words: str) -> bool:
    """Whether the words after somebody's meetings say what they will bring: "will enable me to", "will focus on"."""
    return bool(_WILL_SERVE.match(words))


def goes_on(words: str) -> bool:
    """Whether words put a visit into the present of the article: "as part of his visit", "is on a visit"."""
    return bool(_ONGOING.search(words))
