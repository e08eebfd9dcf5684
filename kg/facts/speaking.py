"""The sentence patterns of reported speech, over skeletons: who speaks, with which verb, and where the words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.facts import organs
from kg.facts.rules import listed
from kg.facts.skeleton import TYPES
from kg.facts.speech import Lexis, lexis
from kg.triggers import compiled

_I = "[\ue100-\uf8ff]"
_ACTOR = f"[{''.join(TYPES[n] for n in ('person', 'group', 'state', 'organization', 'body'))}]{_I}"
_LIST = listed("ACTOR")
_PEOPLE = (
    r"(?:diplomats?|officials?|sources?|minister|ministers|spokes\w+|lawmakers?|leaders?|media|authorities|statement"
    r"|delegations?|government|administration|mission|embassy|negotiators?|envoys?|representatives?|diplomacy|military)"
)
# "EU leaders", "NATO members": those who are the organization.
_MEMBERS = (
    r"(?:leaders|ministers|members|member states|officials|allies|diplomats|envoys|lawmakers|ambassadors|governments"
    r"|spokes\w+|delegation|mission|statement)"
)
# What a court or a government calls its own: of whom the sentence before spoke.
_STYLED = r"\b(?:[Hh]is|[Hh]er) (?:Royal )?(?:Highness|Majesty|Excellency)\b"
# Who was named before is called by what they are: "the minister", "the veteran diplomat".
CALLED = (
    r"\b[Tt]he (?:(?:senior|top|chief|veteran|visiting|country's|foreign policy|Government|Party) ){0,2}"
    r"(?i:minister|chancellor|diplomat|official|leader|envoy|ambassador|head of (?:state|government|diplomacy)"
    r"|premier|president|secretary|negotiator|lawmaker|politician|host|guest|spokes(?:person|man|woman))(?= )"
)
_SUBJECT = (
    rf"(?P<who>(?:[{TYPES['adjective']}]{_I}(?:,|,? and) )+[{TYPES['state']}]{_I}|{_LIST}"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I|him|her|them)\b|{_STYLED}"
    rf"|{CALLED}|[{TYPES['adjective']}{TYPES['state']}]{_I} (?:[a-z-]+ ){{0,2}}{_PEOPLE}"
    rf"|[{TYPES['organization']}]{_I} (?:[a-z-]+ ){{0,2}}{_MEMBERS})"
)
_RELATIVE = (
    r"(?:, (?:who|whose|which|along with|accompanied by|[a-z]{3,}ing|(?:[a-z]+ ){1,3}(?:of|for|at|to) |asked|when asked"
    r"|for (?:his|her|its|their) part|in turn|on (?:his|her|its|their) part|as |in |one of|a |an |the |while |after "
    r"|before |during |following |upon |since |at |on |under |when |then |now |himself|herself|\d)[^\"]{0,140}?,"
    r"| \([^)]{1,40}\)|,? for (?:his|her|its|their) part,?"
    r"| (?:of|at|for|with|in|from|on) [^\"\ue000,;:]{2,110}(?:, [^\"\ue000,;:]{2,60})?,"
    r"|,? on (?:his|her|its|their) part,?|, in turn,|, however,|, meanwhile,|, too,"
    r"| (?:in|on) (?:an?|his|her|its|their) [^\"\ue000,;:]{2,60}?(?= (?:said|says|told|added|wrote|expressed|called"
    r"|condemned|urged|stressed|warned|announced)\b))?"
)
_ADVERB = (
    r"(?:(?:once again, [^,]{3,40},|(?!only|increasingly|likely|early|daily|nearly|hardly|barely|newly|family|supply"
    r"|reply)[a-z]{3,}ly|also|further|then|later|again|earlier|previously|once again|once more|has"
    r"|have|had|in turn|particularly"
    r"|long|specifically|especially|strongly|firmly|jointly|both|each|sincerely|highly|warmly|repeatedly|separately"
    r"|officially|publicly|clearly|always|fully|resolutely|still|himself|herself|itself|explicitly|reportedly"
    r"|expressly|deeply|did|only|categorically|consistently|unequivocally|cordially|additionally|together|personally"
    r"|even|two|all|[a-z]+ed and|would|will|simply|now|just|truly|greatly|openly|privately|immediately|briefly"
    r"|unanimously|mutually|thus|therefore|today|continues? to|continued to|wish(?:es|ed)? to|wanted to|went on to"
    r"|(?:took|takes|take) (?:the|this) opportunity to) )*"
)
# A clause of its own: "as Norway is", "according to X were".
_SPEAKS_NOT = r"(?! (?:is|was|are|were|did|does)\b)(?=[,. ])"
_CITED = r"(?:was|were|is|are) (?:quoted|cited)(?: by [^,.;\"]{2,50}| in [^,.;\"]{2,50})? as saying"
# "has called the plan illegal": what is called, and what it is called.
_NAMED = (
    r"(?:called|labell?ed|branded|termed) (?!on|for|off|up|in|out|by|back|at|to\b)[^.,;\"]{3,80}? (?:\"|illegal|absurd"
    r"|baseless|unacceptable|legitimate|historic|unlawful|illegitimate|an?)"
)
_QUOTED = r"(?:[,\"'?!…] ?)"

# Of a state these tell what it does, not what it says.
AIMS = frozenset(
    (
        "plan to, plans to, seeks to, seeks, wants, looks to, intends to, sees, views, backed, back, offered, "
        "offers, committed, decided, expects, expected, sought, pushed for, supported, recognized, recognised, "
        "thinks, think, found"
    ).split(", ")
)
# Of these a bare pronoun or noun is as often the subject of something else.
DOUBTFUL = frozenset(("note", "state", "back", "support", "thought", "regard", "views", "values", "hope", "demand"))
# What a state holds, as its speaker words it: a stance inside somebody's reported speech.
HELD_BY_STATES = frozenset(
    (
        "adheres to, adhere to, abides by, attaches great importance, cherishes, regards, stands for, believes, "
        "considers, attaches importance"
    ).split(", ")
)
# What stands before a subject that speaks inside a clause of somebody else's sentence.
SUBORDINATE = re.compile(r"\b(?:who|which|that|whom|whose|what|how|why|if|whether|as)(?:(?: [a-z]+)? |, )$")
# A subject that only ends another one: "the visit to Norway underscored", "a spokesman for Berg said".
WITHIN = re.compile(
    r"\b(?:of|to|in|for|with|from|against|between|on|by|about|over|towards?|into|at) "
    r"(?:(?:the|an?|his|her|its|their) )?$"
)
# "the delegations from Norway and Kenya": these are they.
WHOSE = re.compile(
    r"(?i:delegations?|leaders|ministers|presidents|representatives|governments?|members|parties|people|states"
    r"|countries|heads of [a-z ]{4,24}) (?:of|from) (?:the )?$"
)
# Speakers without a name: "diplomats said", "said one trader".
UNNAMED = re.compile(
    r"\b(?:diplomat|official|source|analyst|dealer|trader|economist|expert|observer|banker|broker|critic|activist"
    r"|resident|witness|ministers|industrialist|investor|spokes[a-z]+)(?:e?s)?\b[^.;\"]{0,40}? "
    r"(?:said|say|says|told|added|noted|believe)\b"
    r"|\b(?:said|says|added) (?:an?|one|another|the)? ?(?:[a-z]+ ){0,4}(?:diplomat|official|source|analyst|dealer"
    r"|trader|economist|expert|observer|banker|broker|manager|lawyer|lawmaker)"
)
GREETED = re.compile(rf" \ue000{_I}(?:$|[.,]| (?:to|at|when|with|during|upon|on)\b)")
BY_SOMEBODY = re.compile(r"\bby [\ue000-\ue004]")


# The verbs after which `second` looks for another one: what somebody did before or while speaking.
_DEEDS = (
    r"(?:[a-z]+ed|met|spoke|held|paid|took|made|gave|left|sent|began|flew|went|came|sat|saw|led|put|set|read|wrote"
    r"|has|have|had|was|were)"
)
# "…, adding that", "…, calling it illegal": what the subject of the sentence says with it.
_PARTICIPLE = (
    r"(?:(?:say|add|stat|tell|express|voic|stress|reaffirm|reiterat|underscor|underlin|emphasi[sz]|highlight|affirm|not"
    r"|insist|argu|claim|assur|promis|vow|pledg|offer|propos|welcom|prais|commend|hail|laud|congratulat|condemn|thank|urg"
    r"|warn|accus|blam|reject|deny|denounc|dismiss|explain|agree)ing|calling (?:for|on|it|the|them|him|her))"
)


@cache
def expressions() -> Mapping[str, str]:
    """The patterns by name, with the verbs of the lexicon; each names its speakers `who` and its verb `verb`.

    `inserted`: "…, X said"; `inverted`: "…, said X"; `front`: "X said …"; `second`: "X met … and said …"; `according`:
    "according to X", "in X's view" (`owner`); `put`: "as X put it"; `agent`: "was praised by X"; `issued`: "The
    document stresses …"; `convened`: "The Meeting expressed …"; `absolute`: "with both agreeing …"; `relative`: "that
    X denies"; `organ`, `organ_inserted`, `organ_inverted` and `organ_according`: with the ministry of an article, its
    spokesman or its statement for X.
    """
    words = lexis()
    return MappingProxyType({
        "inserted": _inserted(words), "inverted": _inverted(), "front": _front(words), "according": _according(),
        "put": _put(), "second": _second(words), "issued": _issued(), "agent": _agent(words),
        "convened": _convened(words), "absolute": _absolute(), "relative": _relative(),
        "organ": _front(words, organs.SUBJECT), "organ_inserted": _inserted(words, organs.SUBJECT),
        "organ_inverted": _inverted(organs.SUBJECT),
        "organ_according": rf"\b[Aa]ccording to {organs.SUBJECT}{_SPEAKS_NOT}",
    })  # fmt: skip


def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, compiled."""
    return compiled(expressions()[name])


