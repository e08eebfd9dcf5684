"""Questions and writes at once, generations published beneath them: what `tests/bench/crowd.py` does for an hour."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.bench.crowd import mixed

MINUTES = 1.0 if os.environ.get("CI") else 0.1


def test_no_answer_is_wrong_and_none_fails_while_generations_come_and_go(tmp_path: Path) -> None:
    found = mixed(MINUTES, tmp_path)
    kept = {int(told[1]) for what in found if (told := re.fullmatch(r"(\d+) generations on disk", what))}
    assert found["answered"] and found["looked up"] and found["writes seen"] and found["builds seen"]
    told = {what for what in found if "generations" not in what}
    assert told - {"writes told to wait"} == {"answered", "looked up", "writes seen", "builds seen"}
    assert max(kept) <= 3
