"""SPARQL text -> its tokens: enough to know a query's form and what it would reach for, without running it.

Strings, IRIs and comments are single tokens, so that a word inside them is never taken for a keyword.
https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_TOKEN = re.compile(
    r"""
      (?P<space>\s+ | \#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w.:\-]|%[0-9A-Fa-f]{2}|\\.)*
               (?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))?)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


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


def without_service(text: str) -> str | None:
    """`text` with each SERVICE written as GRAPH, of the same length and grammar; None if it has no SERVICE.

    The engine has no parser apart from its evaluator, which would call the address: this text has the same
    syntax errors at the same places and calls nobody.
    """
    if "service" not in text.lower():
        return None
    found = tuple(tokens(text))
    changed = list(text)
    for token, following in zip(found, (*found[1:], None), strict=False):
        if not token.is_word("SERVICE"):
            continue
        changed[token.begin : token.begin + 7] = "GRAPH  "
        if following is not None and following.is_word("SILENT"):
            changed[following.begin : following.begin + 6] = " " * 6
    plain = "".join(changed)
    return plain if plain != text else None


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of the code point at `offset`."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def names_dataset(text: str) -> bool:
    """Whether `text` says with FROM or FROM NAMED which graphs it is asked over."""
    return "from" in text.lower() and any(token.is_word("FROM") for token in tokens(text))
