"""How far an agreement has come, from the words around its name."""

from __future__ import annotations

import re

from kg.facts import governing
from kg.model import AgreementKind, Stage

# Words this far from a name still belong to it; further off they tell of something else.
_REACH = 90
_SIGNED = re.compile(
    r"\b(?<!-)(?:sign(?:ed|s|ing)?|inked|issued?|issuing|adopt(?:ed|s|ing)?|exchang(?:ed?|ing)|releas(?:ed|e|ing)"
    r"|announc(?:ed?|ing|es)|unveiled|launch(?:ed|ing|es)?|made|concluded|initial(?:l)?ed|published|approved|"
    r"established|set up|endorsed|finali[sz](?:ed|ing|ation of)|reached|witnessed|sealed|struck|clinched|brokered"
    r"|mediated|hammered out"
    r"|renewed|prolonged|conclusion of|agreed (?:on |to |upon )?(?=an?\b))\b"
)
# After these words the verb governs something else than the name.
_OF_OTHERS = re.compile(
    r"\b(?:relat(?:ed|ing) to|regarding|about|implement\w*|under|within|pursuant|according|in accordance|in line with"
    r"|which|that|who|where|ratification of)\b"
)
_AFTER_SIGNED = re.compile(
    r"^(?:(?!\bwhich\b|\bthat\b|\band (?:it|he|she|they|we)\b)[^.;]){0,70}?"
    r"\b(?:was|were|has been|have been) (?:also |then |jointly )?"
    r"(?:signed|issued|adopted|exchanged|released|concluded|inked|initialled|approved|announced|established|reached"
    r"|sealed|passed|agreed)\b"
)
_THAT_WAS_SIGNED = re.compile(
    r"(?: by [^.;,]{2,40}?)? (?:that|which) (?:was|were|has been|have been) (?:just |also )?"
    r"(?:signed|concluded|inked|issued|released|adopted)\b"
)
# "a treaty that the two presidents signed last May"
_THAT_THEY_SIGNED = re.compile(
    r"(?:[^.;]{0,60}?,? (?:which|that) | (?=[A-Z]|the two ))(?!would\b|will\b|could\b)[^.;,]{2,40}? (?:signed"
    r"|concluded|reached|struck"
    r"|agreed)\b"
    r"(?P<then> (?:in|last|earlier|two|three|\d))?"
)
_PLANNED = re.compile(
    r"\b(?:pledged to (?:enter|sign|conclude)|to enter into|will enter into|intention to (?:sign|conclude|enter)"
    r"|will (?:sign|adopt|issue|initial)|to sign|(?:is|are) (?:expected|set|due) to (?:sign|adopt|issue|conclude)"
    r"|plans? to sign|intends? to (?:sign|pursue|create|establish|conclude|launch|adopt|form|set up)"
    r"|to be signed|will be signed"
    r"|(?:expected|due|set|scheduled) to be signed|agreed (?:to (?:build|construct|lay|create|establish|launch|set up"
    r"|form|sign|conclude"
    r"|resume|relaunch|draw up|develop|work out|open)|on (?:the )?(?:establishment|creation|launch) of)"
    r"|decided to (?:create|establish|launch|set up|form)|committed to (?:concluding|signing)|signature of"
    r"|pledge to create|(?:will|would) (?:establish|create|launch|set up)"
    r"|(?:agreed|decided|committed|pledged)\b[^.;]{0,60} to (?:create|establish|form|launch|set up)"
    r"|(?:forthcoming|planned|expected|future|imminent|early|upcoming|speedy|swift) (?:signing|conclusion|signature"
    r"|ratification|finali[sz]ation)|commit to convening|to conclude|to finali[sz]e|upcoming|ready for sign\w+"
    r"|(?:will|would|to) be [a-z ]{1,30}by the (?:conclusion|signing) of"
    r"|(?:will|would|to|expected to|scheduled to) (?:[^.;]{0,80} )?(?:attend|witness|preside over|oversee)"
    r" (?:the|an?) (?:signing|exchange|conclusion)(?: ceremony)? of)\b"
)
# "7. Sign a memorandum of …": an item of what is to be done.
_TO_DO = re.compile(
    r"\b(?:after|until|upon|before|pending) the (?:conclusion|signing) of an? $"
    r"|^\W*Sign (?:an?|the) $|\b[Dd]eveloping an? $"
)
_NEGOTIATING = re.compile(
    r"\b(?:[Nn]egotiat\w*|[Tt]alks (?:[^.;,]{2,40}? )?(?:on|for|about|over|towards?|to conclude)|consultations on"
    r"|under discussion|drafting|draft|(?:close|closer|near|nearer) to"
    r"|work(?:ing)? (?:on|towards?)|progress (?:on|towards?)|(?:accelerat|speed|expedit|hasten)\w* (?:up )?(?:the )?"
    r"(?:completion|conclusion|finali[sz]ation) of|outlined(?! in\b)|in preparation|preparations? (?:of|for))\b"
)
_PROPOSED = re.compile(
    r"\b(?:discuss(?:ed|es|ing)? (?=an?\b)"
    r"|chances?['\"]? of|hopes? (?:of|for)|likelihood of|push(?:es|ed|ing)? for|press(?:es|ed|ing)? for"
    r"|propos\w*|suggest\w*|consider(?:ing|ed)?|put forward|possib\w+|potential (?:for|of)|prospects? (?:for|of)"
    r"|explor\w+|calls? for|called for|urged"
    r"|the idea of|want(?:s|ed)?|seek(?:s|ing)?|sought)\b"
)
_ENDED = re.compile(
    r"\b(?:withdr[ae]w(?:s|n|ing)?|withdrawal from|walked out of|terminat\w+|denounc\w+|expired|suspend\w+|scrapp\w+"
    r"|end(?:ed"
    r"|ing) the|pull(?:ed|ing)? out of|broke off|(?:tore|torn|ripped) up|annul\w*|revok\w+|abandon\w*|renounc\w+)\b"
)
# What somebody wants, or may do, is not done: "wants to withdraw from".
_NOT_DONE = re.compile(r"(?:\b(?:to|would|could|might|may|should|not)|n't) (?:[a-z]+ly )?$")
_CALLED_FOR = re.compile(
    r"\b(?:calls?|call(?:ed|ing)|appeals?|push(?:ed|es)?|demands?|hopes?) for (?:an? |the )?(?:[\w-]+ ){0,2}$"
)
_ENDED_AFTER = re.compile(
    r"[^.;]{0,30}\b(?:(?:was|were|has been|have been) (?:suspended|terminated|denounced|scrapped|annulled|revoked)"
    r"|has (?:expired|collapsed|lapsed)|in(?:to)? abeyance|expired|collapsed|lapsed)\b"
)
_USED = re.compile(
    r"\b(?:[Aa]rticles? (?:\w+) of (?:the|an?)|who (?:had )?negotiated the|helped (?:to )?(?:negotiate|broker)"
    r"|return(?:s|ed|ing)? to the|rejoin\w*"
    r"|implement\w*|(?:set out|enshrined|provided for|stipulated|included|contained|laid down) in"
    r"|within the framework of|[Uu]nder (?:the|an?|their|its|this)"
    r"|in accordance with|compliance with|fulfil\w*|the existing|using the"
    r"|since|based on|based upon|in line with"
    r"|violat\w+|breach\w*|honou?r\w*|observ\w+|abid\w+ by|compl(?:y|ying|iance|ied) with|adher\w+ to|flout\w*"
    r"|had signed|carry(?:ing)? out|advance|join(?:ed|ing)?|build(?:ing)?|accession to"
    r"|accede\w* to|party to|signatory to|[Rr]atif\w+)\b"
)
# "under the accord signed on 3 May"; without such a noun somebody "signed on 3 May" what is named next.
_WAS_SIGNED = re.compile(
    r"(?i:\b(?:agreements?|accords?|treat(?:y|ies)|deals?|pacts?|protocols?|memorand(?:um|a|ums)|mous?|conventions?"
    r"|documents?|instruments?|contracts?|statements?|declarations?|communiqu[eé]s?|arrangements?|understandings?|plans?"
    r"|programmes?|programs?|road ?maps?|charter|letters?|packages?|notes|commitments?|partnership))"
    r"(?: \([^)]{2,20}\))?,? (?:(?:they|he|she|we|it) |(?:that|which) (?:was|were) )?signed"
    r" (?:in|last|earlier|on|at|by|between)\b"
)
# Whom somebody urges to sign is urged to sign what there is.
_URGED = re.compile(
    r"\b(?:encourag|urg|call|ask)\w* (?:on |for )?(?:[^.;,]{1,40} )?to (?:adopt|sign|ratify|join|return to)\b"
)
# "According to a joint statement, …", "the joint declaration read": who quotes a text has it, though no verb issues it.
_QUOTED = re.compile(
    r"\b(?:[Ii]n|[Aa]ccording to|[Pp]er|said|says) (?:an? |their |this |the |(?:[A-Z]\w+ )+)(?:[a-z]+ )?$"
)
_SPEAKS = re.compile(
    r" (?:said|says|reads?|noted|notes|added|stated|states|stressed|stresses|expressed|reaffirmed|emphasi[sz]ed)\b"
)
_WILL_SAY = re.compile(
    r"\b(?:will|would|could|may|might|expected to|likely|to be|hopes? to) (?:[\w-]+ )*in (?:a|the) (?:[a-z]+ )?$"
)
_IN_FORCE_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:(?:enter\w*|came|comes?|has come|put|brought) in(?:to)? (?:effect|force)|(?:is|are|remains?)"
    r" in force|took effect|takes effect|(?:was|were|has been|have been) ratified)\b"
)
_CLAUSE = re.compile(
    r"(?<!\b[A-Z])\.|;| (?:while|and the two|noting|stressing) |, (?:which|who|where|whose|but) (?=[a-z])"
)
_PROPOSED_TIES = re.compile(r"\bpropos(?:ed|es|ing|al) (?:to |a |an |the |establish\w* |upgrad\w* ){1,6}[^,]{0,40}$")
# "announced their intention to elevate ties to"; what two "will" elevate, as they announce, is there.
_TIES_TO_COME = re.compile(
    r"\b(?:inten(?:ds?|ded|tion)|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|wish(?:es|ed)?|want(?:s|ed)?"
    r"|seek(?:s|ing)?|sought|expect(?:ed|s)?|due|set|read(?:y|iness)|work(?:s|ed|ing)?|look(?:s|ed|ing)? forward"
    r"|negotiat\w+|prepar\w+|would|could|might)"
    r" (?:[a-z]+ ){0,2}(?:to |on )?(?:upgrad|elevat|rais|lift|establish|form|conclud|formali[sz]|enter|move to)\w*\b"
    r"[^,;]*$"
)
# "suggested establishing a working group": what follows such a verb has not been made.
_TO_BE_MADE = re.compile(
    r"\b(?:suggest(?:s|ed|ing)?|propos(?:e[sd]?|ing)|recommend(?:s|ed|ing)?|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?"
    r"|explor(?:es?|ed|ing)|(?:possibility|prospects?|idea|option|feasibility) of)(?: [\w'-]+){0,5}? (?:sign|conclud"
    r"|establish|creat|launch|issu|form|sett|initiat|adopt|reach|negotiat)(?:ing)\b[^.;,]{0,60}$"
)
_ON_THE_TABLE = re.compile(r"[^.;]{0,20}\b(?:on the table|under consideration|put forward|proposed by)\b")
_TO_BE_SIGNED = re.compile(
    r"[^.;]{0,40} to be (?:signed|held|concluded|adopted|finali[sz]ed|launched|established|created|set up)"
    r"|[^.;]{0,40}\b(?:will|would|is to|are to|could|may) be (?:signed|concluded|adopted|finali[sz]ed|issued)"
    r"|[^.;]{0,40}\b(?:is|are) (?:(?:expected|due|set|scheduled|planned|slated) to be|ready to be|about to be)"
    r" (?:signed|concluded|adopted|finali[sz]ed)"
)
_JUST_SIGNED = re.compile(r"\b(?:signed|issued|adopted) (?:an? |the |several |a number of )?$")
# "signed a package of documents, including an agreement on …, a protocol on …"
_LISTED = re.compile(
    r"\b(?:signed|adopted|exchanged|witnessed the (?:signing|exchange) of)\b[^.;]*(?:\bincluding\b|:)"
    r"|\b[Ss]igned were\b"
    r"|\b(?:signed|adopted|exchanged) (?:an?|the|two|three|several)\b"
    r"(?:(?!\b(?:which|that|who|said|was|were|will)\b)[^.;])*, (?:and |as well as )?(?:an? |the )?$"
)
_JUST_REACHED = re.compile(
    r" (?:today|(?:earlier )?this (?:week|morning)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TO_REACH = re.compile(
    r"\b(?:to|will|can|could|should|must) (?:reach|achieve|forge|clinch|seek|secure) (?:an?|the|any)? ?(?:\w+ )?$"
)
# "began negotiations to conclude an agreement"
_TALKS_TO = re.compile(
    r"\b(?:negotiat\w+|talks)\b[^.;]{0,60} (?:to|for|on) (?:conclud|reach|sign|finali[sz]|clos|agree)\w*\b[^.;]{0,30}$"
)
# "holding talks since June on a pact"
_TALKS_ON = re.compile(
    r"\b(?:[Tt]alks|[Nn]egotiations|[Dd]iscussions)\b[^.;]{0,50}? (?:on|for|about|over|towards?|regarding)"
    r" (?:(?:an?|the|their|its|new|possible) ){0,2}(?:[\w-]+ )?$"
)
# "Signing an agreement would help": nobody has signed it.
_WOULD_BE_GOOD = re.compile(
    r"\b(?:[Ss]igning|[Cc]oncluding|[Rr]eaching|[Ss]triking) (?:an? |such an? |any )?(?:[\w-]+ )?$"
)
_GOOD = re.compile(r"[^.;]{0,90}?\b(?:would|could|might|can|is (?:important|essential|necessary|in the interests?))\b")
_IN_TALKS = re.compile(
    r"[^.;]{0,20} negotiations|[^.;]{0,60}? (?:also |still )?(?:remains?|is|are)"
    r" (?:still |yet |also )?"
    r"(?:incomplete|unfinished|elusive|deadlocked|stalled|unsigned)\b"
    r"|[^.;]{0,20} (?:is|are) (?:at|in) an? (?:[a-z]+ ){0,2}stage"
    r"|[^.;]{0,60}(?:under negotiation|being negotiated|were underway)"
)
# "would affect the signing of a deal": nobody has signed it.
_MIGHT_BE = re.compile(
    r"\b(?:would|could|might|may|will|can|to|not) (?:[a-z]+ ){1,2}(?:the )?(?:signing|conclusion|adoption"
    r"|finali[sz]ation) of (?:an? |the |any )?(?:[\w-]+ )?$"
)
# "in the past five decades they have signed": what they did over years is no news.
_OVER_YEARS = re.compile(
    r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|for|within) (?:the )?(?:past|last|recent|many) (?:[\w-]+ ){0,2}"
    r"(?:years|decades|months)\b"
)
_SIGNED_THEN = re.compile(
    r"[^.;,]{0,24}signed (?:in|on|last|earlier|by|at|between)"
    r"|,? (?:reached|concluded|struck|made|inked|agreed|negotiated) (?:in|last|earlier|by|at|between|with)\b"
)


