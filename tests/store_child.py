"""A build in a process of its own, to be disturbed: python tests/store_child.py STORE INPUT [OPTION=VALUE ...].

`kill=N` ends it by SIGKILL at the N-th line that runs in kg/store or kg/across (0: counts the lines and prints their
number); of a line that runs again and again, the first three times count.
`limit=BYTES` is the size that no file may exceed, as on a full disk; `workers=N` reads in N processes. Small batches
give it much to lose.
"""

import os
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from kg import across
from kg.errors import KgError
from kg.pipeline import build
from kg.store import writer

STORE_CODE = (str(Path(writer.__file__).parent), str(Path(across.__file__).parent))


class Lines:
    """Counts the lines that run in kg/store and kg/across, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0
        self.times: Counter[tuple[str, int]] = Counter()

    def enter(self, frame: FrameType, event: str, argument: object):
        return self.line if frame.f_code.co_filename.startswith(STORE_CODE) else None

    def line(self, frame: FrameType, event: str, argument: object):
        place = (frame.f_code.co_filename, frame.f_lineno)
        self.times[place] += 1
        if event == "line" and self.times[place] <= 3:
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.line


def main(store: str, source: str, *options: str) -> int:
    given = dict(option.split("=") for option in options)
    writer.BATCH_ARTICLES = 4
    if "limit" in given:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(given["limit"]), resource.RLIM_INFINITY))
    lines = Lines(int(given.get("kill", 0)))
    sys.settrace(lines.enter if "kill" in given else None)
    try:
        workers = int(given.get("workers", 1))
        build([Path(source)], store=Path(store), reader="tests.state_reader", workers=workers)
    except KgError as error:
        sys.settrace(None)
        print(error, file=sys.stderr)
        return error.exit_code
    sys.settrace(None)
    print(lines.count)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
