"""How many quads an article costs: python tests/bench/quads.py [FILE.jsonl|FOLDER ...]

Prints the median, over the articles named (else the seeds), of the quads of an article's graph for 3,000 bytes of its
text, and beside it what it must not pass; of all its lines, what it says of things that others name too included; and
the quads for each fact.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg.model import Appearance, Article  # noqa: E402
from kg.readers import extract  # noqa: E402
from kg.sources import read  # noqa: E402
from kg.triples import own, write  # noqa: E402

BASE = "https://w3id.org/bilateral/id/"
LIMIT = 300
UNIT = 3_000


def main(arguments: list[str]) -> None:
    found = read([Path(name) for name in arguments] or [ROOT / "seeds"])
    graphs, whole, facts = [], [], []
    for article in (one for one in found if isinstance(one, Article)):
        reading = extract(article)
        lines = write(reading, base=BASE)
        mine, unit = own(lines, base=BASE).count(b"\n"), len(article.text.encode("utf-8", "surrogatepass")) / UNIT
        graphs.append(mine / unit)
        whole.append(lines.count(b"\n") / unit)
        if told := sum(not isinstance(fact, Appearance) for fact in reading.facts):
            facts.append(mine / told)
    print(f"{len(graphs)} articles, medians for 3,000 bytes of text")
    print(f"quads of the article's graph {statistics.median(graphs):8.1f}   (limit {LIMIT})")
    print(f"with what others say too     {statistics.median(whole):8.1f}")
    print(f"quads for each fact          {statistics.median(facts):8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
