"""A query the engine refused -> line, column and one sentence that helps.

The engine names what it expected; people need to hear what they did: an unknown prefix, a missing brace, a
misspelt keyword or function. The command line, the notebook and the endpoint all say it in these words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.errors import QueryError
from kg.queries.habits import slip
from kg.store import PREFIXES
from kg.store.tokens import (
    CHAIN,
    DEPTH,
    FORMS,
    Token,
    first_word,
    form,
    position,
    tokens,
    too_deep,
    update,
)

TERMS = ("variable", "iri", "name", "blank")
PAIRS: Mapping[str, str] = MappingProxyType({"}": "{", ")": "(", "]": "["})
_KEYWORDS = """
    SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED AS GROUP BY HAVING ORDER ASC DESC
    LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH UNION MINUS FILTER BIND SERVICE SILENT EXISTS NOT IN LATERAL SEPARATOR
    A TRUE FALSE VERSION
"""
_UPDATING = "INSERT DELETE DATA WITH USING CLEAR DROP CREATE ADD MOVE COPY LOAD TO INTO ALL DEFAULT"
_FUNCTIONS = """
    STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
    ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT ADJUST TRIPLE SUBJECT PREDICATE OBJECT
    ISTRIPLE LANGDIR HASLANG HASLANGDIR STRLANGDIR
"""
KEYWORDS = frozenset(_KEYWORDS.split())
UPDATING = frozenset(_UPDATING.split())
FUNCTIONS = frozenset(_FUNCTIONS.split())
COMMON = (
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
)


_TOO_DEEP = (
    f"This goes too deep: brackets may stand in one another {DEPTH} times, and {CHAIN:,} operators in one query. "
    "Write a long choice as VALUES or IN, and a long chain as several queries."
)


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Where a query is wrong (from 1), the sentence that says how, and what to write instead, "" where that depends."""

    line: int
    column: int
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True)
class _Told:
    """`offset` is None where the engine knows the place."""

    offset: int | None
    sentence: str
    suggestion: str = ""


def explained(text: str, message: str) -> QueryError:
    """The mistake as an error that shows the line in question."""
    told = explain(text, message)
    written = [*text.splitlines(), ""][max(0, told.line - 1)].strip()
    return QueryError(
        told.sentence.removesuffix("."),
        where=f"line {told.line}, column {told.column}" if told.line else "",
        then=f"The line reads: {written if len(written) <= 100 else written[:99] + '…'}" if written else "",
        line=told.line,
        column=told.column,
    )


