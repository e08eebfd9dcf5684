"""How fast articles are read: python tests/bench/reading.py [FILE.jsonl|FOLDER] [--stages-only]

Prints articles a second, megabytes a second and each stage's share (CPU time in one process, median of five runs),
what hostile texts cost a megabyte at two lengths (the ratio says whether cost is linear), machine, date and commit.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg import documents, entities, facts  # noqa: E402
from kg.mentions import dates, gazetteer, groups, offices, persons, principles, venues  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.readers import cascade, extract  # noqa: E402
from kg.sources import read  # noqa: E402
from kg.triples import write  # noqa: E402

BASE = "https://w3id.org/bilateral/id/"
SEED = next((ROOT / "seeds").glob("000_*.txt")).read_text("utf-8")
# Words with which wordings of principles, and dates, begin: each starts an attempt that comes to nothing.
_BEGINNINGS = (
    "oppose ", "settle ", "respect ", "end the ", "peaceful and ", "Human Rights ", "of ",
    "the 1", "last ", "1-", "May ", "end of ", "year ago ", "Thursday ",
)  # fmt: skip


def _again(unit: str, n: int) -> str:
    return unit * (n // len(unit))


GROWING: dict[str, Callable[[int], str]] = {
    "a report again and again": lambda n: SEED * (n // len(SEED) + 1),
    "10,000 names to 160,000 characters": lambda n: " ".join(
        f"President J{chr(97 + k % 26)}mo K{chr(97 + k // 26 % 26)}r{chr(97 + k // 676 % 26)}l." for k in range(n // 16)
    ),
    "words without a full stop": lambda n: "word " * (n // 5),
    "a report without a full stop": lambda n: (SEED.replace(".", "") * (n // len(SEED) + 1))[:n],
    "a capital again and again": lambda n: "Talks between Washington and Kenya went on for a day. " * (n // 54),
    "bodies that nobody knows": lambda n: " ".join(
        f"The {chr(65 + i % 26)}a{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)} Party said it would vote."
        for i in range(n // 38)
    ),
    "names without a full stop": lambda n: "China said Xi met Li and " * (n // 25),
    "capitalized words": lambda n: "Aaa Bbb " * (n // 8),
    "capitals": lambda n: "A" * n,
    "titles": lambda n: "President of " * (n // 13),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "nested quotes": lambda n: ' "a' * (n // 3),
    "right-to-left marks": lambda n: "\u202e\u200fa " * (n // 4),
    "control characters": lambda n: "\x00\x01 a\x7f" * (n // 5),
    "full stops": lambda n: "." * n,
    "digits": lambda n: "19" * (n // 2),
    "the": lambda n: "the " * (n // 4),
    **{f"{unit.strip()!r} again and again": partial(_again, unit) for unit in _BEGINNINGS},
}


def spent(work: Callable[[], object], runs: int = 5) -> float:
    """The median CPU time of some runs, in seconds."""
    taken = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def stages(articles: Sequence[Article]) -> dict[str, float]:
    """The CPU time of each stage over all articles, in seconds."""
    laid = [documents.read(article) for article in articles]
    named = [sorted(gazetteer.find(d.view), key=lambda m: m.begin) for d in laid]
    titled = [offices.find(d.view, n) for d, n in zip(laid, named, strict=True)]
    people = [persons.find(d.view, n, t) for d, n, t in zip(laid, named, titled, strict=True)]
    group = [list(groups.find(d.view)) for d in laid]
    gathered = [
        entities.Gathered(document=d, names=n, persons=p, offices=t, groups=g)
        for d, n, p, t, g in zip(laid, named, people, titled, group, strict=True)
    ]
    staged = [cascade.stage(article) for article in articles]
    readings = [extract(article) for article in articles]
    return {
        "documents": spent(lambda: [documents.read(article) for article in articles]),
        "names": spent(lambda: [sorted(gazetteer.find(d.view), key=lambda m: m.begin) for d in laid]),
        "venues": spent(lambda: [list(venues.find(d.view)) for d in laid]),
        "offices": spent(lambda: [offices.find(d.view, n) for d, n in zip(laid, named, strict=True)]),
        "persons": spent(lambda: [persons.find(one.document.view, one.names, one.offices) for one in gathered]),
        "groups": spent(lambda: [list(groups.find(d.view)) for d in laid]),
        "dates": spent(lambda: [dates.find(d.view) for d in laid]),
        "principles": spent(lambda: [principles.find(d.view) for d in laid]),
        "entities": spent(lambda: [entities.assemble(one) for one in gathered]),
        "facts": spent(lambda: [list(facts.find(cast, concepts)) for cast, concepts in staged]),
        "triples": spent(lambda: [write(reading, base=BASE) for reading in readings]),
    }


def commit() -> str:
    ended = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return ended.stdout.strip() or "unknown"


def articles_of(arguments: Sequence[str]) -> list[Article]:
    """The articles of the paths given, else the seeds ten times over."""
    paths = [Path(name) for name in arguments if not name.startswith("-")]
    found = [one for one in read(paths or [ROOT / "seeds"]) if isinstance(one, Article)]
    return found if paths else found * 10


def speed(articles: Sequence[Article]) -> None:
    size = sum(len(article.text.encode("utf-8", "surrogatepass")) for article in articles) / 1e6
    print(f"{len(articles)} articles, {size:.3f} MB, {1e3 * size / len(articles):.1f} KB each")
    whole = spent(lambda: [extract(article) for article in articles])
    written = spent(lambda: [write(extract(article), base=BASE) for article in articles])
    for name, seconds in (("text to facts", whole), ("text to N-Quads", written)):
        of_3kb = size / seconds / 0.003
        print(f"{name:<20}{len(articles) / seconds:8.0f} articles/s{size / seconds:9.2f} MB/s{of_3kb:8.0f} of 3 KB/s")
    spacy_speed(articles, size)
    print()
    each = stages(articles)
    for name, seconds in each.items():
        print(f"{name:<20}{1e6 * seconds / len(articles):8.0f} µs/article{100 * seconds / sum(each.values()):7.1f} %")


def spacy_speed(articles: Sequence[Article], size: float) -> None:
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed: no comparison")
        return
    pipe = spacy.blank("en")
    pipe.add_pipe("sentencizer")
    pipe.max_length = 10**8
    seconds = spent(lambda: [pipe(article.text) for article in articles])
    rate = f"{len(articles) / seconds:8.0f} articles/s{size / seconds:9.2f} MB/s"
    print(f"{'spaCy blank':<20}{rate} (tokens and sentences only)")


def growth(size: int = 16_000) -> None:
    """What each growing text costs: linear ones keep their seconds a megabyte from one length to the next."""
    print(f"\n{'seconds a megabyte at':<36}{size // 1000:>5} KB{4 * size // 1000:>7} KB   growth")
    for name, make in GROWING.items():
        costs = []
        for n in (size, 4 * size):
            text = make(n)
            article = Article(id=name, text=text, date=date(2021, 6, 15))
            costs.append(spent(lambda article=article: extract(article), runs=1) / len(text) * 1e6)  # type: ignore[misc]
            if costs[-1] * 4 * n > 60e6:
                break
        shown = "".join(f"{cost:10.1f}" for cost in costs)
        grown = f"{costs[1] / max(costs[0], 1e-9):8.1f}" if len(costs) > 1 else "   not tried further"
        print(f"{name:<32}{shown}{grown}", flush=True)


def main() -> None:
    print(f"{platform.node()}, {platform.machine()}, {platform.platform()}, Python {platform.python_version()}")
    print(f"{date.today()}, commit {commit()}")
    found = articles_of(sys.argv[1:])
    extract(found[0])  # the lexicon is loaded once and not counted
    speed(found)
    if "--stages-only" not in sys.argv:
        growth()


if __name__ == "__main__":
    main()
