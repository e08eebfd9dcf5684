"""What runs over the pipes between the server and a worker: one kind letter, a length, that many bytes."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

JOB = b"J"
READY = b"R"
HEAD = b"H"
DATA = b"D"
END = b"E"
ERROR = b"X"

HEADER = struct.Struct(">cI")
BUFFER = 1 << 16
"""Bytes of an answer that are gathered into one frame; an answer that fits is sent with its length."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    return HEADER.pack(kind, len(payload)) + payload


def json_frame(kind: bytes, value: Any) -> bytes:
    return frame(kind, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame, None at the end of the stream."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, length = HEADER.unpack(header)
    return kind, stream.read(length)


class FrameWriter:
    """A file for `serialize` to write to: gathers its small pieces into DATA frames."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        self._held += piece
        if len(self._held) >= BUFFER:
            self.flush_frame()
        return len(piece)

    def flush(self) -> None:
        """Does nothing: the engine flushes after each piece, and frames are to be full."""

    def flush_frame(self) -> None:
        if self._held:
            self._out.write(frame(DATA, bytes(self._held)))
            self._out.flush()
            self._held.clear()
