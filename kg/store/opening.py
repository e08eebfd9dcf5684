"""Opening a store for its one writer: under the lock, and mended first where it was damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from traceback import clear_frames

from kg.errors import StoreError
from kg.store.doctor import Finding, look_through
from kg.store.graph import BrokenStore, store_errors
from kg.store.layout import Layout, Settings, prepare, settle
from kg.store.lock import hold
from kg.store.stages import Stages
from kg.store.writer import Writer


@contextmanager
def open_writer(
    path: Path,
    *,
    base: str,
    reader: str,
    version: str,
    rules: str | None = None,
    lock_timeout: float = 0.0,
    stages: Stages | None = None,
) -> Iterator[Writer]:
    """Open the store at `path` for writing, or make it; waits for another writer up to `lock_timeout` seconds.

    `rules` stands for what makes a graph from a text (default: `version`): rows of other rules are to be read again.
    Raises StoreError when the store is held, of another format, or has another base or reader. A store that was
    damaged is mended: at once where it shows at once (`Writer.mended`), else before a StoreError that says so.
    """
    layout = prepare(Path(path))
    with hold(layout.lock, timeout=lock_timeout):
        with store_errors(layout.root):
            settings = settle(layout, Settings(base=base, reader=reader))
        make = partial(Writer, layout, settings, version, version if rules is None else rules, stages or Stages())
        writer = _opened(layout, make)
        try:
            yield writer
            writer.commit()
        except KeyboardInterrupt:
            writer.commit()
            raise
        except BrokenStore as error:
            writer.close()
            what = "; ".join(finding.what for finding in _mended(layout, error))
            raise StoreError(
                f"The store was damaged and has been mended ({what})", where=str(layout.root),
                then="Run the same command again: it goes on.",
            ) from error  # fmt: skip
        finally:
            writer.close()


def _opened(layout: Layout, make: Callable[[], Writer]) -> Writer:
    try:
        with store_errors(layout.root):
            return make()
    except BrokenStore as error:
        mended = _mended(layout, error)
    with store_errors(layout.root):
        writer = make()
    writer.mended = mended
    return writer


def _mended(layout: Layout, error: BrokenStore) -> tuple[Finding, ...]:
    """What was found wrong with the store, and mended. Raises `error` again where nothing was found."""
    for known in (error, error.__cause__):
        # The frames that the error came through still hold the store open.
        clear_frames(known.__traceback__ if known else None)
    found = look_through(layout, mend=True)
    if not found:
        raise error
    return found