def _front(words: Lexis, subject: str = _SUBJECT) -> str:
    return (
        rf"{subject}{_RELATIVE}(?:,(?= (?:told|said|says|added|noted)\b))? {_ADVERB}"
        rf"(?P<verb>{words.verbs}|{_CITED}|{_NAMED}|reads?)(?![\w-])"
    )


def _inserted(words: Lexis, subject: str = _SUBJECT) -> str:
    return (
        rf"{_QUOTED}{subject}{_RELATIVE} {_ADVERB}(?P<verb>{words.says}|reads?)(?=[,.\";:]|$| (?:in|on|at|before|during"
        rf"|to|when|while|as|after|of|about|following|with|{_ACTOR}))"
    )


def _inverted(subject: str = _SUBJECT) -> str:
    return (
        rf"{_QUOTED}(?P<verb>said|says|added|noted|stressed|stated|according to) (?:also )?{subject}(?=[,.;\"]|$"
        r"| (?:in|on|at|during|who|of|as|when|after|while|following)\b)"
    )


def _according() -> str:
    return (
        rf"(?:\b[Aa]ccording to|[Ii]n the (?:words|view|opinion|assessment) of) {_SUBJECT}{_SPEAKS_NOT}"
        rf"|\b[Ii]n (?P<owner>{_ACTOR}(?='s? )|his|her)(?:'s?)? (?:own )?"
        r"(?:view|opinion|words|assessment|judgement|judgment)"
    )


