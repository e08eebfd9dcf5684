"""The errors that users see. Each says what happened, where, and what to do next."""

from __future__ import annotations

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_QUERY = 3
EXIT_STORE = 4
EXIT_SET_ASIDE = 5
EXIT_INTERRUPTED = 130


class KgError(Exception):
    """Something the user can mend.

    `what` is one sentence; `where` names a file, line, query or setting; `then` says what to do next.
    `exit_code` is what the command line ends with.
    """

    exit_code = EXIT_FAILED

    def __init__(self, what: str, *, where: str = "", then: str = "") -> None:
        super().__init__(what, where, then)
        self.what = what
        self.where = where
        self.then = then

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.then}" if self.then else ""
        return f"{self.what}{place}.{advice}" if not self.what.endswith((".", "?")) else f"{self.what}{place}{advice}"


class UsageError(KgError):
    """The command or a setting was worded wrongly."""

    exit_code = EXIT_USAGE


class InputError(KgError):
    """An article or a file of articles cannot be read."""


class QueryError(KgError):
    """A SPARQL query or one of its parameters is wrong. `line` and `column` count from 1, 0 if unknown."""

    exit_code = EXIT_QUERY

    def __init__(self, what: str, *, where: str = "", then: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(what, where=where, then=then)
        self.line = line
        self.column = column


class StoreError(KgError):
    """A store is missing, locked, broken or of another version."""

    exit_code = EXIT_STORE


class FactError(KgError):
    """A reader made a fact that its article does not bear out: no evidence, or words that do not stand there."""


class LexiconError(KgError):
    """A row of the lexicon or a rule is malformed, or its examples do not hold."""
