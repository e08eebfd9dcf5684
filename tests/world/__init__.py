"""A small world of constructed articles: what questions are asked of in the tests, in golden tables and in peers.

`cast.toml` names the actors; each further file is one article with its text and the facts that a careful reader finds
in it, each with the words that say it. `readings` puts the four articles of `tests/scene.py` beside them.
"""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import (
    Actor,
    Agreement,
    Article,
    Fact,
    Meeting,
    Participation,
    Position,
    Reading,
    Relation,
    StatedPrinciple,
    Statement,
    When,
)
from tests import scene

HERE = Path(__file__).parent
Row = Mapping[str, Any]


@cache
def cast() -> Mapping[str, Actor]:
    """The actors of `cast.toml` by name. A person or body has the state served, a state or organization its key."""
    table = tomllib.loads((HERE / "cast.toml").read_text("utf-8"))
    found: dict[str, Actor] = {}
    for kind, names in table.items():
        for name, code in names.items():
            known = {"country": code} if kind in ("person", "body") else {"key": code}
            found[name] = Actor(kind=kind, name=name, **known)
    return found


def readings() -> tuple[Reading, ...]:
    """All articles of this folder with their facts, in the order of their file names, after those of the scene."""
    paths = sorted(path for path in HERE.glob("*.toml") if path.name != "cast.toml")
    return (*scene.readings(), *(_reading(tomllib.loads(path.read_text("utf-8"))) for path in paths))


def _reading(table: Row) -> Reading:
    article = Article(
        id=table["id"],
        title=table["title"],
        date=table["date"],
        outlet=table["outlet"],
        text=table["text"].strip(),
        url=f"https://example.org/{table['id']}",
    )
    facts: list[Fact] = [scene.appears(article, actor, *_short(actor)) for actor in _named(article.text)]
    for kind, make in _MAKERS.items():
        for row in table.get(kind, ()):
            facts.append(make(row, evidence=scene.said(article, row["says"]), rule=f"{kind}.world"))
    return scene.reading(article, *facts)


def _named(text: str) -> Iterator[Actor]:
    return (actor for name, actor in cast().items() if name in text)


def _short(actor: Actor) -> tuple[str, ...]:
    """The surname, by which articles also name a person."""
    return (actor.name.split()[-1],) if actor.kind == "person" else ()


def _actors(row: Row, key: str) -> tuple[Actor, ...]:
    return tuple(cast()[name] for name in row.get(key, ()))


def _when(value: str | None) -> When | None:
    """`2021`, `2021-03`, `2021-03-10` or `2021-03-08/2021-03-10` as an interval."""
    if value is None:
        return None
    first, _, last = value.partition("/")
    parts = [int(part) for part in first.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    precision = ("year", "month", "day")[len(parts) - 1]
    if last:
        end = date.fromisoformat(last)
    elif precision == "day":
        end = date(year, month, day)
    else:
        month_end = month if precision == "month" else 12
        end = date(year, month_end, calendar.monthrange(year, month_end)[1])
    return When(start=date(year, month, day), end=end, precision=precision)  # type: ignore[arg-type]


def _participation(text: str) -> Participation:
    """`name`, `name: role` or `name: role, office`."""
    name, _, part = text.partition(": ")
    role, _, office = part.partition(", ")
    return Participation(actor=cast()[name], role=role or "participant", office=office or None)  # type: ignore[arg-type]


def _meeting(row: Row, **ground: Any) -> Fact:
    return Meeting(
        kind=row["kind"],
        status=row["status"],
        participants=tuple(_participation(one) for one in row["who"]),
        when=_when(row.get("when")),
        city=row.get("city"),
        country=row.get("country"),
        venues=tuple(row.get("venues", ())),
        sidelines_of=row.get("sidelines_of"),
        **ground,
    )


def _agreement(row: Row, **ground: Any) -> Fact:
    return Agreement(
        labels=tuple(row["labels"]),
        kind=row["kind"],
        stage=row["stage"],
        parties=_actors(row, "parties"),
        level=row.get("level"),
        change=row.get("change"),
        when=_when(row.get("when")),
        signers=_actors(row, "signers"),
        **ground,
    )


def _statement(row: Row, **ground: Any) -> Fact:
    return Statement(
        speakers=_actors(row, "speakers"),
        act=row["act"],
        on_behalf=_actors(row, "on_behalf"),
        addressees=_actors(row, "to"),
        stance=row.get("stance"),
        **ground,
    )


def _principle(row: Row, **ground: Any) -> Fact:
    return StatedPrinciple(
        concept=row["concept"],
        speakers=_actors(row, "speakers"),
        on_behalf=_actors(row, "on_behalf"),
        verb=row.get("verb"),
        stance=row.get("stance", "support"),
        **ground,
    )


def _position(row: Row, **ground: Any) -> Fact:
    return Position(person=cast()[row["person"]], title=row["title"], of=cast()[row["of"]], **ground)


def _relation(row: Row, **ground: Any) -> Fact:
    one, other = sorted(_actors(row, "between"), key=lambda actor: actor.key)
    established = _when(row["established"])
    assert established
    return Relation(a=one, b=other, established=established, **ground)


_MAKERS: Mapping[str, Callable[..., Fact]] = {
    "meeting": _meeting,
    "agreement": _agreement,
    "statement": _statement,
    "principle": _principle,
    "position": _position,
    "relation": _relation,
}
