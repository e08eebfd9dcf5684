"""What the ledger keeps as text: short JSON, in one spelling, so that the same words are the same text."""

from __future__ import annotations

import json

pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A list of strings, numbers and lists as one line. `json.dumps` would make an encoder each time."""
unpack = json.JSONDecoder().decode
