"""Whether words of a principle are but a topic: discussed, asked about, claimed by others or the name of something.

"Discussed the importance of X" states X, "discussed X" and "discussed ways to X" do not: the settled cases of the gold.
"""

from __future__ import annotations

import re

# As far back as the words that make a topic of something are looked for.
_REACH = 300
_DISCUSSED = re.compile(
    r"\b(?:(?<!issues )(?<!topics )(?<!matters )(?<!questions )discuss(?:ed|es|ing)?"
    r"|(?:exchang\w+|shar\w+) (?:\w+ )?(?:views|opinions)|touch\w* (?:up)?on|review(?:ed|ing)"
    r"|(?:talk|talks|talked|talking|spoke|speak|speaking) (?:\w+ )?about|consult(?:ed|ing)? (?:\w+ )?(?:on|about)"
    r"|(?:assess|consider|explor)(?:ed|ing)? (?:(?:the|new|other|further|possible) ){0,2}(?:means|ways|avenues|options"
    r"|opportunit|prospects|possibilit|issues?|questions?|problems?|matters?|topics?|situation|state|cooperation)\w*"
    r"|(?:attention was|issues were) (?:\w+ )?(?:paid|given|devoted|addressed)|paid (?:\w+ ){0,2}attention"
    r"|(?:discussions|talks|conversations?|consultations) (?:\w+ )?(?:covered|touched)|compared notes"
    r"|(?:issues|topics|matters|questions|subjects) (?:of discussion|discussed|raised|on the table)\b[^.;]{0,60}?"
    r" (?:were|was|are|is|included?)"
    r"|on the agenda (?:are|is|were|was)|(?:topics?|agenda) includ\w+"
    r"|(?<!be )focus(?:ed|ing) on|cent(?:er|re)d (?:on|around))\b"
)
# Words that make a position of a topic.
_WEIGHT = re.compile(
    r"\b(?:importance|(?:is|are|as|be) (?:\w+ )?important|vital|essential"
    r"|(?:the|a|urgent) need|needs? (?:to|for)|necess\w+|commit(?:ted|ment)\w*"
    r"|determin\w+|resolve to|convi(?:ction|nced)|belie(?:f|ve)\w*|desire|favou?r|support for|solidarity with"
    r"|shared (?:views?|visions?|goals?|values?|interests?|concerns?|responsibilit\w+)"
    r"|(?:our|their) (?:(?:joint|common|shared|collective|ongoing) ){0,2}(?:efforts|work|cooperation) to"
    r"|agree(?:d|s|ing)?|understanding that|reaffirm\w*|affirm\w*|reiterat\w*|urg(?:ed?|es|ing|ency)|stress\w*"
    r"|under ?scor\w+|underlin\w*|emphasi\w+|welcom\w*|call(?:ed|ing)? (?:for|on)|express\w*|voic\w+"
    r"|encourag\w*|pledg\w+|condemn\w*|denounc\w+|decr(?:y|ies|ied)\b|criticis\w+|criticiz\w+|slammed|blasted|oppos\w+"
    r"|advocat\w+|should|must|said|not(?:ed?|es|ing) (?:that|the)"
    r"|point(?:ed|ing) out)\b"
)
# "She rejected claims that it violates X": X is nobody's position here.
_CLAIMED = re.compile(
    r"\b(?:reject\w*|den(?:y|ies|ied|ying)|dismiss\w*|refut\w+|rebuff\w*) (?:[\w'-]+ ){0,4}?"
    r"(?:claims?|allegations?|accusations?|charges|criticism|reports|suggestions?|assertions?|speculation)\b"
)
# "Asked about criticism of its record on X, …", up to who answers.
_ASKED = re.compile(
    r"\W*(?:when |if )?(?:asked|questioned|pressed|(?:responding|replying|in (?:response|reply|answer)) to"
    r" (?:an? |the |journalists' )?(?:\w+ )?(?:questions?|criticism|quer(?:y|ies)|claims|remarks|allegations))\b[^,]*"
)
_ASKED_BETWEEN = re.compile(
    r", (?:when )?asked (?:[\w'-]+ ){0,10}?(?:if|whether|about|why|how|to (?:assess|comment|describe))\b[^,]*$"
)
# What others did before is told of them: "after Suva offered to resume dialogue".
_OF_OTHERS = re.compile(
    r"\bafter (?:[\w'-]+ ){1,5}?(?:offered|proposed|said|called|urged|rejected|refused|vowed|threatened)\b[^,]*$"
)
_IN_A_LIST = re.compile(
    r", (?!(?:[a-z]+ ){0,4}(?:minister|president|spokes\w+|ministry|secretary|ambassador|he|she)\b)"
)
# Nouns that have a principle for their topic: "a debate on X", "a training programme on X".
_NAMED_FOR = re.compile(
    r"\b(?:debates?|discussions?|conferences?|seminars?|workshops?|courses?|training|lectures?|program(?:me)?s?"
    r"|reports?|committees?|commissions?|working groups?|laws?|legislation|bill|experts?|advis[eo]rs?|envoys?)"
    r" (?:on|about) (?:the )?(?:[\w-]+ )?$|\b(?:positions?|differences|disagreements?|criticism)\b[^.;,]{0,40}?"
    r" (?:on|over|in) (?:(?:issues|matters|areas|questions) (?:such as|like|including) )?(?:[\w-]+ )?$"
    r"|\b(?:advocates?|campaigners?|activists?) (?:for|of|on) (?:[\w-]+ ){0,4}$"
)

