"""What a worker says where it gives no answer. It travels to the server, and becomes a problem there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "query", "request", "form", "forbidden", "missing", "conflict", "held", "store", "evaluation", "inexpressible"
]


@dataclass(frozen=True, kw_only=True)
class Told:
    """`line` and `column` count from 1, 0 if unknown; `suggestion` is what to write instead, "" for nothing."""

    reason: Reason
    message: str
    line: int = 0
    column: int = 0
    suggestion: str = ""


class Refusal(Exception):
    """A job that gets no answer."""

    def __init__(self, reason: Reason, message: str, *, line: int = 0, column: int = 0, suggestion: str = "") -> None:
        super().__init__(message)
        self.told = Told(reason=reason, message=message, line=line, column=column, suggestion=suggestion)


def forbidden(message: str) -> Refusal:
    return Refusal("forbidden", message)
