"""A small language for wordings, compiled to regular expressions that run over lower-cased readable text.

    word          itself; a space stands for a space or a hyphen, with a comma or a quotation mark if need be
    word*         any ending: `sovereign*`
    a|b*|c        one of these words
    (a b | c)     one of these wordings
    [a] [a | b c] may be absent
    <3>           up to three words of the same clause, no comma among them
    <3,>          the same with commas
    x + y + z     the wording x, and in its clause y and z, before it or after it

A wording begins with a word that must be there, so that it can be looked for by that word, and costs time in
proportion to the text: the only repetition is the counted `<n>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import LexiconError
from kg.triggers import compiled

_TOKEN = re.compile(r"[\[\]()]|<\d+,?>|[^\s\[\]()<>]+")
_SEPARATOR = r"""["']?[ -]["']?"""
# A gap that may hold commas may begin after one: "all countries, big or small, are".
_BEFORE_COMMAS = f",?{_SEPARATOR}"
# A gap never leaves its clause: it stops at the end of a sentence and before a word that opens another clause.
# Letters with stops ("U.S.-led", "Japan-U.S.") are a word of a gap; any other stop ends the clause.
_GAP = (
    r"(?:(?!(?:that|which|who|whose|but|while|because|although|if)\b)"
    r"(?:(?:\w+-)?(?:[a-z]\.){2}[^\s%s.;:!?\u2014]*|[^\s%s.;:!?\u2014]+)%s ){0,%s}?"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording. One of its `heads` stands where it matches: a first word, or with "*" the beginning of one.

    `later` are such words for each further part that must be there: one of each follows in the wording.
    `beside` are expressions of wordings that must stand in its clause, on either side of it.
    """

    pattern: str
    source: str
    heads: tuple[str, ...]
    later: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def regex(self) -> re.Pattern[str]:
        return compiled(self.source)

    @property
    def rigid(self) -> bool:
        """Whether each word it matches is its own: there is no gap in it."""
        return not self.beside and "<" not in self.pattern


@dataclass(frozen=True, slots=True)
class _Node:
    regex: str
    heads: tuple[str, ...]
    later: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    gap: bool = False
    commas: bool = False


def compile_phrase(pattern: str) -> Phrase:
    """The wording as a regular expression. Raises LexiconError for one that is malformed or has an open end."""
    first, *others = (_compiled(part) for part in pattern.split(" + "))
    beside = tuple(rf"(?<!\w){node.regex}(?!\w)" for node in others)
    return Phrase(pattern=pattern, source=rf"{first.regex}(?!\w)", heads=first.heads, later=first.later, beside=beside)


def _compiled(part: str) -> _Node:
    node, rest = _alternatives(_tokens(part), part)
    if rest:
        raise LexiconError(f"'{rest[0]}' without its partner", where=part, then="Open each bracket that you close.")
    return node


def _tokens(pattern: str) -> list[str]:
    """Brackets, gaps and words. A bar between brackets stands alone; outside them it joins single words."""
    tokens: list[str] = []
    depth = 0
    for token in _TOKEN.findall(pattern):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token, 0)
        tokens.extend(part for part in re.split(r"(\|)", token) if part) if depth else tokens.append(token)
    return tokens


def _alternatives(tokens: list[str], pattern: str) -> tuple[_Node, list[str]]:
    """The wordings up to a closing bracket or the end of the pattern, and the tokens from there on."""
    sequences: list[_Node] = []
    nodes: list[_Node] = []
    while tokens and tokens[0] not in ("]", ")"):
        token, tokens = tokens[0], tokens[1:]
        if token in ("[", "("):
            inner, tokens = _alternatives(tokens, pattern)
            if not tokens or tokens[0] != {"[": "]", "(": ")"}[token]:
                raise LexiconError(f"a '{token}' that is never closed", where=pattern, then="Close each bracket.")
            nodes.append(_Node(inner.regex, inner.heads, optional=token == "["))
            tokens = tokens[1:]
        elif token == "|":
            sequences.append(_sequence(nodes, pattern))
            nodes = []
        elif token.startswith("<"):
            nodes.append(_gap(token))
        else:
            nodes.append(_word(token))
    sequences.append(_sequence(nodes, pattern))
    heads = tuple(head for sequence in sequences for head in sequence.heads)
    later = sequences[0].later if len(sequences) == 1 else ()
    return _Node(f"(?:{'|'.join(sequence.regex for sequence in sequences)})", heads, later), tokens


@lru_cache(maxsize=1024)
def _gap(token: str) -> _Node:
    commas = token.endswith(",>")
    no_comma, after = ("", ",?") if commas else (",", "")
    return _Node(_GAP % (no_comma, no_comma, after, token.strip("<,>")), (), gap=True, commas=commas)


@lru_cache(maxsize=8192)
def _word(token: str) -> _Node:
    words = token.split("|")
    forms = [re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return _Node(f"(?:{'|'.join(forms)})", tuple(words))


def _sequence(nodes: list[_Node], pattern: str) -> _Node:
    """Nodes in a row with what parts them; what may be absent brings its own separator."""
    if not nodes or nodes[0].optional or nodes[0].gap or nodes[-1].gap:
        raise LexiconError("a wording with an open end", where=pattern, then="Begin and end with words, not with gaps.")
    last = max(index for index, node in enumerate(nodes) if not node.optional)
    regex, parted = "", True
    for index, node in enumerate(nodes):
        regex += "" if parted or (node.optional and index > last) else _BEFORE_COMMAS if node.commas else _SEPARATOR
        parted = node.gap or (node.optional and index < last)
        if node.optional:
            regex += f"(?:{node.regex}{_SEPARATOR})?" if index < last else f"(?:{_SEPARATOR}{node.regex})?"
        else:
            regex += node.regex
    return _Node(
        regex,
        nodes[0].heads,
        (*nodes[0].later, *(node.heads for node in nodes[1:] if node.heads and not node.optional)),
    )
