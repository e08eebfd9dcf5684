"""Quotations: those that go on over paragraphs, and whom a sentence credits with the words that it quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from kg.facts.clauses import Clause, clauses
from kg.facts.speaking import open_after, quotation_marks
from kg.text import Sentence

# No statement that is quoted whole has more paragraphs; a mark that nobody closes would give the rest to one speaker.
_MOST_PARAGRAPHS = 12
_CLOSED = re.compile(r'[,.?!…-]" ?$')


def quoted_over_paragraphs(view: str, sentences: Sequence[Sentence]) -> Mapping[int, int]:
    """The first and the last sentence, by number, of quotations that one paragraph opens and a later one closes.

    Where each paragraph opens the quotation anew, as papers have it, each is a quotation of its own.
    """
    found: dict[int, int] = {}
    paragraphs = [
        [number for number, _ in several]
        for _, several in groupby(enumerate(sentences), key=lambda one: (one[1].kind, one[1].paragraph))
    ]
    at = 0
    while at < len(paragraphs):
        closing = _closing(view, sentences, paragraphs, at)
        if closing:
            opens = next(n for n in reversed(paragraphs[at]) if '"' in _words(view, sentences[n]))
            closes = next(n for n in paragraphs[at + closing] if '"' in _words(view, sentences[n]))
            found[opens] = closes
        at += closing or 1
    return found


def _closing(view: str, sentences: Sequence[Sentence], paragraphs: Sequence[Sequence[int]], at: int) -> int:
    """How many paragraphs on the quotation is closed that the one at `at` opens; 0 where it is not."""

    def body(several: Sequence[int]) -> str:
        first, last = sentences[several[0]], sentences[several[-1]]
        return view[first.begin : last.end] if first.kind == "body" else ""

    if not open_after(body(paragraphs[at]), False):
        return 0
    for number, several in enumerate(paragraphs[at + 1 : at + _MOST_PARAGRAPHS], 1):
        words = body(several)
        if not words:
            return 0
        if '"' in words:
            mark, opens = next(quotation_marks(words, True))
            return number if mark and not opens and words[mark - 1] in ".,?!…'" else 0
    return 0


def _words(view: str, sentence: Sentence) -> str:
    return view[sentence.begin : sentence.end]


def crediting(text: str, masked: str) -> Clause | None:
    """The clause behind a quotation that says whose it is, whatever its verb: ""…," said Jo Lima", ""…," she fumed".

    `text` is a skeleton's, `masked` the same with its quotation blanked out.
    """
    for clause in clauses(masked):
        if clause.subject is None or not clause.verbs.tense or clause.kind not in ("main", "inserted", "coordinate"):
            continue
        before = text[: min(clause.subject[0], clause.verbs.begin)]
        if _CLOSED.search(before):
            return clause
    return None