# What somebody is said to hide behind: "in the name of X", "under the pretext of X", "X as a tool".
_PRETEXT = re.compile(
    r"\b(?:in the name of|under the (?:pretext|guise|banner|cloak|cover|pretence|pretense|slogan) of|so-called"
    r"|lip service to) \"?(?:the |[a-z-]+ing |[a-z-]+ and |[a-z-]+, ){0,3}\"?$"
)
_AS_PRETEXT = re.compile(r"\"? as an? (?:\w+ )?(?:tool|pretext|excuse|weapon|instrument|cover|lever|bargaining chip)\b")
# Offices named for a principle: "the under secretary for X", "a special rapporteur on X".
_OFFICE_FOR = re.compile(
    r"\b(?:(?:under-?)?secretary(?: of state)?|coordinator|commissioner|minister|ambassador|representative|director"
    r"|advis[eo]r|negotiator|envoy|fellow) (?:for|on) (?:the )?(?:[\w-]+ )?(?:[\w-]+ and )?$"
    r"|\brapporteur (?:for|on) (?:[\w-]+ ){0,12}$|\bdirector of the (?:[\w-]+ and )?$"
)

# A stop after a single letter ends no sentence: "the u.s. leader".
_ENDS = re.compile(r"(?<!\b[a-z])\. |\n|; ")
# Words that speak up for what their sentence names, wherever they stand before it …
_STRESSED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:\w+ ){0,6}?(?:for|on|to)|urg(?:ed?|es|ing)|appeal\w*|demand\w*|ready|readiness"
    r"|willing(?:ness)?|prepared|commit\w*|welcom\w*|endors\w*|prais\w*|hail\w*|commend\w*|applaud\w*|appreciat\w*"
    r"|need(?:s|ed)?|must|should|ought|ha(?:ve|s|d) to be|importan\w*|essential|vital|crucial|necess\w+|priorit\w+"
    r"|favou?r\w*|pledg\w*"
    r"|promis\w*|vow\w*|advocat\w*|insist\w*|press(?:ed|ing)? for|convinced|conviction|believ\w*|belief|determin\w*"
    r"|agree(?:d|s|ment)?|(?:re)?affirm\w*|reiterat\w*|stress\w*|under ?scor\w+|underlin\w*|emphasi\w+|highlight\w*"
    r"|in accordance with|in line with|on the basis of|based (?:up)?on|in the spirit of|guided by|adher\w+|abid\w+"
    r"|prefer\w*|foundations?|cornerstones?|bedrock|(?:can|could) only|(?:best|only|right) (?:way|choice)|guarantees?"
    r"|warn\w* (?:\w+ ){0,6}?against|acknowledg\w+|ha(?:s|ve) (?:been )?(?:grown|deepened)"
    r"|(?<!not )(?:open|key) to|(?:is|was|'s|high) time to|(?<!not )lies in|economic \"?terrorism"
    r"|attack on (?:one|any)"
    r"|pressur\w+ (?:[\w'-]+ ){1,3}to|den(?:y|ies|ying) (?:its|their|the)(?: own)? people"
    r"|(?:unjustly|arbitrarily|wrongfully|wrongly) (?:held|detained|imprisoned|jailed)"
    r"|recogni[sz]\w+|value[sd]?|cherish\w*|(?:we|both|they|countries|sides) share|shared|solidarity"
    r"|(?:told|ask(?:ed|s)?|tells?) (?:[\w'-]+ ){1,4}(?:not )?to\b|raised the issue|(?:spoke|speaks?|st(?:and"
    r"|ood)s?) (?:up |out )?for)\b"
)
# … within its clause …
_WISH = re.compile(
    r"\b(?:support\w*|back(?:s|ed|ing)?|thank\w*|seek(?:s|ing)?|sought|want\w*|wish\w*|hop(?:e|es|ed|ing)|intend\w*"
    r"|push\w*|efforts?|striv\w+|work(?:s|ed|ing)? (?:for|on|to|towards?|together)|lead(?:s|ing)? to|achiev\w*"
    r"|reach\w*|ensur\w*|secur(?:e|es|ed|ing)|maintain\w*|preserv\w*|uphold\w*|respect\w*|observ\w*|implement\w*"
    r"|exten(?:d|ds|ded|ding|sion)|restor\w*|resum\w*|restart\w*|reviv\w*|consolidat\w*|return|path|help\w*"
    r"|facilitat\w*|mediat\w*|encourag\w*|propos\w*|offer\w*|invit\w*"
    r"|aim(?:s|ed|ing)?|progress|goal|towards?|strengthen\w*|expect\w*|look(?:s|ed|ing)? forward|interest(?:s|ed)?"
    r"|prospects?|grant\w*|obtain\w*|gain\w*|steps?|appli(?:es|ed|cations?)|apply\w*|accelerat\w*|confiden\w*"
    r"|promot\w*|protect\w*|defend\w*|safeguard\w*|guarante\w*|deepen\w*|enhanc\w*|expand\w*|advanc\w*"
    r"|build\w*|foster\w*|cooperat\w*|collaborat\w*|contribut\w*|boost\w*|reinforc\w*|bolster\w*"
    r"|pursu\w*|engag\w*|keep\w*|express\w*|voic\w*|condemn\w*|oppos\w*|attach\w*|responsib\w*|join\w*"
    r"|increas\w*|improv\w*|continu\w*|grow\w*|honou?r\w*|follow\w*|champion\w*|realis\w*|realiz\w*|tackl\w*"
    r"|combat\w*|fight\w*|counter\w*|address\w*|prevent\w*|eas(?:e|es|ing)|reduc\w*|stop|halt|put an end"
    r"|no (?:military|alternative|other)|there (?:is|can be) no|only (?:way|path|solution|through)|free of)\b"
)
# … or after it.
_WISHED = re.compile(
    r"[^.;:\n]{0,60}?\b(?:must|should|needs? to|has to|have to|serves? the interests?|in the interests?"
    r"|(?:is|are|was|were|be|remains?) (?:\w+ ){0,2}(?:need(?:ed)?|necessary|essential|vital|crucial|important|urgent"
    r"|required|possible|welcome|the only|the best|(?:the|a) (?:\w+ )?(?:foundation|cornerstone|basis)"
    r"|a priority|key|near|close|fundamental|a (?:great|good) thing"
    r"|indispensable|growing|at the (?:heart|core)|binding|sacrosanct|inviolable|non-negotiable)\b|should prevail"
    r"|(?:can|must) neither be|will (?:\w+ )?require"
    r"|ha(?:s|ve|d) (?:\w+ )?(?:grown|deepened|strengthened))"
)
# Whoever says that a rule is broken holds to it.
_BROKEN = re.compile(
    r"\b(?:violat\w*|breach\w*|contraven\w*|infring\w*|inconsistent with|incompatible with|contrary to"
    r"|(?:runs|ran|flies|goes) (?:counter|against|in the face)|in defiance of|threat\w* (?:to|of)|undermin\w*"
    r"|endanger\w*|disregard\w*|intru\w+ (?:on|into)|encroach\w*|illegal under|against) (?:[\w'-]+ ){0,5}$"
)
_DOUBT = re.compile(
    r"\b(?:(?:do|does|did|would|will|is|was|can|could)(?: not|n't) (?:believe|think|want|support|see|accept|seek)"
    r"|not (?:\w+ )?(?:optimistic|ready|hopeful)|pessimis\w+|doubt\w*|unlikely|undermin\w*|violat\w*|breach\w*"
    r"|collaps\w*|broken?|break(?:s|ing)?|fail(?:ed|s|ure)|reject\w*|refus\w*|unwilling\w*|suspen\w+|derail\w*"
    r"|withdr[ae]w\w*|abandon\w*|quit\w*|effects?) (?:[\w'-]+ ){0,6}$"
)
# … and whoever says that it is not broken says nothing for it; "must not violate" does.
_UNBROKEN = re.compile(
    r"\b(?:no longer|whether|den(?:y|ies|ied)|repudiat\w+|dismiss\w+|disput\w+"
    r"|(?:is|are|was|were|do|does|did|has|have|had)(?: not|n't)(?! only)) (?:[\w'-]+ ){0,12}$"
)
# Whoever is against what harms it.
_AGAINST = re.compile(
    r"\b(?:oppos\w*|reject\w*|condemn\w*|against|prevent\w*|without|stop\w*|refrain\w*|warn\w*) (?:[\w'-]+ ){0,4}"
    r"(?:undermin|violat|breach|break|derail|collaps|suspen|withdraw|abandon)\w*"
)
# Where the clause begins that a word stands in.
_OPENS = re.compile(
    r",? \b(?:who|which|whose|while|whereas|but|although|though|because|after|before|when|where|since)\b|\bthat\b"
)


