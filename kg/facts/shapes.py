"""Shapes that the names of agreements take, read from `kg/lexicon/rules/agreement.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.facts import known, naming
from kg.facts.implied import Whose
from kg.model import AgreementKind, Stage
from kg.triggers import Triggers, compiled


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A shape that names of agreements take, and the kind it stands for.

    `source` is an expression: of the whole name, as its group `label`, or of the `head` noun alone, before and after
    which `kg.facts.naming` looks for the rest. `needs` is what the words beside it must give, else it names nothing: a
    stage, one that makes it ("fresh"), a party, whose it is and a stage, or that it is said to be theirs ("held"), a
    stage and two parties ("both"), the same of a noun that may stand alone ("made"), two parties beside it ("two")
    or in the name itself, or whose it is at all ("owner"). `default` is the stage where
    they give none. What else a row may ask stands in the lexicon's file.
    """

    id: str
    kind: AgreementKind
    source: str
    needs: Literal["", "stage", "fresh", "party", "both", "two-in-name", "held", "owner", "made", "two"]
    default: Stage
    head: bool = False
    before: str = ""
    after: str = ""
    marks: str = ""
    lead: str = ""
    never: str = ""
    told: Literal["", "more", "topic"] = ""

    @property
    def regex(self) -> re.Pattern[str]:
        return compiled(self.source)

    def names(self, text: str, *, headline: bool = False) -> Iterator[tuple[int, int]]:
        """Where names of this shape stand in a sentence; in a `headline` all words have capitals."""
        if not self.head:
            yield from (found.span("label") for found in self.regex.finditer(text))
            return
        capitals = self.before == "capitals"
        for phrase in naming.phrases(self.regex, text, capitals=capitals, ends=self.after, headline=headline):
            if self._fits(text, phrase):
                yield phrase.begin, phrase.end

    def _fits(self, text: str, phrase: naming.Phrase) -> bool:
        """Whether what stands before and after a head noun is as the shape wants it."""
        dated = naming.dated(text, phrase.begin) < phrase.begin
        if self.told == "more" and not (phrase.told or dated) or self.told == "topic" and phrase.end == phrase.tail:
            return False
        if self.never and any(compiled(self.never).match(text, at) for at in (phrase.end, phrase.tail)):
            return False
        if self.marks and not compiled(self.marks).search(text, phrase.begin, phrase.end):
            return False
        return not self.lead or bool(compiled(self.lead).search(text, 0, phrase.begin))

    def holds(self, *, firm: bool, stage: Stage, whose: Whose) -> bool:
        """Whether the words beside a name give what it needs: a stage that is `firm`, parties that are named."""
        if self.needs == "fresh":
            return firm and stage not in ("in-force", "ended")
        if self.needs in ("stage", "both", "made") and not firm:
            return False
        if self.needs == "held":
            return len(whose.actors) > 0 and (firm or whose.named)
        if self.needs == "two-in-name":
            return whose.within > 1
        if self.needs == "owner":
            return bool(whose.actors)
        if self.needs in ("both", "made", "two"):
            return whose.named and len(whose.actors) > 1
        # One state beside a council or a commission makes it one of its own.
        alone = len(whose.actors) == 1 and whose.actors[0].kind == "state"
        return self.needs != "party" or whose.named and not alone


@cache
def shapes() -> tuple[Shape, ...]:
    """`kg/lexicon/rules/agreement.toml`, compiled, in order."""
    table = naming.table()
    told = {**table["classes"], **{name: table["words"][name] for name in ("end", "list", "joined")}}
    words = {name: "|".join(values) for name, values in told.items()}
    words["initiative"] = "|".join(map(re.escape, known.initiatives()))
    words["known"] = "|".join(map(re.escape, known.others()))
    return tuple(_shape(row, words) for row in table["rule"])


def _shape(row: Mapping[str, Any], words: Mapping[str, str]) -> Shape:
    if heads := row.get("heads"):
        source = rf"(?<![\w-])(?:{heads})(?![\w-])"
    else:
        source = re.sub(r"<([\w-]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], row["pattern"])
        source = source.replace("<CAP>", naming.CAPITAL)
    return Shape(
        id=row["id"], kind=row["give"]["kind"], source=source, needs=row.get("needs", ""),
        default=row.get("stage", "in-force"), head=bool(heads), before=row.get("before", ""),
        after=row.get("after", ""), marks=row.get("marks", ""), lead=row.get("lead", ""), never=row.get("never", ""),
        told=row.get("told", ""),
    )  # fmt: skip


@cache
def triggers() -> Triggers:
    """What tells at once which shapes may match in a sentence, by their numbers in `shapes()`."""
    return Triggers(shape.source for shape in shapes())
