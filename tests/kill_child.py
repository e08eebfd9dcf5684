"""A build that says on stdout in which stage it is, to be killed: python tests/kill_child.py STORE INPUT READER.

Small batches, so that there are many moments of each kind.
"""

import sys
from pathlib import Path

from kg.pipeline import build, filling
from kg.pipeline.telling import Silence
from kg.store import writer


class Stages(Silence):
    """Each stage as it begins ("load") and ends ("read": what goes on between the others)."""

    def stage(self, name: str, seconds: float | None) -> None:
        print("read" if seconds is not None else name, flush=True)

    def progress(self, done: int, total: int | None, failed: int) -> None:
        if done == 1:
            print("read", flush=True)


if __name__ == "__main__":
    writer.BATCH_ARTICLES = 12
    filling.CONCLUDE_ARTICLES = 20
    build([Path(sys.argv[2])], store=Path(sys.argv[1]), reader=sys.argv[3], listener=Stages())
    print("done", flush=True)
