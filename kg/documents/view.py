"""The readable view of a text, with an offset map back to the text as given.

In the view runs of white space are one space, paragraphs end with one line feed, quotes and apostrophes are plain,
markup residue and pictographs are gone. `offsets[i]` is where the view's character i stands in the text.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from html import unescape
from html.entities import name2codepoint
from itertools import pairwise

from kg.documents.parts import HEADER
from kg.documents.tooltips import without_tooltips

_BLANK = "[ \\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MARKS = (
    r"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    r"\u2b00-\u2bff\U0001f000-\U0001faff\ud800-\udfff\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f"
)
_QUOTE, _DOUBLE = "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_CLEAN = re.compile(
    r"(?P<newline>" + _BLANK + r"*(?:\r\n?|\n|\u2028|\u2029|\x0b|\x0c)(?:\s*(?:\r\n?|\n|\u2028|\u2029))?\s*)"
    r"|(?P<space>" + _BLANK + r"{2,}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<script><(?:script|SCRIPT)\b(?:[^<]|<(?!/(?:script|SCRIPT)>))*</(?:script|SCRIPT)>"
    r"|<(?:style|STYLE)\b(?:[^<]|<(?!/(?:style|STYLE)>))*</(?:style|STYLE)>)"
    r"|(?P<block>\s*(?:</(?:p|div|li|h[1-6]|tr|blockquote|P|DIV)>|<(?:br|BR) ?/?>)\s*)"
    r"|(?P<tag><!--.{0,400}?-->|</?[A-Za-z][^<>\n]{0,400}>|\{:[^}\n]{0,80}\})"
    r"|(?P<entity>&(?:#\d{2,5}|#[xX][0-9A-Fa-f]{2,5}|apos|" + "|".join(name2codepoint) + ");)"
    r"|(?P<hashtag>#(?=[A-Z][a-z]+(?:[A-Z]+[a-z]*)+\b)\w+)"
    r"|(?P<escape>\\(?=[#*_\[\]<>\\~-])|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{2}(?=\w)|"
    r"(?<=\w)_{2}(?!\w)|#{1,6}(?= ?['\"A-Za-z]))"
    r"|(?P<link>\[(?=[^\[\]\n]{1,200}\]\((?:https?:|/|#))|\]\((?:https?:|/|#)[^()\s]{0,400}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?\))"
    r"|(?P<bracket>\[(?=(?:[A-Z][\w' -]{0,30}|(?:of|for) (?:the )?[A-Z][\w', -]{2,60})\])|(?<=\w)\](?= [A-Z]))"
    r"|(?P<double>[" + _DOUBLE + "]|''|``)"
    r"|(?P<quote>[" + _QUOTE + "])"
    r"|(?P<mark>[" + _MARKS + "]+)"
)
# The characters with which something to clean begins. A space does only before another one or a tag, an apostrophe only
# before another one: looked for so, the many plain characters of a text are passed over by the search itself.
_HINT = re.compile(
    r"[ '\t-\r\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000<{&#\\*_\[\]" + _QUOTE + _DOUBLE + _MARKS + "]"
    r"(?:(?<![ '])|(?<= )(?=[\s<])|(?<=')(?='))"
)
_BREAKS_AFTER = re.compile(r"(?:^|\n)[ \t]*(?:\(?\d{1,2}[.)]|[IVX]{1,4}\.)[^\n]{0,60}$")
_STARTS_ITEM = re.compile(r"(?:[-•*·▪–—] |\(?\d{1,2}[.)] |\([a-z]\) )")
_STARTS_TURN = re.compile(r"(?:[^\w\s\"'“‘(\[]{1,4}\s*[A-Z]|[A-Z][\w.' -]{2,60}(?: \([^)\n]{2,30}\))?:\s)")
# An address of mail or of a page, which begins a line in small letters.
_ADDRESS = re.compile(r"\s*(?:\S*@|https?:|www\.)")
# No margin is so far out: a line that long which ends a sentence is a paragraph.
_LONG = 160
_ENDS = re.compile(r"[.!?][\"')\u201d\u2019]? *$")
# A line that holds one honoured name, in a list of names above their titles; in prose the line after goes on small.
_NAMES_ONE = re.compile(
    r"(?:(?:His|Her) (?:Excellency|(?:Royal |Serene )?Highness|Majesty)|H\. ?E\.|HE\b)"
    r" ?[^\n.,;:]{4,70},? *(?:\r\n?|\n) *(?=[A-Z])"
)

# A paragraph that quotes in single marks: 'We agree,' he said. Apostrophes stand in words or after them.
_QUOTED = re.compile(r"(?m)^[^\"\n]*?(?<![^\s(])'(?=[A-Z])[^\"\n]*$")
_IN_SINGLE = re.compile(
    r"(?<![^\s(])'(?=[A-Z])(?P<words>[^\n]{2,1500}?[.,!?]|[^\n]{40,1500}?(?=',))'(?=[\s,]|$)|^'(?=[A-Z])"
)


def _in_double_quotes(paragraph: re.Match[str]) -> str:
    """A paragraph without double quotation marks, its single ones double where they hold a sentence."""
    return _IN_SINGLE.sub(lambda found: f'"{found["words"]}"' if found["words"] else '"', paragraph[0])


def readable(text: str) -> tuple[str, array[int]]:
    """The view of `text` and its offset map, which has one entry a character and one more for the end."""
    top = _below_the_header(text)
    wrapped = _is_hard_wrapped(text[top:])
    pieces: list[str] = []
    offsets: array[int] = array("I")
    counted = _counted(len(text))
    last = 0
    for hint in _HINT.finditer(text):
        begin = hint.start()
        found = _CLEAN.match(text, begin) if begin >= last else None
        if found is None:
            continue
        if begin > last:
            pieces.append(text[last:begin])
            offsets += counted[last:begin]
        last = found.end()
        if found.lastgroup == "hashtag":
            _hashtag(found, pieces, offsets)
            continue
        put = _replacement(found, text, wrapped and begin >= top)
        if put in (" ", "\n") and (not pieces or pieces[-1][-1:] in (" ", "\n")):
            if put == "\n" and pieces and pieces[-1][-1:] == " ":
                pieces[-1] = pieces[-1][:-1] + "\n"
            continue
        if put:
            pieces.append(put)
            offsets.append(begin)
    if last < len(text):
        pieces.append(text[last:])
        offsets += counted[last : len(text)]
    offsets.append(len(text))
    return without_tooltips(_QUOTED.sub(_in_double_quotes, "".join(pieces)), offsets)


def _counted(length: int) -> array[int]:
    """The numbers from 0 to at least `length`, of which runs are copied: much cheaper than counting each run anew."""
    return _first_numbers(1 << 16) if length < 1 << 16 else array("I", range(length))


@cache
def _first_numbers(count: int) -> array[int]:
    return array("I", range(count))


def _hashtag(found: re.Match[str], pieces: list[str], offsets: array[int]) -> None:
    """#RussiaASEAN reads "Russia-ASEAN": a hyphen where a capital follows a small letter."""
    words = found[0][1:]
    for number, char in enumerate(words):
        if number and char.isupper() and words[number - 1].islower():
            pieces.append("-")
            offsets.append(found.start() + 1 + number)
        pieces.append(char)
        offsets.append(found.start() + 1 + number)


