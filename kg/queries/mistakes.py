"""What is wrong with a query, in one sentence, at its line and column, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import QueryError
from kg.store import PREFIXES

_POSITION = re.compile(r"error at (\d+):(\d+)")
_SKIPPED = re.compile(r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
_KEYWORDS = """
    SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES DISTINCT REDUCED
    ORDER GROUP HAVING LIMIT OFFSET EXISTS COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR UNDEF
"""
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def explained(sparql: str, complaint: str) -> QueryError:
    """The parser's complaint about `sparql` as an error that says where and what to do next."""
    found = _POSITION.search(complaint)
    line, column = (int(found[1]), int(found[2])) if found else (0, 0)
    what, then = _cause(sparql, complaint, line, column)
    place = f"line {line}, column {column}" if line else ""
    written = sparql.splitlines()[line - 1].strip() if 0 < line <= len(sparql.splitlines()) else ""
    if written:
        then = f"{then} The line reads: {_shortened(written)}"
    return QueryError(what, where=place, then=then, line=line, column=column)


def _cause(sparql: str, complaint: str, line: int, column: int) -> tuple[str, str]:
    bare = _SKIPPED.sub(lambda skipped: re.sub(r"[^\n]", " ", skipped[0]), sparql)
    words = re.findall(r"[A-Za-z_]+", re.sub(r"(?im)^\s*(prefix|base)\b.*$", "", bare))
    if not words:
        return "the query is empty", "Begin with SELECT, or name a question of the library."
    if "Prefix not found" in complaint and (name := _undeclared(sparql, bare)):
        known = f"Known without declaration: {', '.join(PREFIXES)}."
        return f"the prefix '{name}:' is not declared", f"Add a line PREFIX {name}: <…>. {known}"
    if "contains a variable that is unbound" in complaint:
        return "a variable in SELECT is neither grouped nor counted", "Name it in GROUP BY, or put it in an aggregate."
    if words[0].upper() in _UPDATES:
        return "the query would change the graph", "Only SELECT and ASK are answered here."
    if guess := _misspelt(bare, line):
        return f"'{guess[0]}' is no keyword of SPARQL", f"Did you mean {guess[1]}?"
    for opening, closing, name in (("{", "}", "brace"), ("(", ")", "bracket")):
        open_ones, closed = bare.count(opening), bare.count(closing)
        if open_ones > closed:
            return f"a {name} {opening} is opened and never closed", f"Add {closing}."
        if open_ones < closed:
            return f"a {name} {closing} closes nothing", f"Remove it, or open one with {opening}."
    if '"' in bare or "'" in bare:
        return "a text in quotes is not closed on its line", 'Close it with the same quote, or use """…""".'
    rest = "\n".join(bare.splitlines()[line - 1 :])[column - 1 :] if line else ""
    if line and not rest.strip():
        return "the query ends too early", "Something is missing after the last word."
    return "the query cannot be read from here on", "See that each triple before it ends with a full stop or semicolon."


def _undeclared(sparql: str, bare: str) -> str | None:
    """The first prefix that is used and declared nowhere."""
    declared = set(re.findall(r"(?i)prefix\s+([\w-]*):", sparql)) | set(PREFIXES)
    return next((used for used in re.findall(r"(?<![\w?$:])([A-Za-z][\w-]*):", bare) if used not in declared), None)


def _misspelt(bare: str, line: int) -> tuple[str, str] | None:
    """A bare word of the line in question, or the one before, that is nearly a keyword."""
    for word in _bare_words(bare, line):
        near = get_close_matches(word.upper(), _KEYWORDS.split(), n=1, cutoff=0.75)
        if near and word.upper() != near[0]:
            return word, near[0]
    return None


def _bare_words(bare: str, line: int) -> Iterator[str]:
    lines = bare.splitlines()
    for number in (line, line - 1):
        if 0 < number <= len(lines):
            yield from re.findall(r"(?<![\w?$:.-])[A-Za-z_]{3,}(?![\w:(-])", lines[number - 1])


def _shortened(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
