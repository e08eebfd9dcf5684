"""Article -> N-Quads and record, or the reason why not: a pure function with a fence of time and memory around it."""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from kg import across, readers, triples
from kg.errors import FactError, KgError, UsageError
from kg.language import foreign
from kg.model import Article
from kg.triples.checking import check_graphs
from kg.triples.graphs import graphs


@dataclass(frozen=True)
class Written:
    """An article's graph as N-Quads, and its record for what is concluded across articles."""

    nquads: bytes
    record: bytes


Outcome = Written | str
"""What was read in an article, or why it could not be read."""

PATIENCE = 4
"""Wall-clock seconds granted for a CPU second: other programs may keep the machine busy."""
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the reading of one article may cost: CPU seconds, as many again for each million characters; bytes."""

    seconds: float = 60.0
    memory: int = 3 * 2**30

    def cpu(self, article: Article) -> float:
        return self.seconds * (1 + len(article.text) / 1e6)

    def wall(self, article: Article) -> float:
        """For a reader that waits and uses no CPU."""
        return PATIENCE * self.cpu(article)

    def too_long(self, article: Article) -> str:
        cpu, wall = self.cpu(article), self.wall(article)
        return f"reading took more than {cpu:.3g} s of CPU time, or {wall:.3g} s, and was stopped"

    def too_large(self) -> str:
        return f"reading took more than {self.memory / 2**20:,.0f} MB of memory and was stopped"


class _OutOfTime(BaseException):
    """Not an Exception: a reader that catches those must not catch this one."""


def read_one(article: Article, reader: str, base: str, limits: Limits) -> Outcome:
    """The outcome of one article. Raises UsageError only, when there is no such reader."""
    try:
        with _deadline(limits.cpu(article), limits.wall(article)):
            if other := foreign(article.text):
                return f"not in English but, it seems, in another language ({other})"
            return _checked(article, triples.write(readers.extract(article, reader), base=base), base)
    except UsageError:
        raise
    except _OutOfTime:
        return limits.too_long(article)
    except MemoryError:
        return limits.too_large()
    except KgError as error:
        return str(error)
    except Exception as error:
        return f"the reader {reader} failed on article {article.id}: {type(error).__name__}: {error}"


def _checked(article: Article, nquads: bytes, base: str) -> Written:
    """What was put down of the article. Raises FactError where it does not keep to the ontology."""
    told = graphs(nquads)
    if findings := check_graphs(told, base=base):
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise FactError(f"the graph of article {article.id} does not keep to the ontology: {findings[0]}{more}")
    return Written(triples.own(nquads, base=base), across.record(article, told, base=base))


@contextmanager
def _deadline(cpu: float, wall: float) -> Iterator[None]:
    """Raise `_OutOfTime` after that many seconds. Only a main thread can be interrupted; in others nothing is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _out_of_time) for number in (signal.SIGPROF, signal.SIGALRM)}
    try:
        signal.setitimer(signal.ITIMER_PROF, cpu)
        signal.setitimer(signal.ITIMER_REAL, wall)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


@contextmanager
def memory_cap(size: int) -> Iterator[None]:
    """Let this process grow by `size` bytes at most, then MemoryError. Where /proc is missing, nothing is done."""
    if not _STATM.exists():
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    now = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    wanted = now + size
    capped = min([wanted, *(limit for limit in before if limit != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (capped, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
