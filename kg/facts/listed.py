"""Documents told as the items of a list: "The following documents were signed:", and a line for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import AgreementKind, Stage
from kg.text import Sentence

_HEADING = re.compile(
    r"\b(?:documents?|agreements?|MoUs?|MOUs?|[Mm]emorand(?:a|ums)|instruments|outcomes?|texts)\b[^.;]*\b"
    r"(?P<made>signed|exchanged|adopted|concluded|finali[sz]ed|initialled|announced|to be signed|will be signed)\b"
    r"[^.;]*:$"
    r"|\b(?:signed|exchanged|adopted|concluded|witnessed) [^.;]*\b(?:documents|agreements|MoUs|MOUs|[Mm]emoranda)"
    r"[^.;]*:$"
)
_MARK = re.compile(r"(?:[-–•*·▪●]|\(?(?:\d{1,2}|[ivxl]{1,5}|[a-z])[.)]) *")
# The noun that says what a document is: the first of an item decides.
_KINDS: tuple[tuple[str, AgreementKind], ...] = (
    (r"Memorand(?:um|a)|MoUs?\b|MOUs?\b|Letters? of Intent|Declaration of Intent", "mou"),
    (r"Treaty|Convention", "treaty"),
    (r"Joint Statement|Statement|Declaration|Communiqu[eé]", "joint-statement"),
    (r"Programmes?|Programs?|Plan|Roadmap|Road Map|Strategy|Work Plan|Framework", "plan"),
    (r"Agreements?|Protocols?|Arrangements?|Contracts?|Accord|Pact|Exchange of Notes", "agreement"),
)
_KIND = re.compile("|".join(f"(?P<k{number}>{nouns})" for number, (nouns, _) in enumerate(_KINDS)), re.IGNORECASE)
# A document's noun stands near the beginning of its line, or the line tells of something else.
_NEAR = 70
# A line with a verb of its own tells something of a document, where an item only names it.
_TELLS = re.compile(
    r"\b(?:was|were|is|are|has|had|have|will|would|said|says|noted|stressed|agreed|signed an?|welcomed|discussed)\b"
)
_END = re.compile(r"[;.(]|,? between (?:the )?| signed by | \| |$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document in a list: its name at `[begin, end)` of the view, what it is, and how far it has come."""

    sentence: Sentence
    begin: int
    end: int
    kind: AgreementKind
    stage: Stage


def find(view: str, sentences: Sequence[Sentence]) -> Iterator[Item]:
    """The items after each heading that says that documents were signed, up to a line that is no document's name."""
    stage: Stage | None = None
    for sentence in sentences:
        text = view[sentence.begin : sentence.end]
        if text.endswith((":", ":\n")) and (heading := _HEADING.search(text)):
            stage = "planned" if (heading["made"] or "").endswith("be signed") else "signed"
        elif stage is not None:
            item = _item(text, sentence, stage)
            if item is None:
                stage = None
            else:
                yield item


def _item(text: str, sentence: Sentence, stage: Stage) -> Item | None:
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    noun = _KIND.search(text, begin, begin + _NEAR)
    if noun is None or not (mark or text[begin].isupper()) or _TELLS.search(text, begin):
        return None
    kind = next(kind for number, (_, kind) in enumerate(_KINDS) if noun[f"k{number}"])
    end = _END.search(text, noun.end())
    last = end.start() if end else len(text)
    return Item(sentence=sentence, begin=sentence.begin + begin, end=sentence.begin + last, kind=kind, stage=stage)