def explain(text: str, message: str, *, updates: bool = False) -> Mistake:
    """The mistake in `text`, a query or, with `updates`, an update, that the engine refused with `message`."""
    if (deep := too_deep(text)) is not None:
        line, column = position(text, deep.begin)
        return Mistake(line=line, column=column, sentence=_TOO_DEEP)
    found = tuple(tokens(text))
    told = (
        (None if updates else _turtle(found) or _no_query(text))
        or _open_quote(found)
        or (None if updates else _slipped(found))
        or _misspelt(found, KEYWORDS | UPDATING if updates else KEYWORDS)
        or _unknown_prefix(found)
        or _unclosed(text, found)
        or _short_triple(found)
        or _not_grouped(found, message)
    )
    place = re.search(r"error at (\d+):(\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    if told is None:
        return Mistake(line=line, column=column, sentence=_unexpected(text, found, message, line, column))
    if told.offset is not None:
        line, column = position(text, told.offset)
    return Mistake(line=line, column=column, sentence=told.sentence, suggestion=told.suggestion)


def _turtle(found: tuple[Token, ...]) -> _Told | None:
    """Prefix lines as Turtle writes them, which hide how the query begins."""
    told = slip(found)
    return _Told(told[0], told[1].sentence, told[1].instead) if told and "PREFIX" in told[1].shape.pattern else None


def _slipped(found: tuple[Token, ...]) -> _Told | None:
    told = slip(found)
    return _Told(told[0], told[1].sentence, told[1].instead) if told else None


def _no_query(text: str) -> _Told | None:
    word = first_word(text)
    if word is None:
        return _Told(len(text), "The query is empty: begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    if form(text):
        return None
    if changed := update(text):
        return _Told(
            word.begin, f"`{changed}` begins an update, and only queries are answered here: use SELECT or ASK."
        )
    near = difflib.get_close_matches(word.text.upper(), (*FORMS, "PREFIX", "BASE"), 1, 0.6)
    advice = f": did you mean `{near[0]}`?" if near else ": begin with SELECT, ASK, CONSTRUCT or DESCRIBE."
    return _Told(word.begin, f"`{word.text[:40]}` does not begin a query{advice}", *near)


def _misspelt(found: tuple[Token, ...], keywords: frozenset[str]) -> _Told | None:
    for token, following in zip(found, (*found[1:], None), strict=True):
        if token.kind != "word" or token.text.upper() in keywords | FUNCTIONS:
            continue
        called = following is not None and following.text == "("
        near = difflib.get_close_matches(token.text.upper(), sorted(FUNCTIONS | keywords), 1, 0.6)
        advice = f"Did you mean `{near[0]}`?" if near else "A variable begins with `?`, a name has a prefix, as `bi:`."
        kind = "function" if called else "word"
        return _Told(token.begin, f"`{token.text[:40]}` is no {kind} of SPARQL. {advice}", *near)
    return None


def _unknown_prefix(found: tuple[Token, ...]) -> _Told | None:
    known = set(PREFIXES)
    for before, token in zip((None, *found[:-1]), found, strict=True):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.is_word("PREFIX"):
            known.add(prefix)
        elif prefix not in known:
            iri = dict(COMMON).get(prefix, "…")
            ours = f" Known without that: {', '.join(f'{one}:' for one in PREFIXES)}." if iri == "…" else ""
            line = f"PREFIX {prefix}: <{iri}>"
            instead = "" if iri == "…" else line
            return _Told(token.begin, f"The prefix `{prefix}:` is unknown: add `{line}` at the top.{ours}", instead)
    return None


def _open_quote(found: tuple[Token, ...]) -> _Told | None:
    for token in found:
        if token.kind == "mark" and token.text in "\"'":
            return _Told(token.begin, f"The text that begins with `{token.text}` here has no end on its line.")
    return None


def _short_triple(found: tuple[Token, ...]) -> _Told | None:
    """A `}` after one or two terms: the engine complains only behind it."""
    for end, token in enumerate(found):
        begin = end
        while begin and (found[begin - 1].kind in TERMS or found[begin - 1].is_word("A")):
            begin -= 1
        before = [one.text.upper() for one in found[max(0, begin - 3) : begin]]
        if token.text != "}" or not before or "VALUES" in before or before[-2:-1] == [")"]:
            continue
        if (before[-1] in ("{", ".", "}") and end - begin in (1, 2)) or (before[-1] == ";" and end - begin == 1):
            return _Told(token.begin, "`}` comes too early: a triple is a subject, a predicate and an object.")
    return None


def _unclosed(text: str, found: tuple[Token, ...]) -> _Told | None:
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in PAIRS.values():
            opened.append(token)
        elif token.text in PAIRS:
            if not opened or opened[-1].text != PAIRS[token.text]:
                begin = PAIRS[token.text]
                return _Told(token.begin, f"`{token.text}` closes nothing: a `{begin}` is missing before it.", begin)
            opened.pop()
    if not opened:
        return None
    line, column = position(text, opened[-1].begin)
    closing = next(close for close, begin in PAIRS.items() if begin == opened[-1].text)
    where = f"the `{opened[-1].text}` of line {line}, column {column}"
    return _Told(len(text.rstrip()), f"A `{closing}` is missing: {where} is never closed.", closing)


def _not_grouped(found: tuple[Token, ...], message: str) -> _Told | None:
    if "variable that is unbound" not in message:
        return None
    if unnamed := _grouped_without_a_name(found):
        return unnamed
    among = "COUNT, SUM, MIN, MAX, AVG, SAMPLE or GROUP_CONCAT"
    return _Told(None, f"SELECT names a variable that is neither in GROUP BY nor inside {among}.")


def _grouped_without_a_name(found: tuple[Token, ...]) -> _Told | None:
    """An expression of GROUP BY that SELECT cannot name: `GROUP BY YEAR(?day)`, `GROUP BY (YEAR(?day))`."""
    for at in (n + 2 for n, token in enumerate(found[:-1]) if token.is_word("GROUP") and found[n + 1].is_word("BY")):
        while at < len(found) and (found[at].kind == "variable" or found[at].text == "(" or _calls(found, at)):
            end = _closing(found, at + _calls(found, at)) if found[at].kind != "variable" else at
            inside = found[at : end + 1]
            if len(inside) > 1 and not any(token.is_word("AS") for token in inside):
                last = next((token.text for token in reversed(inside) if token.kind == "variable"), "?x")
                advice = "name it, `GROUP BY (… AS ?name)`, and write `?name` in SELECT, as in `(YEAR(?day) AS ?year)`"
                return _Told(found[at].begin, f"What is grouped by here, of `{last}`, has no name: {advice}.")
            at = end + 1
    return None


def _calls(found: tuple[Token, ...], at: int) -> bool:
    return found[at].kind == "word" and at + 1 < len(found) and found[at + 1].text == "("


def _closing(found: tuple[Token, ...], at: int) -> int:
    """The index of what closes the `(` at an index, of the last token where nothing does."""
    depth = 0
    for end in range(at, len(found)):
        depth += {"(": 1, ")": -1}.get(found[end].text, 0)
        if not depth:
            return end
    return len(found) - 1


def _unexpected(text: str, found: tuple[Token, ...], message: str, line: int, column: int) -> str:
    hopes = [hope.strip() for hope in message.partition("expected")[2].removeprefix(" one of").split(",")]
    plain = [hope.strip('"') for hope in hopes if re.fullmatch(r'[A-Z]{2,}|"[^"\\]{1,2}"', hope)]
    here = next((token for token in found if position(text, token.begin) >= (line, column)), None)
    if not line:
        return message
    stands = f"`{here.text[:40]}` cannot stand here" if here else "The query ends too early"
    could = f"; possible would be {', '.join(f'`{hope}`' for hope in plain[:6])}" if plain else ""
    return f"{stands}{could}. Look at what stands just before it."
