"""Builds that are killed: python tests/bench/kills.py [--times=100] [--reader=NAME] [--articles=N]

Half of them are first builds, half are builds on top of a known store with changed and new articles. Prints a line a
kill, then in which stage how many died, and how many did not end in the graph of the undisturbed build when run again.
"""

import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.articles import lines
from tests.killing import STAGES, kill_many


def option(name: str, usual: str) -> str:
    return next((word.split("=")[1] for word in sys.argv if word.startswith(f"--{name}=")), usual)


def main() -> None:
    times, reader, number = int(option("times", "100")), option("reader", "cascade"), int(option("articles", "60"))
    failed, tell = False, partial(print, flush=True)
    with tempfile.TemporaryDirectory(prefix="kg-kills-") as name:
        folder = Path(name)
        found = list(lines(number, seed=3))
        new = folder / "new.jsonl"
        new.write_text("\n".join(found))
        old = folder / "old.jsonl"
        # Half of them are there already, every fourth with another text.
        half = [line.replace("the", "a") if n % 4 == 0 else line for n, line in enumerate(found[: number // 2])]
        old.write_text("\n".join(half))
        for kind, known in (("first builds", None), ("later builds", old)):
            tally = kill_many(folder / kind.split()[0], known, new, reader, times=times // 2, tell=tell)
            told = ", ".join(f"{tally.killed[stage]} in {stage}" for stage in STAGES)
            print(f"{date.today()} {kind}: {sum(tally.killed.values())} killed: {told}; {len(tally.unequal)} unequal")
            print("\n".join(tally.unequal), flush=True)
            failed = failed or bool(tally.unequal)
    sys.exit(failed)


if __name__ == "__main__":
    main()
