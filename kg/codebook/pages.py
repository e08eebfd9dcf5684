"""A page of headings, paragraphs and tables, and how it is written in Markdown and in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kg.errors import UsageError

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;margin:1rem 0;width:100%}th,td{border:1px solid #bbb;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}th{background:#eee}code,pre{font-size:.9em;background:#f5f5f5}"
    "pre{padding:1rem;overflow:auto}"
)


@dataclass(frozen=True, kw_only=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph. What stands between backticks is code."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Code:
    text: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A table; cells are written as paragraphs are."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Words | Code | Rows


def write(blocks: Iterable[Block], form: str) -> str:
    """The page as `md` or `html`. The first heading is its title. Raises UsageError for another form."""
    found = tuple(blocks)
    if form == "md":
        return "\n".join(map(_markdown, found))
    if form != "html":
        raise UsageError(f"no form '{form}' of a codebook", then="Known: md, html.")
    title = next((block.text for block in found if isinstance(block, Heading)), "")
    body = "\n".join(map(_html, found))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}\n"
        case Words():
            return f"{block.text}\n"
        case Code():
            return f"```sparql\n{block.text.strip()}\n```\n"
        case Rows():
            lines = [block.columns, ["---"] * len(block.columns), *block.rows]
            return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _html(block: Block) -> str:
    match block:
        case Heading():
            anchor = re.sub(r"[^a-z0-9]+", "-", block.text.lower()).strip("-")
            return f'<h{block.level} id="{anchor}">{_inline(block.text)}</h{block.level}>'
        case Words():
            return f"<p>{_inline(block.text)}</p>"
        case Code():
            return f"<pre>{escape(block.text.strip())}</pre>"
        case Rows():
            head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in block.columns)
            rows = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>\n" for row in block.rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>"


def _inline(text: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text))
