"""What went wrong with a request, as a status and an `application/problem+json` body (RFC 9457).

400 is for the asker's faults only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

from kg.queries import slowness
from kg.serve.refusals import Told

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that gets no answer. `detail` is a sentence that helps; `line` and `column` count from 1, 0 unknown.

    `suggestion` is what to write instead, "" for nothing; `more` are further headers.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        line: int = 0,
        column: int = 0,
        suggestion: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, title, detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.line = line
        self.column = column
        self.suggestion = suggestion
        self.headers = {"Cache-Control": "no-store", **(more or {})}

    def response(self) -> Response:
        body: dict[str, str | int] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.line:
            body |= {"line": self.line, "column": self.column}
        if self.suggestion:
            body["suggestion"] = self.suggestion
        text = json.dumps(body, ensure_ascii=False) + "\n"
        return Response(text, status_code=self.status, media_type=MEDIA_TYPE, headers=self.headers)


def refused(told: Told) -> Problem:
    """What a worker said, as the status that it means."""
    match told.reason:
        case "query":
            title = "The query cannot be read"
            return Problem(400, title, told.message, line=told.line, column=told.column, suggestion=told.suggestion)
        case "request":
            return Problem(400, "The request cannot be read", told.message, line=told.line, column=told.column)
        case "form":
            return Problem(406, "No such form", f"This answer can be given as: {told.message}.")
        case "inexpressible":
            return Problem(406, "The form cannot hold the answer", told.message)
        case "forbidden":
            return forbidden(told.message)
        case "missing":
            return not_found(told.message)
        case "conflict":
            return Problem(409, "The update cannot be done", told.message)
        case "held":
            return Problem(503, "Another process writes to the store", told.message, more={"Retry-After": "5"})
    return Problem(500, "The query could not be answered", told.message)


def bad_request(detail: str) -> Problem:
    return Problem(400, "The request cannot be read", detail)


def forbidden(detail: str) -> Problem:
    return Problem(403, "Not allowed here", detail)


def not_found(detail: str) -> Problem:
    return Problem(404, "Not in the graph", detail)


def too_slow(seconds: float, query: str) -> Problem:
    """`query` is the text that took so many seconds, "" where a page asked."""
    told = f"The answer was not complete after {seconds:g} seconds, so none of it is given. "
    return Problem(504, "The query took too long", told + slowness.likely(query))


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


def gone() -> Problem:
    """By the status that servers write into their logs for it; there is none of the protocol."""
    return Problem(499, "gone", "The client went before there was an answer.")


def outdated() -> Problem:
    return Problem(
        503,
        "The server is to be restarted",
        "Its program was replaced on disk while it ran, and processes of the new one cannot answer for the old. "
        "Restart the server.",
        more={"Retry-After": "60"},
    )


def busy() -> Problem:
    told = "Every worker has a query and the queue is full. Ask again shortly."
    return Problem(503, "All workers are busy", told, more={"Retry-After": "2"})
