"""Shapes that the names of agreements take, read from `kg/lexicon/rules/agreement.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from kg.facts import known
from kg.facts.implied import Whose
from kg.model import AgreementKind, Stage
from kg.triggers import Triggers, compiled

_CAP = r"\b(?:(?:[A-Z]\.){2,}|[A-Z\u00c0-\u00de][\w'’]*(?:-[A-Z][\w'’]*)*)"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A shape that names of agreements take: `source` is an expression with a group `label`, the kind it stands for.

    `needs` is what the words beside it must give, else it names nothing: a stage, one that makes it ("fresh"), a
    party, a stage or a party ("held"), a stage and two parties ("both"), two parties in the name itself, or whose it
    is at all ("owner"). `default` is the stage where they give none.
    """

    id: str
    kind: AgreementKind
    source: str
    needs: Literal["", "stage", "fresh", "party", "both", "two-in-name", "held", "owner"]
    default: Stage

    @property
    def regex(self) -> re.Pattern[str]:
        return compiled(self.source)

    def holds(self, *, firm: bool, stage: Stage, whose: Whose) -> bool:
        """Whether the words beside a name give what it needs: a stage that is `firm`, parties that are named."""
        if self.needs == "fresh":
            return firm and stage not in ("in-force", "ended")
        if self.needs in ("stage", "both") and not firm:
            return False
        if self.needs == "held":
            return firm or whose.named and len(whose.actors) > 0
        if self.needs == "two-in-name":
            return whose.within > 1
        if self.needs == "owner":
            return bool(whose.actors)
        if self.needs == "both":
            return whose.named and len(whose.actors) > 1
        # One state beside a council or a commission makes it one of its own.
        alone = len(whose.actors) == 1 and whose.actors[0].kind == "state"
        return self.needs != "party" or whose.named and not alone


@cache
def shapes() -> tuple[Shape, ...]:
    """`kg/lexicon/rules/agreement.toml`, compiled, in order."""
    with (files("kg.lexicon") / "rules" / "agreement.toml").open("rb") as source:
        table = tomllib.load(source)
    words = {name: "|".join(values) for name, values in table.get("classes", {}).items()}
    words["initiative"] = "|".join(map(re.escape, known.initiatives()))
    words["known"] = "|".join(map(re.escape, known.others()))
    out = []
    for row in table["rule"]:
        pattern = re.sub(
            r"<([\w-]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], row["pattern"]
        ).replace("<CAP>", _CAP)
        out.append(
            Shape(
                id=row["id"],
                kind=row["give"]["kind"],
                source=pattern,
                needs=row.get("needs", ""),
                default=row.get("stage", "in-force"),
            )
        )
    return tuple(out)


@cache
def triggers() -> Triggers:
    """What tells at once which shapes may match in a sentence, by their numbers in `shapes()`."""
    return Triggers(shape.source for shape in shapes())
