"""Real articles at random, out of public repositories that keep them, for counts and audits; none is committed here.

    git clone --mirror https://github.com/brian14708/wh-briefings                   # Markdown with front matter
    git clone --mirror https://github.com/iandennismiller/valdai-transcripts        # pages of kremlin.ru, HTML
    git clone --mirror https://github.com/markschaver/State-Department-PR           # RSS, one state a commit
    python tests/eval/draw.py --count 450 --seed 7 --without ARTICLES.jsonl REPOSITORY... > drawn.jsonl

Of each repository the same number is drawn, four in five from those with diplomacy in the title or lead, one in five
from all others. What stands in the articles of `--without` (by address or title) is left out.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache, partial
from pathlib import Path

from kg import lexicon

Record = dict[str, str | None]
DIPLOMATIC = 0.8
LENGTHS = range(300, 12_000)
_CONTACT = re.compile(
    r"\b(?:Readout|Meeting|Meets|Met|Call|Talks|Visit|Summit|Negotiations|Conversation|Joint Statement)\b", re.I
)
_KREMLIN_PAGE = re.compile(r"en\.kremlin\.ru/events/president/news/\d+/print\.html$")
_RSS = "{http://purl.org/rss/1.0/modules/content/}encoded"


def git(repository: Path, *words: str) -> str:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")


def plain(markup: str) -> str:
    """The words of HTML, with a blank line between paragraphs."""
    markup = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", " ", markup)
    markup = re.sub(r"(?i)</(?:p|h\d|div|li)>|<br ?/?>", "\n\n", markup)
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()


def markdown(name: str, text: str) -> Record | None:
    """A Markdown file whose front matter gives title and date."""
    head = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    fields = dict(re.findall(r"^(\w+): (.*)$", re.sub(r"\n +", " ", head[1]), re.M)) if head else {}
    if not head or not re.match(r"'?\d{4}-\d\d-\d\d", fields.get("date", "")):
        return None
    title = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), fields.get("title", "").strip("'\""))
    title = re.sub(r"\s+", " ", title.replace("\\_", " ").replace("\\", "").replace("''", "'"))
    return {
        "id": Path(name).stem, "title": title, "date": fields["date"].strip("'")[:10], "outlet": "The White House",
        "url": fields.get("source_url"), "text": head[2].strip(),
    }  # fmt: skip


def kremlin(name: str, text: str) -> Record | None:
    """A page of kremlin.ru: the paragraphs of its article."""
    number = name.split("/")[-2]
    title = re.search(r'property="og:title" content="([^"]*)"', text)
    day = re.search(r'datetime="(\d{4}-\d\d-\d\d)"', text)
    body = re.search(r'(?s)itemprop="articleBody">(.*?)(?:<div class="read__bottommeta|</article>)', text)
    paragraphs = re.findall(r"(?s)<p\b[^>]*>.*?</p>", body[1]) if body else []
    if not title or not day or not paragraphs:
        return None
    return {
        "id": f"kremlin-{number}", "title": html.unescape(title[1]), "date": day[1], "outlet": "President of Russia",
        "url": f"http://en.kremlin.ru/events/president/news/{number}", "text": plain("".join(paragraphs)),
    }  # fmt: skip


def feed(text: str) -> Iterator[Record]:
    """The items of an RSS feed; one that is cut short has none."""
    try:
        items = list(ET.fromstring(text).iter("item"))
    except ET.ParseError:
        return
    for item in items:
        title, address, day = (item.findtext(tag) or "" for tag in ("title", "link", "pubDate"))
        words = plain(item.findtext(_RSS) or "")
        if title and day:
            yield {
                "id": address.rstrip("/").rsplit("/", 1)[-1], "title": html.unescape(title),
                "date": str(parsedate_to_datetime(day).date()), "outlet": "US Department of State", "url": address,
                "text": re.sub(r"^Office of the Spokesperson\s+", "", words),
            }  # fmt: skip


def records(repository: Path, chance: random.Random) -> Iterator[Record]:
    """The articles of a repository in a drawn order, each once."""
    names = git(repository, "ls-tree", "-r", "HEAD", "--name-only").splitlines()
    if "data.rss" in names:
        commits = git(repository, "log", "--format=%H", "--", "data.rss").split()
        chance.shuffle(commits)
        for commit in commits:
            found = list(feed(git(repository, "show", f"{commit}:data.rss")))
            chance.shuffle(found)
            yield from found
        return
    pages = [n for n in names if _KREMLIN_PAGE.search(n) or n.endswith(".md") and "/" in n]
    chance.shuffle(pages)
    for name in pages:
        read = kremlin if name.endswith(".html") else markdown
        if record := read(name, git(repository, "show", f"HEAD:{name}")):
            yield record


@cache
def _states() -> re.Pattern[str]:
    forms = {f for s in lexicon.states() for f in (s.name, *s.adjectives)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b")


def diplomatic(record: Record) -> bool:
    """Whether the title tells of a contact and the lead names two states, by any of their names."""
    lead = f"{record['title']} {(record['text'] or '')[:600]}"
    return bool(_CONTACT.search(record["title"] or "")) and len(set(_states().findall(lead))) >= 2


def draw(repository: Path, count: int, seed: int, known: frozenset[str]) -> list[Record]:
    """`count` articles of a repository, four in five of them diplomatic."""
    wanted = {True: round(count * DIPLOMATIC), False: count - round(count * DIPLOMATIC)}
    kept: dict[str, Record] = {}
    for record in records(repository, random.Random(seed)):
        address, title = str(record["url"]), str(record["title"])
        kind = diplomatic(record)
        fresh = str(record["id"]) not in kept and not known & {_tail(address), title}
        if fresh and wanted[kind] and len(record["text"] or "") in LENGTHS and date.fromisoformat(str(record["date"])):
            wanted[kind] -= 1
            kept[str(record["id"])] = record
        if not any(wanted.values()):
            break
    return list(kept.values())


def _tail(address: str) -> str:
    """An address without its host, which changes with the government."""
    return re.sub(r"^\w+://[^/]+/|/+$", "", address)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("repositories", nargs="+", type=Path)
    ask.add_argument("--count", type=int, default=450)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--without", type=Path, action="append", default=[])
    args = ask.parse_args()
    others = [json.loads(line) for path in args.without for line in path.read_text("utf-8").splitlines() if line]
    known = frozenset(name for o in others for name in (_tail(o.get("url") or "-"), o.get("title") or "-"))
    each = partial(draw, count=args.count // len(args.repositories), seed=args.seed, known=known)
    for record in (record for repository in args.repositories for record in each(repository)):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
