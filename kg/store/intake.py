"""Which articles of a build are to be read: the new, the changed, and those that were read by other rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kg.model import Article, SetAside
from kg.store.journal import Row
from kg.store.writer import Writer


class Again(Enum):
    """Which articles of the store are read again: those of other rules and lost ones; also failed ones; all."""

    OUTDATED = "outdated"
    FAILED = "failed"
    ALL = "all"


@dataclass(frozen=True, kw_only=True, order=True, slots=True)
class _Seen:
    """An article of this build, by what decides between two of one id: the later date, then the greater key."""

    day: date
    key: str
    where: str = ""


class Intake:
    """The articles of one build against what the store knows.

    Within a build, of two articles with one id and different content the one with the later date counts, then the one
    with the greater key; the other is set aside. So the result does not depend on their order. In a later build the
    new content replaces the old.
    """

    def __init__(self, writer: Writer, on_set_aside: Callable[[SetAside], None]) -> None:
        self._writer = writer
        self._on_set_aside = on_set_aside
        self._before = dict(writer.known)
        self._seen: dict[str, _Seen] = {}
        self._fate: dict[str, str] = {}
        self.set_aside: list[SetAside] = []
        self.items = 0

    def to_read(
        self, items: Iterable[Article | SetAside], again: Again, tell: Callable[[int], None]
    ) -> Iterator[Article]:
        """The articles that must be read, in an order that lets the last one of an id win.

        `tell(number)` is called for those that need no reading.
        """
        self._again = again
        self._tell = tell
        undecided: dict[str, list[Article]] = {}
        for item in items:
            self.items += 1
            if isinstance(item, SetAside):
                self.leave(item.where, item.reason, item.id)
                self._tell(1)
                continue
            known = self._before.get(item.id)
            seen = self._seen.get(item.id)
            if seen and seen.key == item.key:
                self._tell(1)
            elif seen or (known and known.key != item.key):
                # Whether it replaces the other depends on what is still to come, so it waits, with its text.
                undecided.setdefault(item.id, []).append(item)
            else:
                self._seen[item.id] = _rank(item)
                if known and self._is_settled(known):
                    self._pass_over(item, known)
                    self._tell(1)
                else:
                    yield item
        for candidates in undecided.values():
            yield from self._winner(candidates)
        yield from self._left_over()

    def is_wanted(self, article: Article) -> bool:
        """Whether no other article has taken its place while it was read."""
        seen = self._seen.get(article.id)
        return seen is None or seen.key == article.key

    def took(self, article: Article) -> None:
        """Note that the article was read and is in the store."""
        old = self._before.get(article.id)
        if old is None:
            self._fate[article.id] = "new"
        elif old.key == article.key and old.state != "failed":
            self._fate[article.id] = "reread"
        else:
            self._fate[article.id] = "changed"

    def failed(self, article: Article, error: str) -> None:
        """Note that the article's reader failed."""
        self._fate[article.id] = "failed"
        self._note(SetAside(where=article.where or article.id, reason=error, id=article.id))

    def leave(self, where: str, reason: str, id: str | None) -> None:
        self._note(SetAside(where=where, reason=reason, id=id))
        self._writer.set_aside(where, reason, id)

    def _note(self, item: SetAside) -> None:
        self.set_aside.append(item)
        self._on_set_aside(item)

    def _pass_over(self, article: Article, row: Row) -> None:
        """An article as it was the last time: read, or in quarantine, where it costs no second try."""
        if row.state == "failed":
            self.failed(article, row.error or "it could not be read")
        else:
            self._fate[article.id] = "unchanged"

    def counts(self) -> Counter[str]:
        """How many articles are new, changed, reread (their text is as before), unchanged, failed."""
        return Counter(self._fate.values())

    def _winner(self, candidates: list[Article]) -> Iterator[Article]:
        seen = self._seen.get(candidates[0].id)
        ranked = sorted({_rank(article): article for article in candidates}.items(), key=lambda pair: pair[0])
        best, article = ranked[-1]
        everything = {rank.key: rank for rank, _ in ranked} | ({seen.key: seen} if seen else {})
        winner = max(everything.values())
        for key in sorted(everything):
            if key != winner.key:
                kept = f" ({winner.where})" if winner.where else ""
                reason = f"another article with the id {article.id} was kept{kept}: later date, or the greater key"
                self.leave(everything[key].where or article.id, reason, article.id)
        self._tell(len(candidates) - (winner == best))
        if winner == best:
            self._seen[article.id] = best
            yield article

    def _left_over(self) -> Iterator[Article]:
        """Articles of earlier builds that other rules have read, or whose graph a killed build has lost."""
        others = [self._before[id_] for id_ in sorted(self._before.keys() - self._seen.keys())]
        left = [row for row in others if not self._is_settled(row)]
        self.items += len(left)
        for row in left:
            article = self._writer.article(row.key)
            assert article is not None, "the journal keeps the article of each row"
            yield article

    def _is_settled(self, row: Row) -> bool:
        """Whether the article needs no reading: the present rules have read it, or failed on it."""
        if self._again is Again.ALL or row.rules != self._writer.rules or row.state == "stale":
            return False
        return row.state == "read" or self._again is Again.OUTDATED


def _rank(article: Article) -> _Seen:
    return _Seen(day=article.date or date.min, key=article.key, where=article.where)