def _up_to(low: str, begin: int) -> str:
    """The part of a sentence or of a clause set off by a semicolon that stands before a place."""
    near = low[max(0, begin - _REACH) : begin]
    return near[max((end.end() for end in _ENDS.finditer(near)), default=0) :]


def is_wished(low: str, begin: int, end: int, *, held_to: bool = False) -> bool:
    """Whether the words around `[begin, end)` of a lower-cased view speak up for what stands there, and none doubts it.

    `held_to` says that it is a rule, which one who says that others break it holds to.
    """
    sentence = _up_to(low, begin)
    if held_to and _BROKEN.search(sentence):
        return True
    if _DOUBT.search(sentence):
        return bool(_AGAINST.search(sentence))
    clause = sentence[max((at.end() for at in _OPENS.finditer(sentence)), default=0) :] + low[begin:end]
    return bool(_STRESSED.search(sentence + low[begin:end]) or _WISH.search(clause) or _WISHED.match(low, end))


def is_unbroken(low: str, begin: int) -> bool:
    """Whether the words before a place say of a rule that stands there no more than that nobody breaks it."""
    sentence = _up_to(low, begin)
    broken = _BROKEN.search(sentence)
    return broken is not None and _UNBROKEN.search(sentence[: broken.start()]) is not None


def is_topic(low: str, begin: int, end: int) -> bool:
    """Whether the words `[begin, end)` of a lower-cased view, with none that reject them, are but a topic there."""
    sentence = _up_to(low, begin)
    topic = max((match.end() for match in _DISCUSSED.finditer(sentence)), default=None)
    if topic is not None and not _WEIGHT.search(sentence, topic):
        return True
    named = (_CLAIMED, _OF_OTHERS, _NAMED_FOR, _PRETEXT, _OFFICE_FOR)
    return _asked(sentence) or bool(_AS_PRETEXT.match(low, end)) or any(words.search(sentence) for words in named)


def _asked(sentence: str) -> bool:
    """Whether a sentence up to a place is a question that somebody was asked: the main clause has not begun."""
    if _ASKED_BETWEEN.search(sentence):
        return True
    return bool(_ASKED.match(sentence)) and all(
        _IN_A_LIST.match(sentence, at.start()) for at in re.finditer(", ", sentence)
    )
