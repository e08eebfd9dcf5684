"""The types of a text that is being read: sentences and mentions over a readable view.

All positions here count characters of `Document.view`; `Document.span` leads back to the article's own text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from kg.model import Article, Span

Kind = Literal["title", "header", "caption", "placeline", "label", "turn", "attribution", "boilerplate", "body"]
MentionType = Literal[
    "person", "state", "adjective", "organization", "body", "place", "venue", "date", "group", "pronoun", "agreement"
]
# Letters that `re.IGNORECASE` takes for each other beyond the two cases of each.
_ALSO = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a", "\u00e5": "\u212b"}
_FOLDED = tuple((other, letter) for letter, others in _ALSO.items() for other in others)

# Each Latin letter with a mark, and the letter without it.
_UNMARKED = {
    code: bare
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (bare := unicodedata.normalize("NFD", chr(code))[0]).isascii()
} | str.maketrans("ĐđØøŁłı", "DdOoLli")


def unmarked(words: str) -> str:
    """As many characters, the Latin letters without their marks: "Hà Nội" as "Ha Noi"."""
    return words if words.isascii() else words.translate(_UNMARKED)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of the view. `turn` is the run of the label of the turn it belongs to, `paragraph` counts from 0."""

    begin: int
    end: int
    kind: Kind
    paragraph: int
    turn: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """An article laid out for reading: `view[:title_end]` shows the title, the rest the text.

    `offsets[i]` is where the view's character i stands in its part; `dateline_city` and `dateline_date` are runs.
    """

    article: Article
    view: str
    offsets: array[int]
    title_end: int
    sentences: tuple[Sentence, ...]
    dateline_city: tuple[int, int] | None = None
    dateline_date: tuple[int, int] | None = None

    def span(self, begin: int, end: int) -> Span:
        """The run of the article under `view[begin:end]`, which must not cross from the title into the text."""
        part: Literal["text", "title"] = "title" if end <= self.title_end else "text"
        first, last = self.offsets[begin], self.offsets[end - 1] + 1
        return Span(part, first, last, self.article.part(part)[first:last])

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence in which a position of the view lies."""
        index = bisect_right(self.sentences, position, key=lambda s: s.begin) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None


@dataclass(frozen=True, slots=True)
class Office:
    """An office as written. `of` is a state's code, or an organization's or body's name; "" where none is said."""

    begin: int
    end: int
    title: str
    of: str = ""
    of_kind: str = ""
    former: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something; of a person `[begin, end)` is the noun phrase, `name` the name alone.

    `key`: a state's code, an organization's key; for a place the code of its state. `offices` belong to a person.
    """

    begin: int
    end: int
    type: MentionType
    name: str = ""
    key: str = ""
    offices: tuple[Office, ...] = field(default=())
    name_begin: int = -1
    name_end: int = -1
    definite: bool = False
    possessive: bool = False


def lowered(view: str) -> str:
    """The view in lower case, character for character: a few capitals have small forms of two characters."""
    low = view.lower()
    return low if len(low) == len(view) else "".join(c.lower() if len(c.lower()) == 1 else c for c in view)


def folded(text: str) -> str:
    """A text in small letters, character for character, in which letters are one that `re.IGNORECASE` takes for one."""
    low = lowered(text)
    for other, letter in () if low.isascii() else _FOLDED:
        low = low.replace(other, letter)
    return low


def cases(char: str) -> frozenset[str]:
    """The characters that a Latin one stands for where case is ignored."""
    return frozenset((char.lower(), char.upper(), *_ALSO.get(char.lower(), "")))


# Two family names, of which the second may stand alone: "Bhutto-Lari", but not "Al-Lari".
_DOUBLE = re.compile(r"(?!Abdel|Abdul|Ould)[A-Z][a-z]{2,}-[A-Z][a-z]{3,}")


def second_family(word: str) -> str:
    """The second of two family names that a hyphen joins, "" for all other words."""
    return word.rpartition("-")[2] if _DOUBLE.fullmatch(word) else ""
