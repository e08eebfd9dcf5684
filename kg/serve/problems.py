"""What went wrong with a request, as a status and an `application/problem+json` body (RFC 9457).

400 is for the asker's faults only.
"""

from __future__ import annotations

import json

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that gets no answer. `detail` is a sentence that helps; `line` and `column` count from 1, 0 unknown."""

    def __init__(
        self, status: int, title: str, detail: str, *, line: int = 0, column: int = 0, retry_after: int = 0
    ) -> None:
        super().__init__(status, title, detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.line = line
        self.column = column
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}

    def response(self) -> Response:
        body: dict[str, str | int] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.line:
            body |= {"line": self.line, "column": self.column}
        text = json.dumps(body, ensure_ascii=False) + "\n"
        return Response(text, status_code=self.status, media_type=MEDIA_TYPE, headers=self.headers)


def wrong_query(detail: str, *, line: int = 0, column: int = 0) -> Problem:
    return Problem(400, "The query cannot be read", detail, line=line, column=column)


def bad_request(detail: str) -> Problem:
    return Problem(400, "The request cannot be read", detail)


def forbidden(detail: str, *, line: int = 0, column: int = 0) -> Problem:
    return Problem(403, "Not allowed here", detail, line=line, column=column)


def not_found(detail: str) -> Problem:
    return Problem(404, "Not in the graph", detail)


def too_slow(seconds: float) -> Problem:
    return Problem(
        504,
        "The query took too long",
        f"The answer was not complete after {seconds:g} seconds, so none of it is given. "
        "Ask for less: name an actor or a year, or leave out an ORDER BY over everything.",
    )


def too_big() -> Problem:
    return Problem(
        507,
        "The query needs too much memory",
        "The worker reached its memory cap and was replaced. Ask for less, or leave out an ORDER BY over everything.",
    )


def crashed() -> Problem:
    return Problem(
        500,
        "The worker of this query ended",
        "The process that ran this query ended before the answer was complete; no other query is touched. Ask again.",
    )


def busy() -> Problem:
    return Problem(
        503, "All workers are busy", "Every worker has a query and the queue is full. Ask again shortly.", retry_after=2
    )
