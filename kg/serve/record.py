"""What is known of a request when it has been answered: for the access log and the counters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from starlette.types import Scope

KEY = "kg.record"


@dataclass(kw_only=True)
class Record:
    """Filled in while a request is answered. `query` is the digest of what was asked, `rows` None where unknown."""

    query: str = ""
    rows: int | None = None
    outcome: str = "answered"
    status: int = 0
    sent: int = 0


class Peer(NamedTuple):
    """Who is at the other end of a connection; where that is a `proxy`, it says for whom it asks."""

    address: str
    proxy: bool

    def client(self, named: str) -> str:
        """Who asks, of whom a request says that it was sent by `named`, "" if it says nothing."""
        return named if named and self.proxy else self.address


def record(scope: Scope) -> Record:
    """The record of the request; a fresh one where nobody keeps it."""
    found = scope.get(KEY)
    return found if isinstance(found, Record) else Record()
