"""A query -> the variables that a BIND or FILTER names where they have no value: valid SPARQL that finds nothing.

Braces are answered by themselves, then joined with what stands around them. So what is bound around them is not known
in them; only a FILTER of an OPTIONAL, and what EXISTS asks, look outside. https://www.w3.org/TR/sparql11-query/#bottomup
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.store.tokens import Token, position, tokens

MOST = 3
"""Sentences that are told of one query."""
_KINDS = {"OPTIONAL", "MINUS", "EXISTS", "CONSTRUCT"}


@dataclass(frozen=True)
class _Test:
    """A FILTER or BIND, the variables that it names, and those bound before it in its group."""

    word: Token
    names: tuple[str, ...]
    before: frozenset[str]


@dataclass(eq=False)
class _Group:
    """What stands in braces. `bound` are the variables that may have a value in it."""

    kind: str
    above: _Group | None = None
    bound: set[str] = field(default_factory=set)
    tests: list[_Test] = field(default_factory=list)
    takes_all: bool = True

    def missed(self, test: _Test) -> Iterator[tuple[str, str]]:
        """The names that have no value in the test, with where they would have one."""
        seen = test.before if test.word.is_word("BIND") else self.bound
        if self.kind == "OPTIONAL" and self.above is not None and test.word.is_word("FILTER"):
            seen = seen | self.above.bound
        for name in test.names:
            if name not in seen and name in self.bound:
                yield name, "behind"
            elif name not in seen and any(name in group.bound for group in self._around()):
                yield name, "outside"

    def _around(self) -> Iterator[_Group]:
        group = self.above
        while group is not None:
            if group.kind not in ("", "SELECT"):  # what these name, they do not bind
                yield group
            group = group.above


def unreached(text: str) -> list[str]:
    """A sentence for each variable of a BIND or FILTER that is bound elsewhere in the query, and not there."""
    upper = text.upper()
    if ("FILTER" not in upper or text.count("{") < 2) and "BIND" not in upper:
        return []
    found = tuple(tokens(text))
    if any(token.is_word("LATERAL") for token in found):
        return []  # which lets its group look outside
    told = [
        _told(name, where, test.word, position(text, test.word.begin)[0])
        for group in _groups(found)
        for test in group.tests
        for name, where in group.missed(test)
    ]
    return list(dict.fromkeys(told))[:MOST]


def _told(name: str, where: str, word: Token, line: int) -> str:
    test = word.text.upper()
    if where == "behind":
        return f"`{name}` has no value yet in the {test} of line {line}: write the {test} behind what binds it."
    return (
        f"`{name}` has no value in the {test} of line {line}: it is bound outside the braces, which are answered by "
        f"themselves. Write the {test} outside, or bind `{name}` inside too."
    )


def _groups(found: Sequence[Token]) -> list[_Group]:
    here, told, at = _Group(""), list[_Group](), 0
    while at < len(found):
        token = found[at]
        if token.is_word("FILTER", "BIND", "HAVING"):
            at = _take_test(found, at, here)
            continue
        if token.is_word("SELECT") and here.kind:
            here.kind = "SELECT"
            after = [one.text.upper() for one in found[at + 1 : at + 3]]
            here.takes_all = "*" in (after[:1] if after[:1] != ["DISTINCT"] and after[:1] != ["REDUCED"] else after)
        elif token.kind == "variable":
            here.bound.add(_name(token))
        elif token.kind == "mark" and token.text == "{":
            kind, names = _opened(found, at)
            if kind in ("EXISTS", "CONSTRUCT", "VALUES"):
                at = _closing(found, at)
            else:
                here = _Group(kind, here, names)
                told.append(here)
        elif token.kind == "mark" and token.text == "}" and here.above is not None:
            closed, here = here, here.above
            if closed.kind != "MINUS" and here.takes_all:
                here.bound |= closed.bound
        at += 1
    return told


def _opened(found: Sequence[Token], at: int) -> tuple[str, set[str]]:
    """What kind of group the brace there begins, and the variable that its GRAPH binds."""
    before = found[max(0, at - 2) : at]
    last = before[-1] if before else None
    if last is not None and last.kind == "word" and last.text.upper() in _KINDS:
        return last.text.upper(), set()
    if len(before) == 2 and before[0].is_word("GRAPH"):
        return "GRAPH", {_name(token) for token in before[1:] if token.kind == "variable"}
    if last is not None and last.kind == "variable" and before[0].is_word("VALUES"):
        return "VALUES", set()
    if last is not None and last.text == ")":
        begin = next((place for place in range(at - 1, -1, -1) if found[place].text == "("), 0)
        if begin and found[begin - 1].is_word("VALUES"):
            return "VALUES", set()
    return "GROUP", set()


def _take_test(found: Sequence[Token], at: int, here: _Group) -> int:
    """Note the test that begins there; the index behind it."""
    word, end = found[at], at + 1
    while end < len(found) and found[end].text not in ("(", "{", "}"):
        end += 1
    if end == len(found) or found[end].text != "(":
        return end  # FILTER EXISTS { … }
    names, depth, bound = dict[str, None](), 0, ""
    for place in (places := iter(range(end, len(found)))):
        token = found[place]
        if token.kind == "mark" and token.text == "{":  # of an EXISTS
            end = _closing(found, place)
            for _ in range(end - place):
                next(places, None)
        elif token.kind == "mark" and token.text in "()":
            depth += 1 if token.text == "(" else -1
        elif token.kind == "variable" and depth == 1 and found[place - 1].is_word("AS"):
            bound = _name(token)
        elif token.kind == "variable":
            names[_name(token)] = None
        end = max(end, place + 1)
        if not depth:
            break
    if not word.is_word("HAVING"):
        here.tests.append(_Test(word, tuple(names), frozenset(here.bound) if word.is_word("BIND") else frozenset()))
    if bound:
        here.bound.add(bound)
    return end


def _closing(found: Sequence[Token], at: int) -> int:
    """The index of the brace that closes the one there."""
    depth = 0
    for place in range(at, len(found)):
        if found[place].kind == "mark":
            depth += {"{": 1, "}": -1}.get(found[place].text, 0)
        if not depth:
            return place
    return len(found) - 1


def _name(token: Token) -> str:
    return f"?{token.text[1:]}"