def _below_the_header(text: str) -> int:
    """Where a text begins below its lines of metadata, which are lines however the rest is wrapped."""
    top = 0
    while line := HEADER.match(text, top):
        top = line.end()
    return top


def _is_hard_wrapped(text: str) -> bool:
    """Whether single line feeds stand inside paragraphs: most lines end in mid-sentence, as at a margin."""
    lines = [line.rstrip() for line in re.split(r"\r\n?|\n", text.strip())]
    inner = [(line, after) for line, after in pairwise(lines) if line and after.strip()]
    broken = [
        line for line, after in inner if re.search(r"[\w,;'’–-]$", line) and not _STARTS_ITEM.match(after.lstrip())
    ]
    if "" in lines:
        return (
            any(after.lstrip()[:1].islower() and not _ADDRESS.match(after) for line, after in inner if line in broken)
            or bool(broken)
            and "\u00a0" in text
        )
    return len(broken) >= 2 and 2 * len(broken) >= len(inner) and max(map(len, lines)) <= 120


def _character(entity: str) -> str:
    """The character that an entity of HTML stands for, as the view has it; "" for one that it leaves out."""
    char = unescape(entity)
    found = _CLEAN.match(char)
    return _replacement(found, char, wrapped=True) if found else char if char.isprintable() else ""


def _replacement(found: re.Match[str], text: str, wrapped: bool) -> str:
    kind = found.lastgroup
    if kind == "block":
        return "\n"
    if kind == "newline":
        if not wrapped or len(re.findall(r"\r\n?|\n|\u2028|\u2029", found[0])) > 1:
            return "\n"
        whole = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if len(whole) > _LONG and _ENDS.search(whole) and text[found.end() : found.end() + 1].isupper():
            return "\n"
        line = whole[-120:]
        if _STARTS_ITEM.match(text, found.end()) or _NAMES_ONE.match(text, found.end()):
            return "\n"
        if _STARTS_TURN.match(text, found.end()) and not re.search(r"[\w,]$", line):
            return "\n"
        return (
            "\n"
            if _BREAKS_AFTER.search(line)
            and not line.endswith((",", ";"))
            and text[found.end() : found.end() + 1].isupper()
            else " "
        )
    if kind == "space":
        return " "
    if kind == "entity":
        return _character(found[0])
    if kind == "quote":
        return "'"
    if kind == "double":
        return '"'
    return " " if kind in ("tag", "mark", "script") and found.end() - found.start() > 1 else ""
