"""Lines above a text that say whose it is: "Remarks by President Kamau", "SPEECH OF PRESIDENT JOHN KAMAU".

So is the line that a readout is all quoted from: "A Downing Street spokesperson said:".
"""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.text import lowered

# How far down a heading may stand, in characters.
_HEAD = 600
# A heading in capitals: a kind of text, and by whom.
_SHOUTED = re.compile(
    r"^[^a-z\n]{0,40}\b(?:SPEECH|STATEMENT|REMARKS|ADDRESS|MESSAGE|LETTER|INTERVENTION|DOORSTEP|INTERVIEW|TRANSCRIPT)\b[^a-z\n]{0,20}"
    r" (?:BY|OF|FROM)\b[^a-z\n]{4,200}$",
    re.MULTILINE,
)
# A spokesperson's words that are the whole text, a mark at the head of each paragraph, one at the end of the last.
_QUOTED_WHOLE = re.compile(
    r"^(?:An?|The) [^\n\":]{2,80}\bspokes(?:person|man|woman)(?: for [^\n\":]{3,60})? said: *$"
    r"(?P<words>(?:\n+ *\"[^\n]+)+)",
    re.MULTILINE,
)
_OPENS = re.compile(r"^( *)\"", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:\.[^\W\d_]\b)*")
_SMALL = frozenset("of by from the and for at on in to with upon his her their its a an before after during".split())
_TITLES = frozenset("DR MR MRS MS LT COL GEN SEN HON RT REV".split())


def in_title_case(view: str) -> str:
    """A view whose headings in capitals are written as titles, character for character: so names are read in them."""
    return _SHOUTED.sub(lambda line: _WORD.sub(_titled, line[0]), view[:_HEAD]) + view[_HEAD:]


def _titled(word: re.Match[str]) -> str:
    small = lowered(word[0])
    if small in _SMALL:
        return small
    if word[0] in _acronyms() or len(word[0]) < 3 and word[0] not in _TITLES:
        return word[0]
    return word[0][0] + small[1:]


def unquoted(view: str) -> str:
    """A view without the marks of one quotation that runs through several paragraphs, character for character.

    So a readout that a spokesperson is said to give is read as one that is issued: others are told of in it.
    """
    found = _QUOTED_WHOLE.search(view, 0, len(view)) if "spokes" in view[:_HEAD] else None
    words = found["words"] if found and found.start() < _HEAD else ""
    before = [line.count('"') for line in words.split("\n") if line][:-1]
    if found is None or not before or not all(marks % 2 for marks in before):  # closed in a paragraph: many quotations
        return view
    words = _OPENS.sub(r"\1 ", words)
    at = words.rfind('"')
    words = words[:at] + " " + words[at + 1 :] if words.rstrip().endswith('"') else words
    return view[: found.start("words")] + words + view[found.end("words") :]


@cache
def _acronyms() -> frozenset[str]:
    """What the lexicon writes in capitals alone: "ASEAN", "USA"."""
    of_states = (name for state in lexicon.states() for name in state.aliases)
    of_others = (name for one in lexicon.organizations() for name in (one.name, *one.aliases))
    return frozenset(word for name in (*of_states, *of_others) for word in name.split() if word.isupper())
