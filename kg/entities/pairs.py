"""The states that an article is about: those whose flags it shows, those of which it speaks again, and most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from kg import lexicon
from kg.model import Article
from kg.text import Mention

# A flag is two regional indicators, which stand for the letters of a code of ISO 3166-1.
_FIRST, _LAST = "\U0001f1e6", "\U0001f1ff"
_FLAG = re.compile(f"[{_FIRST}-{_LAST}]{{2}}")


def flagged(article: Article) -> tuple[str, ...]:
    """The codes of the states whose flags stand in an article, each once, in order: a post's "🇳🇴🇰🇪"."""
    flags = _FLAG.findall(f"{article.title or ''} {article.text}")
    codes = ("".join(chr(ord(sign) - ord(_FIRST) + ord("A")) for sign in flag) for flag in flags)
    return tuple(dict.fromkeys(code for code in codes if code in lexicon.state_codes()))


def counted(names: Sequence[Mention]) -> Counter[str]:
    """How often an article names each state, by its name or its adjective."""
    return Counter(m.key for m in names if m.type in ("state", "adjective"))


def spoken_of(names: Sequence[Mention]) -> tuple[str, ...]:
    """The codes of the states that an article names twice or more, by their names or their adjectives."""
    return tuple(code for code, count in counted(names).items() if count > 1)


def dominant(names: Sequence[Mention], title_end: int, reported_from: str) -> str:
    """The code of the state of which an article speaks most, "" where none stands out.

    It is named three times or more, and twice as often as any other, or the headline begins with its name. `title_end`
    is where the headline ends, `reported_from` the code of the dateline's state.
    """
    told = counted(names).most_common(2)
    if not told or told[0][1] < 3:
        return ""
    code = told[0][0]
    second = told[1][1] if len(told) > 1 else 0
    heads = names[0].type == "state" and names[0].key == code and names[0].begin < title_end
    led = heads and told[0][1] > second and reported_from in ("", code)
    return code if led or told[0][1] >= 2 * second else ""


def other(pair: Sequence[str], served: Collection[str]) -> str:
    """Of two states the one of which no official is known, where the other's are; "" in all other cases."""
    left = [code for code in pair if code not in served]
    return left[0] if len(pair) == 2 and len(left) == 1 else ""
