"""What every reading is held to, whoever read: words that stand in the article, values of the declared types, codes
of the lists. A reading that fails is refused whole, by name: a reader that invents once is not to be trusted.
"""

from __future__ import annotations

import types
from collections.abc import Callable
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
    for name, misfit in _fields(kind):
        wrong = misfit(getattr(fact, name))
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


# What is wrong with a value, None if nothing: one for each field, made once of its declared type.
_Misfit = Callable[[Any], str | None]


@lru_cache(maxsize=64)
def _fields(kind: Any) -> tuple[tuple[str, _Misfit], ...]:
    hints = get_type_hints(kind)
    # Evidence is held to the text, span by span, before.
    names = [field.name for field in fields(kind) if field.name != "evidence"]
    return tuple((name, _misfit(hints[name], name)) for name in names)


def _misfit(hint: Any, name: str) -> _Misfit:
    """Tells why a value is not of the type `hint`, named by the field."""
    origin = get_origin(hint)
    if origin is Literal:
        return _misfit_code(get_args(hint), name)
    if origin in (types.UnionType, Union):
        inner = _misfit(next(part for part in get_args(hint) if part is not type(None)), name)
        optional = type(None) in get_args(hint)
        return lambda value: None if value is None and optional else inner(value)
    if origin is tuple:
        each = _misfit(get_args(hint)[0], name)
        return lambda value: (
            next(filter(None, map(each, value)), None) if isinstance(value, tuple) else _wrong(value, "a tuple", name)
        )
    if hint is float:
        return lambda value: (
            None if isinstance(value, int | float) and not isinstance(value, bool) else _wrong(value, "a number", name)
        )
    return _misfit_dataclass(hint, name) if is_dataclass(hint) else _misfit_plain(hint, name)


def _misfit_code(known: tuple[Any, ...], name: str) -> _Misfit:
    def misfit(value: Any) -> str | None:
        return None if value in known else f"with an unknown code in {name}: {value!r} (known: {', '.join(known)})"

    return misfit


def _misfit_plain(hint: Any, name: str) -> _Misfit:
    def misfit(value: Any) -> str | None:
        # A moment is a date to isinstance, and would be written with its hours.
        if not isinstance(value, hint) or (hint is int and isinstance(value, bool)) or isinstance(value, datetime):
            return _wrong(value, hint.__name__, name)
        return None

    return misfit


def _misfit_dataclass(hint: Any, name: str) -> _Misfit:
    def misfit(value: Any) -> str | None:
        if not isinstance(value, hint):
            return _wrong(value, hint.__name__, name)
        for part, wrong_in in _fields(hint):
            wrong = wrong_in(getattr(value, part))
            if wrong:
                return wrong
        if isinstance(value, When) and value.end < value.start:
            return f"whose {name} ends before it begins"
        return None

    return misfit


def _wrong(value: Any, wanted: str, name: str) -> str:
    return f"whose {name} is {type(value).__name__}, not {wanted}"
