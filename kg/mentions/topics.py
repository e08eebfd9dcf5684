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
    r"|compared notes|(?:topics?|agenda) includ\w+|(?<!be )focus(?:ed|ing) on|cent(?:er|re)d (?:on|around))\b"
)
# Words that make a position of a topic.
_WEIGHT = re.compile(
    r"\b(?:importan\w+|vital|essential|(?:the|a|urgent) need|needs? (?:to|for)|necess\w+|commit(?:ted|ment)\w*"
    r"|determin\w+|resolve to|convi(?:ction|nced)|belie(?:f|ve)\w*|desire|favou?r|support for|solidarity with"
    r"|shared (?:views?|visions?|goals?|values?|interests?|concerns?|responsibilit\w+)"
    r"|(?:our|their) (?:(?:joint|common|shared|collective|ongoing) ){0,2}(?:efforts|work|cooperation) to"
    r"|agree(?:d|s|ing)?|understanding that|reaffirm\w*|affirm\w*|reiterat\w*|urg(?:ed?|es|ing|ency)|stress\w*"
    r"|under ?scor\w+|underlin\w*|emphasi\w+|welcom\w*|call(?:ed|ing)? (?:for|on)|express\w*|voic\w+"
    r"|encourag\w*|pledg\w+|condemn\w*|oppos\w+|advocat\w+|should|must|said|not(?:ed?|es|ing) (?:that|the)"
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
_ASKED_BETWEEN = re.compile(r", (?:when )?asked (?:if|whether|about|why|how)\b[^,]*$")
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
    r" (?:on|about) (?:the )?(?:[\w-]+ )?$|\b(?:advocates?|campaigners?|activists?) (?:for|of|on) (?:[\w-]+ ){0,4}$"
)


def is_topic(low: str, begin: int) -> bool:
    """Whether the words at `begin` of a lower-cased view, with no words that reject them, are but a topic there."""
    sentence = low[max(0, begin - _REACH) : begin]
    sentence = sentence[max(sentence.rfind(". "), sentence.rfind("\n"), sentence.rfind("; ")) + 1 :]
    topic = max((match.end() for match in _DISCUSSED.finditer(sentence)), default=None)
    if topic is not None and not _WEIGHT.search(sentence, topic):
        return True
    return _asked(sentence) or any(words.search(sentence) for words in (_CLAIMED, _OF_OTHERS, _NAMED_FOR))


def _asked(sentence: str) -> bool:
    """Whether a sentence up to a place is a question that somebody was asked: the main clause has not begun."""
    if _ASKED_BETWEEN.search(sentence):
        return True
    return bool(_ASKED.match(sentence)) and all(
        _IN_A_LIST.match(sentence, at.start()) for at in re.finditer(", ", sentence)
    )
