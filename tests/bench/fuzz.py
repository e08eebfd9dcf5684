"""Requests that schemathesis makes from the endpoint's own OpenAPI page, with and without the token.

    python -m tests.bench.fuzz [--examples 50]      pip install schemathesis

It ends with 1 if any answer breaks what the page says. Two checks are not asked for: which texts are queries no schema
can tell, so `positive_data_acceptance` cannot hold; and 503, 504 and 507 are what an honest server answers to a query
that asks for too much, or for an answer within no time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.serve.limits import Policy
from tests.served import make_store, serving

TOKEN = "a-token-of-some-length"
CONFIG = """
[checks]
positive_data_acceptance.enabled = false
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", 503, 504, 507]
"""
HOOKS = """
import schemathesis

TEXTS = ("application/sparql-query", "application/sparql-update", "text/turtle", "application/n-triples")

@schemathesis.serializer(*TEXTS)
def text(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
"""


def fuzz(address: str, folder: Path, *options: str) -> int:
    """The exit code of schemathesis, which tells what it found."""
    (folder / "schemathesis.toml").write_text(CONFIG)
    (folder / "hooks_of_fuzz.py").write_text(HOOKS)
    command = ["schemathesis", "run", f"{address}/openapi.json", "--continue-on-failure", "--warnings", "off"]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks_of_fuzz", "PYTHONPATH": str(folder)}
    return subprocess.run([*command, *options], cwd=folder, env=environment, check=False).returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=50, help="requests for each operation and way of making them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = make_store(folder / "graph")
        with serving(store, 5.0, policy=Policy(token=TOKEN)) as address:
            examples = ("--max-examples", str(given.examples))
            codes = [fuzz(address, folder, *examples, *who) for who in ((), ("-H", f"Authorization: Bearer {TOKEN}"))]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