def stage_of(text: str, begin: int, end: int, kind: AgreementKind, default: Stage) -> tuple[Stage, bool]:
    """The stage that the words around a name at `[begin, end)` give it, and whether they do; else `default`."""
    before, after = text[max(0, begin - _REACH) : begin], text[end : end + _REACH]
    before = _CLAUSE.split(before)[-1]
    if kind == "partnership":
        if _PROPOSED_TIES.search(before):
            return "proposed", True
        return ("planned" if _TIES_TO_COME.search(before) else "in-force"), True
    if kind == "initiative":
        return "in-force", True
    quoted = kind == "joint-statement" and (_QUOTED.search(before) or _SPEAKS.match(after))
    if quoted and _WILL_SAY.search(before):
        return "planned", True
    stage = "signed" if quoted else governing.stage(text, begin, end) or _told(before, after)
    if kind == "agreement" and stage in (None, "in-force") and " reached in " in text[begin:end]:
        stage = "signed" if _JUST_REACHED.match(after) else stage
    if stage is None and _LISTED.search(text[:begin]):
        stage = "signed"
    if stage == "signed" and (_OVER_YEARS.search(before) or _OVER_YEARS.search(after.partition(",")[0])):
        stage = "in-force"
    return stage or default, stage is not None


def _told(before: str, after: str) -> Stage | None:
    # "walked out of the talks on …" ends the talks, not the agreement.
    if ended := _last(_ENDED, before):
        return "in-force" if "walked" in before or _NOT_DONE.search(before, 0, ended.start()) else "ended"
    if _CALLED_FOR.search(before):
        return "proposed"
    if _ENDED_AFTER.match(after):
        return "ended"
    if _IN_FORCE_AFTER.match(after) or _URGED.search(before):
        return "in-force"
    if _TO_REACH.search(before) or _TALKS_TO.search(before) or _TALKS_ON.search(before):
        return "negotiating"
    if _TO_BE_MADE.search(before):
        return "proposed"
    if _WOULD_BE_GOOD.search(before) and _GOOD.match(after):
        return "proposed"
    if _MIGHT_BE.search(before):
        return "proposed"
    if _PLANNED.search(before) or _TO_DO.search(before) or _TO_BE_SIGNED.match(after):
        return "planned"
    if by_them := _THAT_THEY_SIGNED.match(after):
        return "in-force" if by_them["then"] else "signed"
    if _AFTER_SIGNED.match(after) or _THAT_WAS_SIGNED.match(after):
        return "signed"
    if (_USED.search(before) or _WAS_SIGNED.search(before)) and not _JUST_SIGNED.search(before):
        return "in-force"
    talks, made = _last(_NEGOTIATING, before), _last(_SIGNED, before)
    # "During the negotiations they signed …": the verb beside the name decides.
    nearer = talks is not None and made is not None and talks.end() < made.start()
    if (talks is not None and not nearer) or _IN_TALKS.match(after):
        return "negotiating"
    if _SIGNED_THEN.match(after):
        return "in-force"
    if any(not _OF_OTHERS.search(before, made.end()) for made in _SIGNED.finditer(before)):
        return "signed"
    return "proposed" if _PROPOSED.search(before) or _ON_THE_TABLE.match(after) else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed([*pattern.finditer(text)]), None)
