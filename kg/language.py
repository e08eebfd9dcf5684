"""Whether a text is in English. The rules read nothing else, and would find chance likenesses in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

ENGLISH = frozenset(
    "the of and to in a that is was for on with as by at from his her their it be are were has have had said this "
    "which an will would not but he she they we who its been".split()
)
"""The words that English cannot do without: of running text they are a quarter to a half."""
SURELY = 0.2
"""The share of those words from which on a text is English: in other languages they are a tenth at most."""
FEWEST = 20
"""Words below which nothing is said: a caption, a list of names."""
HARDLY = 0.01
"""The probability of English, as the detector has it, above which a text stays: old print that a machine has misread is
English too."""
SHORTEST = 3
"""The mean length of words below which they are none: in old print that a machine has read, letters stand apart."""
LOOKED_AT = 4_000
"""Characters at the beginning of a text that are looked at."""
_LATIN = "\u024f"
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str:
    """The ISO 639-1 code of the language that `text` is surely in instead of English, else "".

    A text of a few words is judged only where it is written in another script.
    """
    begin = text[:LOOKED_AT]
    words = _WORD.findall(begin.lower())
    if len(words) < FEWEST:
        return _detected(begin, 1.0) if sum(letter > _LATIN for letter in begin) > len(begin) / 3 else ""
    if sum(map(len, words)) < SHORTEST * len(words):
        return ""
    return "" if sum(word in ENGLISH for word in words) >= SURELY * len(words) else _detected(begin, HARDLY)


def _detected(text: str, english: float) -> str:
    """The likeliest language, where the probability of English is at most `english`."""
    ranked = _detector().rank(text)
    likeliest = str(ranked[0][0])
    return likeliest if likeliest != "en" and dict(ranked)["en"] <= english else ""


@cache
def _detector() -> Any:
    """Takes most of a second to load, so only the first text in doubt asks for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Those with a code of two letters: among near relatives no language would be certain.
    detector.set_languages([code for code in detector.labels if len(code) == 2])
    return detector
