"""What runs between the server and a desk: messages that keep their bounds, the first byte of each says what it is."""

from __future__ import annotations

import struct

from kg.serve.record import Peer

LENT = b"L"
"""A connection comes with this: its number, whether its client is a proxy, who that is."""
RECALL = b"R"
"""The connection of this number is to be given back."""
STARTED = b"S"
"""The desk is ready; its edition."""
BACK = b"B"
"""A connection: its number, what is to be sent over it yet, what was received over it."""
NOTES = b"N"
"""What was answered: client, digest of the query, bytes of the answer, seconds, for each."""

READ = 1 << 13
"""Bytes that a desk reads at a time; a longer request is none for it."""
PACKET = 1 << 17
"""The longest message: an answer and a request."""
_BACK = struct.Struct(">cII")


def lent(number: int, peer: Peer) -> bytes:
    return b"".join((LENT, number.to_bytes(4), peer.proxy.to_bytes(), peer.address.encode("ascii")))


def taken(message: bytes) -> tuple[int, Peer]:
    """What `lent` was given."""
    return int.from_bytes(message[1:5]), Peer(message[6:].decode("ascii"), bool(message[5]))


def given_back(number: int, rest: bytes, data: bytes) -> bytes:
    return b"".join((_BACK.pack(BACK, number, len(rest)), rest, data))


def taken_back(message: bytes) -> tuple[int, bytes, bytes]:
    """What `given_back` was given."""
    _, number, length = _BACK.unpack_from(message)
    begin = _BACK.size
    return number, message[begin : begin + length], message[begin + length :]
