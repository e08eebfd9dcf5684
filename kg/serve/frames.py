"""What runs over the pipes between the server and a worker: one kind letter, a length, that many bytes."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

JOB = b"J"
BODY = b"B"
READY = b"R"
HEAD = b"H"
DATA = b"D"
END = b"E"
ERROR = b"X"

HEADER = struct.Struct(">cI")
BUFFER = 1 << 16
"""Bytes of an answer that are gathered into one frame."""
FIRST = 1 << 14
"""The same of the first two frames, for which the status line waits; an answer that fits is sent with its length."""
WORTH = 1 << 10
"""Bytes from which on an answer is compressed."""
TAIL = 8
GZIP = 16 + zlib.MAX_WBITS
LEVEL = 3
"""Half the time of the usual level, for answers that are a tenth longer."""


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
    """A file for `serialize` to write to: gathers its small pieces into DATA frames, compressed where asked for.

    `head` is called before the first frame with the encoding ("gzip" or "") that the answer has, and gives its HEAD.
    `marks` counts how often `mark` was written, `tail` is what was written last.
    """

    def __init__(self, out: BinaryIO, head: Callable[[str], bytes], *, gzip: bool = False, mark: bytes = b"") -> None:
        self._out = out
        self._head: Callable[[str], bytes] | None = head
        self._held = bytearray()
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP) if gzip else None
        self._mark = mark
        self._passed = 0
        self.tail = b""
        self.marks = 0

    def write(self, piece: bytes) -> int:
        self._held += piece
        if len(self._held) >= (BUFFER if self._passed > 1 else FIRST):
            self._pass_on()
        return len(piece)

    def flush(self) -> None:
        """Does nothing: the engine flushes after each piece, and frames are to be full."""

    def end(self) -> None:
        """Write what is held. An answer that is short as a whole goes out as it is."""
        if self._head is not None and len(self._held) < WORTH:
            self._packer = None
        self._pass_on()
        if self._packer is not None:
            self._send(self._packer.flush())
        self._out.flush()

    def _pass_on(self) -> None:
        piece = bytes(self._held)
        self._held.clear()
        self._passed += 1
        if self._head is not None:
            self._out.write(self._head("gzip" if self._packer else ""))
            self._head = None
        if self._mark:
            # A mark may lie across two pieces; one that lies whole in the tail was counted before.
            seen = self.tail + piece
            self.marks += seen.count(self._mark) - self.tail.count(self._mark)
            self.tail = seen[-TAIL:]
        self._send(self._packer.compress(piece) if self._packer else piece)

    def _send(self, data: bytes) -> None:
        if data:
            self._out.write(frame(DATA, data))
            self._out.flush()
