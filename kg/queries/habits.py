"""Slips that come from other languages or from haste, each known by a run of tokens that is never valid SPARQL.

A query is looked at as a skeleton: keywords in capitals, each kind of term as one sign, a space between tokens. So
a slip is one regular expression, whatever the variables are called.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.store.tokens import Token

_SIGNS = {"variable": "?v", "iri": "<i>", "string": '"s"', "number": "0", "blank": "_:b", "language": "@l"}
_TERM = r'(?:\?v|<i>|p:n|_:b|"s"|0|A)'
_AGGREGATE = "(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)"


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A slip is where the group `here` of `shape` stands. `instead` is what to write, "" where that depends."""

    shape: re.Pattern[str]
    sentence: str
    instead: str = ""


def _slip(shape: str, sentence: str, instead: str = "") -> Slip:
    return Slip(shape=re.compile(shape), sentence=sentence, instead=instead)


SLIPS = (
    _slip(
        r"(?P<here>@PREFIX|@BASE)", "SPARQL writes PREFIX and BASE without `@`, and without a dot at the end.", "PREFIX"
    ),
    _slip(r"(?:PREFIX p:n|BASE) <i> (?P<here>[.;])", "A PREFIX line has neither a dot nor a semicolon at its end."),
    _slip(r"PREFIX (?P<here>[A-Z]\w*) <i>", "The name of a prefix ends with a colon: `PREFIX name: <…>`."),
    _slip(r"(?P<here><) http: / /", "An IRI in `<…>` holds no spaces: write `%20` for each."),
    _slip(r"(?P<here>http:) / /", "An IRI stands in angle brackets: `<http://…>`."),
    _slip(r"(?P<here>[“”„‘’«»])", 'Typographic quotes are no quotes of SPARQL: write `"`.', '"'),
    _slip(r"(?P<here>= =)", "Equal is one sign, `=`.", "="),
    _slip(r"FILTER \( [^{}]*?(?P<here><>)", "Unequal is written `!=`.", "!="),
    _slip(r"(?P<here>\bAND\b)", "Both conditions are joined by `&&`.", "&&"),
    _slip(r"(?P<here>\bOR\b)", "Either condition is joined by `||`.", "||"),
    _slip(r"(?<!& )(?P<here>&)(?! &)", "Both conditions are joined by `&&`.", "&&"),
    _slip(r"FILTER \( [^{}]*?(?<!\| )(?P<here>\|)(?! \|)", "Either condition is joined by `||`.", "||"),
    _slip(
        r"(?P<here>\bLIKE\b)", "There is no LIKE: use `CONTAINS(text, part)`, or `REGEX(text, pattern)`.", "CONTAINS"
    ),
    _slip(r"(?P<here>\bIS (?:NOT )?NULL\b)", "There is no NULL: ask `BOUND(?x)` or `!BOUND(?x)`.", "BOUND"),
    _slip(
        rf"SELECT (?:DISTINCT |REDUCED )?(?:\?v )*(?P<here>{_AGGREGATE}) \(",
        "What is counted or summed stands in parentheses with a name: `(COUNT(?x) AS ?n)`.",
    ),
    _slip(
        r"SELECT (?:DISTINCT |REDUCED )?(?:\?v )+(?P<here>,)", "Variables of SELECT are parted by spaces, not commas."
    ),
    _slip(r"SELECT (?:DISTINCT |REDUCED )?(?P<here>WHERE|\{)", "SELECT names variables, or `*` for all.", "*"),
    _slip(r"SELECT (?P<here>\*) .*GROUP BY", "With GROUP BY, SELECT names what it takes: `*` cannot stand there."),
    _slip(r"(?P<here>FILTER) (?:\?v|\"s\"|0|<i>)", "What FILTER tests stands in parentheses: `FILTER(?x > 1)`."),
    _slip(r"(?P<here>BIND) \( (?:(?!\bAS\b)[^{}])*\}", "BIND names its result: `BIND(… AS ?name)`."),
    _slip(r"(?P<here>\b(?:OPTIONAL|MINUS|UNION|EXISTS)) (?!\{)", "A pattern in braces follows this word: `{ … }`."),
    _slip(
        r"(?<=[{}.] )(?P<here>(?:NOT )?EXISTS)",
        "EXISTS is a test: write `FILTER EXISTS` or `FILTER NOT EXISTS`.",
        "FILTER",
    ),
    _slip(r"(?P<here>\b(?:GROUP|ORDER)) (?!BY\b)", "GROUP and ORDER are followed by BY."),
    _slip(r"ORDER BY (?:[^{}]* )?(?P<here>ASC|DESC) \?v", "The direction takes parentheses: `DESC(?x)`."),
    _slip(r"(?P<here>\bLIMIT 0(?: OFFSET 0)?) (?:ORDER|GROUP|HAVING)", "LIMIT and OFFSET come last, after ORDER BY."),
    _slip(r"(?P<here>\bORDER BY [^{}]*) GROUP BY", "GROUP BY comes before ORDER BY."),
    _slip(r"(?P<here>\bHAVING [^{}]*) GROUP BY", "GROUP BY comes before HAVING."),
    _slip(r"(?P<here>\b(?:LIMIT|OFFSET)) (?!0)", "LIMIT and OFFSET are followed by a whole number."),
    _slip(
        r"(?P<here>\bFROM) (?!<i>|p:n|NAMED)",
        "FROM names a graph by its IRI; what is asked for stands in `WHERE { … }`.",
    ),
    _slip(r"SELECT (?:DISTINCT |REDUCED )?(?P<here>(?!WHERE|FROM)[A-Z_]\w*)", "A variable begins with `?`.", "?"),
    _slip(r"\b(?P<here>0 - 0 - 0)\b", 'A date is a text with a type: `"2024-01-31"^^xsd:date`.'),
    _slip(
        rf"(?<=[{{.}}] ){_TERM} {_TERM} {_TERM} (?P<here>{_TERM}) {_TERM}",
        "A dot is missing before this: it parts triples, `;` those of one subject.",
        ".",
    ),
    _slip(r"\} (?P<here>;) $", "A query has no semicolon at its end."),
    _slip(r"^[^{]*(?P<here>)$", "The pattern of a query stands in braces: `SELECT ?x WHERE { … }`."),
)


def slip(found: Sequence[Token]) -> tuple[int, Slip] | None:
    """The first slip of the list that the tokens of a refused query show, and the offset in its text."""
    begins, skeleton = [], ""
    for token in found:
        begins.append(len(skeleton))
        skeleton += _sign(token) + " "
    for known in SLIPS:
        match = known.shape.search(skeleton)
        if match and found:
            if match.start("here") == len(skeleton):
                return found[-1].end, known
            return found[bisect_right(begins, match.start("here")) - 1].begin, known
    return None


def _sign(token: Token) -> str:
    if token.text == "<>":
        return "<>"
    if token.kind == "word":
        return token.text.upper()
    if token.kind == "name":
        return "http:" if token.text.lower() in ("http:", "https:") else "p:n"
    if token.text.lower() in ("@prefix", "@base"):
        return token.text.upper()
    return _SIGNS.get(token.kind, token.text)
