"""What runs between the server and a worker: one kind letter, a length, that many bytes, often of a value as JSON."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

JOB = b"J"
BODY = b"B"
READY = b"R"
WHOLE = b"W"
"""An answer that is short: its head, its bytes, the number of its rows."""
HEAD = b"H"
DATA = b"D"
END = b"E"
ERROR = b"X"

HEADER = struct.Struct(">cI")
LENGTH = struct.Struct(">I")
BUFFER = 1 << 16
"""Bytes of an answer that are gathered into one frame."""
FIRST = 1 << 15
"""The same of the first frame, for which the status line waits; an answer that fits is sent with its length."""
WORTH = 1 << 10
"""Bytes from which on an answer is compressed."""
TAIL = 8
GZIP = 16 + zlib.MAX_WBITS
LEVEL = 3
"""Half the time of the usual level, for answers that are a tenth longer."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    return HEADER.pack(kind, len(payload)) + payload


def packed(kind: bytes, value: Any) -> bytes:
    """A frame of a value."""
    return frame(kind, told(value))


def whole(head: Mapping[str, Any], body: bytes, rows: int | None) -> bytes:
    """The frame of an answer that is short."""
    value = told((head, rows))
    return b"".join((HEADER.pack(WHOLE, LENGTH.size + len(value) + len(body)), LENGTH.pack(len(value)), value, body))


def opened(payload: bytes) -> tuple[dict[str, Any], bytes, int | None]:
    """What `whole` was given, from the payload of its frame."""
    begin = LENGTH.size + LENGTH.unpack_from(payload)[0]
    head, rows = json.loads(payload[LENGTH.size : begin])
    return head, payload[begin:], rows


def told(value: Any) -> bytes:
    """A value as JSON."""
    return _JSON(value).encode("utf-8", "surrogatepass")


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame, None at the end of the stream."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, length = HEADER.unpack(header)
    return kind, stream.read(length)


class FrameWriter:
    """A file for `serialize` to write to: gathers its small pieces into frames, compressed where asked for.

    `head` is called before the first frame with the encoding ("gzip" or "") that the answer has, and gives what its
    HEAD tells. `marks` counts how often `mark` was written, `tail` is what was written last.
    """

    def __init__(
        self, out: BinaryIO, head: Callable[[str], Mapping[str, Any]], *, gzip: bool = False, mark: bytes = b""
    ) -> None:
        self._out = out
        self._head = head
        self._held = bytearray()
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP) if gzip else None
        self._mark = mark
        self._begun = False
        self.tail = b""
        self.marks = 0

    def write(self, piece: bytes) -> int:
        self._held += piece
        if len(self._held) >= (BUFFER if self._begun else FIRST):
            if not self._begun:
                self._out.write(packed(HEAD, self._head(self._encoding)))
                self._begun = True
            self._send(self._taken())
        return len(piece)

    def flush(self) -> None:
        """Does nothing: the engine flushes after each piece, and frames are to be full."""

    def end(self, rows: Callable[[FrameWriter], int | None]) -> None:
        """Write what is held, and how many `rows` it all is. An answer that is short as a whole goes out as it is."""
        if not self._begun and len(self._held) < WORTH:
            self._packer = None
        piece = self._taken() + (self._packer.flush() if self._packer else b"")
        if self._begun:
            self._send(piece)
            self._out.write(packed(END, rows(self)))
        else:
            self._out.write(whole(self._head(self._encoding), piece, rows(self)))

    @property
    def _encoding(self) -> str:
        return "gzip" if self._packer else ""

    def _taken(self) -> bytes:
        piece = bytes(self._held)
        self._held.clear()
        if self._mark:
            # A mark may lie across two pieces; one that lies whole in the tail was counted before.
            seen = self.tail + piece
            self.marks += seen.count(self._mark) - self.tail.count(self._mark)
            self.tail = seen[-TAIL:]
        return self._packer.compress(piece) if self._packer else piece

    def _send(self, data: bytes) -> None:
        if data:
            self._out.write(frame(DATA, data))
            self._out.flush()
