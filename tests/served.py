"""A store of hand-made readings to serve, one of them hostile, and a server over it in a process of its own."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Agreement, Article, Reading, StatedPrinciple, Statement
from kg.serve.limits import Policy
from kg.triples.iris import DEFAULT_BASE
from tests import concluding
from tests.scene import CHINA, appears, person, reading, readings, said

BASE = DEFAULT_BASE
HOSTILE_NAME = """Mal<script>alert(1)</script> "Onclick=x" 'Lory & =SUM(A1)"""

HOSTILE = Article(
    id='<img src=x onerror="alert(2)">',
    title="</title><script>alert(3)</script> speaks",
    date=date(2024, 1, 2),
    outlet="<b>Bold</b> Agency",
    url="javascript:alert(4)",
    text=f"{HOSTILE_NAME} of China \U0001f600 said <b>markup</b> & “quotes” & \x27more\x27.\nSecond line </textarea>.",
)
NOTE = Article(
    id="note-1",
    title="A note",
    date=date(2023, 5, 6),
    outlet="demonstration note",
    text="In a short note China affirmed mutual respect, \U0001f680 and nothing else.",
)

SERVER = """
import json, sys
from pathlib import Path
from kg.serve import Limits, Policy, run
limits, policy = (json.loads(value) for value in sys.argv[2:4])
told = {"limits": Limits(**limits), "policy": Policy(**policy)}
run(Path(sys.argv[1]), port=0, **told, on_ready=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


def hostile() -> Reading:
    a = HOSTILE
    speaker = person(HOSTILE_NAME, "CN")
    return reading(
        a,
        appears(a, speaker),
        appears(a, CHINA),
        Statement(speakers=(speaker,), act="affirm", evidence=said(a, "said <b>markup</b> & “quotes”"), rule="s.<i>x"),
        Agreement(
            labels=("<u>deal</u>",), kind="plan", stage="proposed", evidence=said(a, "speaks", "title"), rule="a"
        ),
    )


def note() -> Reading:
    a = NOTE
    fact = StatedPrinciple(
        concept="mutual-respect",
        speakers=(CHINA,),
        verb="affirmed",
        evidence=said(a, "China affirmed mutual respect, \U0001f680"),
        rule="c.note",
    )
    return reading(a, appears(a, CHINA), fact)


def make_store(path: Path, *told: Reading) -> Path:
    """A store with one generation more, of these readings (all hand-made ones, if none is given)."""
    concluding.make_store(path, told or (*readings(), hostile(), note()))
    return path


@contextmanager
def serving(store: Path, timeout: float = 20.0, *, policy: Policy | None = None, **limits: Any) -> Iterator[str]:
    """The address of a server over `store`, ended as Ctrl-C does; it must end cleanly."""
    told = [json.dumps({"timeout": timeout, **limits}), json.dumps(asdict(policy or Policy()))]
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(store), *told], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address), "the server did not start"
        yield address.rstrip("/")
        process.send_signal(signal.SIGINT)
        assert process.stdout.read().strip() == "ended"
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.wait()