def _put() -> str:
    return rf"[Aa]s {_SUBJECT}{_SPEAKS_NOT}(?=.* put it)"


def _second(words: Lexis) -> str:
    firm = "|".join(re.escape(v) for v, a in sorted(words.act.items(), key=lambda x: -len(x[0])) if a)
    return (
        rf"{_SUBJECT}{_RELATIVE} {_ADVERB}{_DEEDS}\b[^.;\"]{{0,200}}?(?: and (?:also "
        rf"|further )?(?P<verb>{firm})"
        r"| to (?P<aim>congratulate|thank|condemn|convey|reaffirm|welcome|reiterate|express (?:his |her |their "
        r"|its )?(?:deep |deepest |sincere )?"
        r"(?:condolences|support|solidarity|gratitude|concern)|offer (?:his |her |their )?(?:condolences"
        rf"|congratulations))|, (?:also |both )?(?P<doing>{_PARTICIPLE}))(?![\w-])"
    )


def _relative() -> str:
    return (
        rf"\b(?:which|that|who|whom|claims?|allegations?|accusations?|charges?|reports?) (?P<who>{_LIST})"
        r"(?: government| officials| authorities)? (?:has |have |had |also |[a-z]+ly )*"
        r"(?P<verb>(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|blam(?:es?|ed)|condemn(?:s|ed)?)"
        r"\b(?! to\b))"
    )


def _absolute() -> str:
    return (
        rf"\bwith (?P<who>{_LIST}|(?:the )?(?:two|both|three)(?: of them)?) (?:also |both |jointly )?"
        rf"(?P<doing>{_PARTICIPLE})(?![\w-])"
    )


def _issued() -> str:
    return (
        r"^(?:\d{1,2}\. ?)?(?:In addition, )?(?P<who>[Tt]he (?:document|joint statement|statement|declaration"
        r"|communiqu[eé]|meeting"
        r"|talks|discussions?|conversation|call|consultations)|It)(?:,[^,\"]{0,80},)? (?:also "
        r"|further )?(?P<verb>stressed|stresses|said|says|noted|notes|reaffirmed"
        r"|reaffirms|emphasized|emphasised|underlined|confirmed|outlined|states|stated|reiterated|calls for"
        r"|called for)(?![\w-])"
    )


def _agent(words: Lexis) -> str:
    return (
        r"\b(?:was|were|is|are|been|being) (?:also |further |warmly |strongly |firmly |repeatedly |again |highly "
        rf"|particularly )?(?P<verb>{words.verbs}|put forward|voiced|expressed"
        rf"|conveyed)(?: (?!by)[a-z]+){{0,3}} by {_SUBJECT}"
    )


def _convened(words: Lexis) -> str:
    return (
        r"(?:\d{1,2}\. ?)?(?:The|This) (?:Joint )?(?:Meeting|Summit|Council|Conference|Forum|Assembly|Ministers|Leaders"
        r"|Foreign Ministers"
        rf"|meeting)(?:, [^,]{{0,60}},)? {_ADVERB}(?P<verb>{words.verbs})(?![\w-])"
    )


def masked(text: str, inside: bool) -> str:
    """The skeleton with quoted words blanked out, so that verbs inside a quotation do not count.

    `inside` says that a quotation is open where the text begins. The length stays.
    """
    out: list[str] = []
    for number, piece in enumerate(text.split('"')):
        out.append(piece if (number % 2 == 0) != inside else "~" * len(piece))
    return '"'.join(out)
