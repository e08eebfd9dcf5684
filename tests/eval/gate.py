"""The floor under the reading: no row of the scorer may fall below what `floors.json` holds.

    python tests/eval/gate.py GOLD              # check; GOLD is a folder of gold files beside an articles.jsonl
    python tests/eval/gate.py GOLD --raise      # raise every floor that the present figures exceed
    python tests/eval/gate.py GOLD --lower      # take the present figures as floors; say why in CHANGELOG.md
    python tests/eval/gate.py GOLD --publish    # write the totals of the unread part to ontology/quality.json

Floors are kept by the digest of the gold they were measured on; gold that has none is held to those under "any".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
PARTS = ("--read", "--unread")
PUBLISHED = HERE.parents[1] / "ontology" / "quality.json"
KINDS = ("actors", "positions", "meetings", "agreements", "principles", "statements", "relations")


def digest(gold: Path) -> str:
    """16 hexadecimal digits of SHA-256 over names and bytes of the gold files, in order."""
    running = hashlib.sha256()
    for path in sorted(gold.glob("*.json")):
        running.update(path.name.encode())
        running.update(path.read_bytes())
    return running.hexdigest()[:16]


def figures(gold: Path) -> dict[str, dict[str, float]]:
    """Part -> row -> F1, to three places, rounded down."""
    return {
        part: {row: int(told["f1"] * 1000) / 1000 for row, told in scored["rows"].items()}
        for part, scored in scores(gold).items()
    }


def scores(gold: Path) -> dict[str, dict[str, Any]]:
    """Part -> what the scorer says of a store built now from the articles beside the gold."""
    kg = [sys.executable, "-m", "kg"]
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        subprocess.run(
            [*kg, "build", str(gold.parent / "articles.jsonl"), "--store", store], check=True, capture_output=True
        )
        score = [sys.executable, str(HERE / "score.py"), "--kg", " ".join(kg), "--store", store, "--gold", str(gold)]
        return {
            part[2:]: json.loads(
                subprocess.run([*score, part, "--json"], check=True, capture_output=True, text=True).stdout
            )
            for part in PARTS
        }


def publish(gold: Path) -> None:
    """Write what users are told of the reading's quality: counts of the unread part, kind by kind."""
    from kg.readers import version

    unread = scores(gold)["unread"]
    kinds = {}
    for kind in KINDS:
        row = unread["rows"][kind]
        kinds[kind] = {"right": row["tp"], "found": row["tp"] + row["fp"], "gold": row["tp"] + row["fn"]}
    told = {"digest": digest(gold), "articles": unread["articles"], "rules": version("cascade"), "kinds": kinds}
    PUBLISHED.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def below(floors: dict[str, dict[str, float]], now: dict[str, dict[str, float]]) -> list[str]:
    """What stands below its floor, one sentence each."""
    return [
        f"{part} {row}: {now[part].get(row, 0.0):.3f}, the floor is {floor:.3f}"
        for part, rows in floors.items()
        for row, floor in rows.items()
        if now[part].get(row, 0.0) < floor
    ]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--raise", dest="up", action="store_true")
    ask.add_argument("--lower", dest="down", action="store_true")
    ask.add_argument("--publish", action="store_true")
    args = ask.parse_args()
    if args.publish:
        publish(args.gold)
        return 0
    known = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    key, now = digest(args.gold), figures(args.gold)
    floors = known.get(key) or known.get("any", {})
    if args.up or args.down:
        merged = {
            p: {r: f if args.down else max(f, known.get(key, {}).get(p, {}).get(r, 0.0)) for r, f in rows.items()}
            for p, rows in now.items()
        }
        FLOORS.write_text(json.dumps({**known, key: merged}, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    faults = below(floors, now) if floors else [f"no floors for the gold {key}: run with --raise"]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
