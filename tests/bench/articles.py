"""Generated articles for measuring a build: the same number and seed give the same file, on any machine.

    python tests/bench/articles.py NUMBER FILE.jsonl [SEED]

Lengths have the median and spread of real news (median 1.8 KB, 0.3 to 9 KB). Of 100 lines about 4 are copies under
another outlet, 2 are copies cut short, and 1 is no article. The rest is reports, readouts and transcripts by turns.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.variants.generate import Author, Variant

MEDIAN, SPREAD = 1800, 0.6
SHORTEST, LONGEST = 300, 9000
COPIES, CUT_COPIES, BAD = 0.04, 0.02, 0.01
BAD_LINES = (
    '{"id": "broken", "text": "Two ministers met',
    '{"id": "empty", "text": "  "}',
    '{"text": "An article without an id."}',
    '{"id": "day", "date": "2024-13-45", "text": "Two ministers met."}',
    "[1, 2, 3]",
)
# Sentences that tell no fact: real articles are not all contacts and statements.
PLAIN = (
    "The road along the river was closed to traffic for most of the morning.",
    "Trade in grain, timber and machine parts has grown slowly over the past decade.",
    "Several hundred people waited behind the barriers, some of them with flags.",
    "Prices on the market moved little, and traders spoke of a quiet week.",
    "The new terminal handles about four million tonnes of goods a year.",
    "Students of the language courses sang two songs before the ceremony began.",
    "Rain had been forecast, but the sky stayed clear until the evening.",
    "A report on the harvest is expected at the end of the month.",
    "The exhibition shows maps, letters and photographs from private collections.",
    "Observers note that progress on customs procedures has been uneven.",
    "The railway was first built for coal and later widened for passengers.",
    "Details were not made public, and no timetable was given.",
)
PLAIN_SHARE = 0.7
Record = dict[str, str | None]


def lines(number: int, seed: int = 1) -> Iterator[str]:
    """`number` lines of JSON Lines, about one in a hundred of which is no article."""
    draw = random.Random(seed)
    made: list[Record] = []  # those that may be copied: the last few hundred
    for index in range(number):
        chance = draw.random()
        if chance < BAD:
            yield draw.choice(BAD_LINES)
            continue
        if made and chance < BAD + COPIES + CUT_COPIES:
            record = copied(draw.choice(made), index, cut=chance >= BAD + COPIES)
        else:
            record = written(index, seed, draw)
            made = [*made[-299:], record]
        yield json.dumps(record, ensure_ascii=False)


def written(index: int, seed: int, draw: random.Random) -> Record:
    """An article of its own, of a length drawn."""
    number = seed * 1_000_000 + index
    variant = author(number)
    length = min(LONGEST, max(SHORTEST, int(draw.lognormvariate(0, SPREAD) * MEDIAN)))
    paragraphs = [variant.article["text"] or ""]
    while sum(map(len, paragraphs)) < length - 300:
        plain = draw.random() < PLAIN_SHARE
        paragraphs.append(" ".join(draw.sample(PLAIN, 5)) if plain else background(draw.randrange(10**9)))
    text = "\n\n".join(paragraphs)
    genre = ("report", "readout", "transcript")[index % 3]
    if genre == "transcript":
        text = f"{text}\n\nQuestion: What comes next?\n\nSpokesperson: {background(draw.randrange(10**9))}"
    outlet = (
        f"Ministry of Foreign Affairs of {draw.choice('ABCDEFGH')}" if genre == "readout" else f"agency {index % 40}"
    )
    title = variant.article["title"] or f"Report {index}"
    return {**variant.article, "id": f"g{seed}-{index}", "title": title, "outlet": outlet, "text": text}


def author(number: int) -> Variant:
    return Author(number).write()


def background(number: int) -> str:
    """A paragraph on other people."""
    return author(number).article["text"] or ""


def copied(original: Record, index: int, *, cut: bool) -> Record:
    """The same text from another outlet; `cut`: without its last paragraph."""
    text = original["text"] or ""
    whole, _, _ = text.rpartition("\n\n")
    return {
        **original,
        "id": f"copy-{index}",
        "outlet": f"copier {index % 7}",
        "text": whole if cut and whole else text,
    }


def save(path: Path, number: int, seed: int = 1) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines(number, seed))
    return path


if __name__ == "__main__":
    save(Path(sys.argv[2]), int(sys.argv[1]), *map(int, sys.argv[3:4]))
