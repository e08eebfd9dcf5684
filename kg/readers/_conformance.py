"""What every reading is held to, whoever read: words that stand in the article, values of the declared types, codes
of the lists. A reading that fails is refused whole, by name: a reader that invents once is not to be trusted.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kg.errors import FactError
from kg.model import (
    Agreement,
    Appearance,
    Fact,
    Meeting,
    Position,
    Reading,
    Relation,
    Span,
    StatedPrinciple,
    Statement,
    When,
)

KINDS = (Appearance, Position, Meeting, Agreement, Statement, StatedPrinciple, Relation)


def check(reading: Reading) -> Reading:
    """`reading` as it is, if all of its facts conform; raises FactError for the first that does not."""
    for fact in reading.facts:
        for span in fact.evidence:
            _check_span(reading, span, type(fact).__name__)
        fault = _fault(fact)
        if fault:
            _refuse(reading, fact.evidence[0], f"a fact ({type(fact).__name__}) {fault}")
    for skipped in reading.skipped:
        _check_span(reading, skipped.span, "Skipped")
    return reading


def _check_span(reading: Reading, span: Span, kind: str) -> None:
    if not isinstance(span, Span) or span.part not in ("text", "title"):
        raise FactError(f"The reader {reading.reader} made a fact ({kind}) without a span", where=_article(reading))
    whole = reading.article.part(span.part)
    if type(span.begin) is not int or type(span.end) is not int or not 0 <= span.begin < span.end <= len(whole):
        _refuse(reading, span, f"a fact ({kind}) whose span lies outside the {span.part} of {len(whole)} characters")
    there = whole[span.begin : span.end]
    if span.quote != there:
        _refuse(
            reading,
            span,
            f"a fact ({kind}) with words that do not stand there: {span.quote[:80]!r}, not {there[:80]!r}",
        )


def _refuse(reading: Reading, span: Span, what: str) -> None:
    place = f"{_article(reading)}, {span.part} {span.begin}-{span.end}"
    raise FactError(f"The reader {reading.reader} made {what}", where=place)


def _article(reading: Reading) -> str:
    return f"article {reading.article.id}"


def _fault(fact: Fact) -> str | None:
    """What is wrong with a fact beside its evidence; None for a good one."""
    if type(fact) not in KINDS:
        return "that is no kind of fact of kg.model"
    kind: Any = type(fact)
    for name, hint in _hints(kind):
        wrong = _misfit(getattr(fact, name), hint, name)
        if wrong:
            return wrong
    if not 0 < fact.score <= 1:
        return f"with the score {fact.score}, outside (0, 1]"
    if isinstance(fact, Meeting) and not fact.participants:
        return "without participants"
    if isinstance(fact, Agreement) and not any(label.strip() for label in fact.labels):
        return "without a label"
    if isinstance(fact, Relation) and not (fact.a.kind == fact.b.kind == "state" and fact.a.key < fact.b.key):
        return "that is not between two states in the order of their codes"
    return None


@lru_cache(maxsize=64)
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    # Evidence is held to the text, span by span, before.
    return tuple((field.name, hints[field.name]) for field in fields(kind) if field.name != "evidence")


def _misfit(value: Any, hint: Any, name: str) -> str | None:
    """Why `value` is not of the type `hint`, named by the field; None if it is."""
    origin = get_origin(hint)
    if origin is Literal:
        known = get_args(hint)
        return None if value in known else f"with an unknown code in {name}: {value!r} (known: {', '.join(known)})"
    if origin in (types.UnionType, Union):
        if value is None and type(None) in get_args(hint):
            return None
        return _misfit(value, next(part for part in get_args(hint) if part is not type(None)), name)
    if origin is tuple:
        if not isinstance(value, tuple):
            return _wrong(value, "a tuple", name)
        return next(filter(None, (_misfit(part, get_args(hint)[0], name) for part in value)), None)
    return _misfit_plain(value, hint, name)


def _misfit_plain(value: Any, hint: type, name: str) -> str | None:
    if hint is float:
        return (
            None if isinstance(value, int | float) and not isinstance(value, bool) else _wrong(value, "a number", name)
        )
    # A moment is a date to isinstance, and would be written with its hours.
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)) or isinstance(value, datetime):
        return _wrong(value, hint.__name__, name)
    if is_dataclass(hint):
        for part, kind in _hints(hint):
            wrong = _misfit(getattr(value, part), kind, part)
            if wrong:
                return wrong
    if isinstance(value, When) and value.end < value.start:
        return f"whose {name} ends before it begins"
    return None


def _wrong(value: Any, wanted: str, name: str) -> str:
    return f"whose {name} is {type(value).__name__}, not {wanted}"
