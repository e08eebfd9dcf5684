"""SPARQL text -> its tokens: enough to know a query's form and what it would reach for, without running it.

Strings, IRIs and comments are single tokens, so that a word inside them is never taken for a keyword.
https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Literal

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_IN_VARIABLE = f"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_LETTER += "\U00010000-\U000effff"  # which the engine takes in names, and not in variables
_IN_NAME = rf"{_IN_VARIABLE}\U00010000-\U000effff\-"
"""The signs of names, as the engine has them: after one that is none here, an escaped `#` would begin a comment.
https://www.w3.org/TR/sparql11-query/#rPN_CHARS"""
_LOCAL = rf"[{_IN_NAME}:]|%[0-9A-Fa-f]{{2}}|\\."
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+ | \#[^\n\r]*)
    | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
    | (?P<string>\"{{3}}(?:[^"\\]|\\.|\"{{1,2}}(?!\"))*\"{{3}} | '{{3}}(?:[^'\\]|\\.|'{{1,2}}(?!'))*'{{3}}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$][{_IN_VARIABLE}]+)
    | (?P<blank>_:[{_LETTER}_0-9](?:[{_IN_NAME}.]*[{_IN_NAME}])?)
    | (?P<name>(?:[{_LETTER}](?:[{_IN_NAME}.]*[{_IN_NAME}])?)?:(?:(?:[{_LETTER}_0-9:]|%[0-9A-Fa-f]{{2}}|\\.)
               (?:(?:{_LOCAL}|\.)*(?:{_LOCAL}))?)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_PLACE = re.compile(r"error at (\d+):(\d+)")
ESCAPE = 9
"""How many signs longer an escape is than what it stands for."""
_SPACE = r"(?:[ \t\r\n]|\#[^\n\r]*+)*+"
_GRAPH = rf"(?:<[^>]*+> | [?$][{_IN_VARIABLE}]++ | [{_IN_NAME}.]*+:(?:[^ \t\r\n{{\#\\]|\\.)*+)"
_CLAUSE = re.compile(rf"service {_SPACE} (?:(?P<silent>silent) {_SPACE})? {_GRAPH} {_SPACE} \{{", re.I | re.X | re.S)
_SERVICE = re.compile("service", re.IGNORECASE)
DEPTH = 500
"""Brackets in brackets, and signs of negation before one thing, that a query has at most.

The engine goes down into each, and at some thousand its stack is full, at which its process ends.
"""
CHAIN = 50_000
"""Operators and keywords of patterns that it has at most, for the same reason: each may be inside the next."""
_OPENING, _CLOSING, _OPERATORS = (frozenset(marks) for marks in ("([{", ")]}", "!+*/|&^="))
_SERVICE_LAST = re.compile(r"service(?:silent)?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """`kind` is iri, string, variable, blank, name, language, number, word or mark; `begin` counts code points."""

    kind: str
    text: str
    begin: int

    @property
    def end(self) -> int:
        return self.begin + len(self.text)

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in order, without space and comments. Never fails: what fits nothing is a `mark`."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start())


def first_word(text: str) -> Token | None:
    """The token that follows the prologue of BASE, PREFIX and VERSION lines, None if there is none."""
    rest = iter(tokens(text))
    for token in rest:
        if token.is_word("BASE", "VERSION"):
            next(rest, None)
        elif token.is_word("PREFIX"):
            next(rest, None)
            next(rest, None)
        else:
            return token
    return None


def form(text: str) -> Form | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; None for all else."""
    token = first_word(text)
    if token is None or token.kind != "word":
        return None
    return next((known for known in FORMS if known == token.text.upper()), None)


def update(text: str) -> str | None:
    """The first keyword of an update ("INSERT", "LOAD", …), None if `text` is none."""
    token = first_word(text)
    return token.text.upper() if token is not None and token.is_word(*UPDATES) else None


def is_load(text: str) -> bool:
    """Whether `text` is one well-formed `LOAD [SILENT] <iri> [INTO GRAPH <iri>]`."""
    token = first_word(text)
    if token is None or not token.is_word("LOAD"):
        return False
    shape = " ".join(t.kind if t.kind in ("iri", "name") else t.text.upper() for t in tokens(text[token.begin :]))
    return re.fullmatch(r"LOAD( SILENT)? (iri|name)( INTO GRAPH (iri|name))?( ;)?", shape) is not None


def settled(text: str) -> str:
    """`text`, with the same lines, as the engine can read it in no other way than `tokens` does.

    The engine has no tokens: what stands before a `<` decides whether it compares. In `FILTER(1<2)SERVICE:x#>` it sees
    a service, and no IRI. So IRIs get an escape at their beginning, which no comparison can have. And prefixes that
    hold the word SERVICE get others, of the same length: after `GRAPH` it sees the name `service:x`, and we a service.
    """
    text, told, done = _without_such_prefixes(text), [], 0
    for place in _escaped(text):
        told += [text[done:place], f"\\U{ord(text[place]):08X}"]
        done = place + 1
    return "".join((*told, text[done:]))


def moved(text: str, message: str) -> str:
    """What the engine says of the settled text, with the place that it names as that in `text`."""
    found = _PLACE.search(message)
    if found is None:
        return message
    begin = -1
    for _ in range(int(found[1]) - 1):
        begin = text.find("\n", begin + 1)
    column = int(found[2])
    for place in _escaped(text):
        if begin < place < begin + column:
            column = max(place - begin, column - ESCAPE)
    return f"{message[: found.start(2)]}{column}{message[found.end(2) :]}"


def _without_such_prefixes(text: str) -> str:
    """`text` with `service` written otherwise in the prefixes that it declares, wherever they are used."""
    if "service" not in text.lower():
        return text
    other = next(name for name in (f"s{number:06}" for number in count()) if name not in text)
    found = [*tokens(text)]
    declared = {name.text.partition(":")[0] for word, name in pairwise(found) if word.is_word("PREFIX")}
    changed = list(text)
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix in declared:
            changed[token.begin : token.begin + len(prefix)] = _SERVICE.sub(other, prefix)
    return "".join(changed)


def too_deep(text: str) -> Token | None:
    """Where `text` goes deeper than the engine is to be asked to go; None for all that anybody writes."""
    if sum(map(text.count, "([{<!+-")) <= DEPTH and len(text) <= CHAIN:
        return None
    depth = run = chain = 0
    before: Token | None = None
    for token in tokens(text):
        mark = token.text if token.kind == "mark" else ""
        # A double `<` opens a triple that stands for a term.
        double = before is not None and before.text == mark and before.end == token.begin
        depth += (mark in _OPENING or (mark == "<" and double)) - (mark in _CLOSING or (mark == ">" and double))
        run = run + 1 if mark and mark in "!+-" else 0
        chain += mark in _OPERATORS or token.is_word("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "LATERAL")
        if depth > DEPTH or run > DEPTH or chain > CHAIN:
            return token
        before = token if not double else None
    return None


def _escaped(text: str) -> list[int]:
    """Where the first signs of IRIs stand that are none already."""
    iris = (token for token in tokens(text) if token.kind == "iri")
    return [iri.begin + 1 for iri in iris if iri.text[1] not in "\\>"]


def without_service(text: str) -> str | None:
    """A settled text with each SERVICE written as GRAPH, of the same length and grammar; None if it has no SERVICE.

    The engine has no parser apart from its evaluator, which would call the address: this text has the same
    syntax errors at the same places and calls nobody. Services are found wherever the engine finds them, which wants no
    space around a keyword: it takes `trueSERVICE:x {` for four.
    """
    changed = list(text)
    for clause in _services(text):
        begin = clause.start()
        changed[begin : begin + 7] = "GRAPH  "
        if clause["silent"]:
            changed[clause.start("silent") : clause.end("silent")] = " " * 6
    plain = "".join(changed)
    return plain if plain != text else None


def _services(text: str) -> Iterator[re.Match[str]]:
    for token in tokens(text):
        if token.kind in ("word", "name"):
            # What follows upon it in a name can be one itself, wherever it begins; a word ends before one.
            begun = (_SERVICE if token.kind == "name" else _SERVICE_LAST).search(token.text.partition(":")[0])
            clause = begun and _CLAUSE.match(text, token.begin + begun.start())
            if clause:
                yield clause


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of the code point at `offset`."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def names_dataset(text: str) -> bool:
    """Whether `text` says with FROM or FROM NAMED which graphs it is asked over."""
    return "from" in text.lower() and any(token.is_word("FROM") for token in tokens(text))
