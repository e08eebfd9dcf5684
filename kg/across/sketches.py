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
from itertools import accumulate
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


def words(text: str) -> bytes:
    """The words of a text in lower case, a space between each two: all that makes two texts the same."""
    return " ".join(_WORD.findall(text.casefold())).encode("utf-8", "replace")


def digest(words: bytes) -> str:
    """16 hexadecimal digits for the words of a text: spaces and punctuation do not count."""
    return hashlib.sha256(words).hexdigest()[:16]


def sketch(words: bytes) -> Sketch:
    """The sketch of the words of a text, () for fewer than `ENOUGH`."""
    begins = [0, *accumulate(len(word) + 1 for word in words.split(b" "))]
    if len(begins) <= ENOUGH:
        return ()
    runs = (words[begin : end - 1] for begin, end in zip(begins, begins[3:], strict=False))
    # CRC alone leaves runs of like words in like bins.
    values = ((zlib.crc32(run) * 2654435761) & 0xFFFFFFFF for run in runs)
    least = {value // _SPAN: value for value in sorted(values, reverse=True)}  # the last one of a bin is its least
    return tuple(least.get(place, EMPTY) for place in range(BINS))


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
