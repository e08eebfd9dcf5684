"""What tells copies of one text: a digest of its words, and a sketch that near copies share most of.

The sketch is a one-permutation MinHash of runs of three words (Li, Owen and Zhang, "One Permutation Hashing", 2012):
the least hash in each of `BINS` bins. The share of bins in which two sketches agree estimates how many of the runs
of both texts are common (Jaccard).
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from operator import eq

BINS = 32
ROWS = 4
"""Bins to a band: two sketches are compared when they agree in all bins of one band."""
ENOUGH = 40
"""Words from which on a sketch says something: below, only the same words are a copy."""
ALIKE = 0.75
"""Share of common bins from which on two texts are near copies."""
EMPTY = -1

_WORD = re.compile(r"\w+")
_SPAN = 2**32 // BINS + 1

Sketch = tuple[int, ...]


def words_digest(text: str) -> str:
    """16 hexadecimal digits for the words of the text in lower case: spaces and punctuation do not count."""
    return hashlib.sha256(" ".join(_WORD.findall(text.casefold())).encode("utf-8", "replace")).hexdigest()[:16]


def sketch(text: str) -> Sketch:
    """The sketch of a text, () for one of fewer than `ENOUGH` words."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(text.casefold())]
    if len(words) < ENOUGH:
        return ()
    least = [2**32] * BINS
    for at in range(len(words) - 2):
        value = zlib.crc32(b" ".join(words[at : at + 3]))
        value = (value * 2654435761) & 0xFFFFFFFF  # CRC alone leaves runs of like words in like bins
        place = value // _SPAN
        if value < least[place]:
            least[place] = value
    return tuple(EMPTY if value == 2**32 else value for value in least)


def bands(of: Sketch) -> tuple[str, ...]:
    """What two near copies very likely share at least one of: at .75 in common .95, at .9 .999."""
    cut = (of[at : at + ROWS] for at in range(0, len(of), ROWS))
    return tuple(
        f"{number}:{','.join(map(str, band))}" for number, band in enumerate(cut) if set(band) != {EMPTY}
    )  # fmt: skip


def alike(a: Sketch, b: Sketch) -> bool:
    """Whether two texts are near copies."""
    if not a or not b:
        return False
    same, told = sum(map(eq, a, b)), BINS
    if EMPTY in a and EMPTY in b:
        empty = sum(one == other == EMPTY for one, other in zip(a, b, strict=True))
        same, told = same - empty, told - empty
    return told > 0 and same >= ALIKE * told


def packed(of: Sketch) -> str:
    """A sketch as text."""
    return struct.pack(f">{len(of)}q", *of).hex()


def unpacked(text: str) -> Sketch:
    """The sketch that `packed` made a text of."""
    data = bytes.fromhex(text)
    return struct.unpack(f">{len(data) // 8}q", data)
