"""A source: bytes with a name, from a file, a member of an archive or stdin, and how its columns are called."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

LARGEST = 256 * 2**20
"""Bytes of a page or text that is read at once; beyond it is no article, but an archive or an attack."""

FAULTS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What opening and unpacking raise: RuntimeError for a locked archive, NotImplementedError for a strange packing."""


class TooLarge(OSError):
    """A source that must be read at once is larger than `LARGEST`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """`where` is for messages, `name` (without .gz) says format and usual id; `columns` maps our names to theirs.

    `opener` gives the unpacked bytes, as often as it is called.
    """

    where: str
    name: str
    opener: Callable[[], BinaryIO]
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, columns: Mapping[str, str] | None = None) -> Source:
        return cls(where=str(path), name=path.name, opener=lambda: path.open("rb"), columns=columns or {})

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        return self.opener()

    def bytes(self) -> bytes:
        """All of it. Raises TooLarge, and what opening raises."""
        with self.opener() as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise TooLarge(f"larger than {LARGEST >> 20} MB")
        return data


def unpacked(source: Source) -> Iterator[Source]:
    """The source itself, or what is in it if it is packed (.gz, .zip), archives in archives too. Raises FAULTS."""
    if source.suffix == ".gz":
        whole, opener = source.stem, source.opener
        inner = Source(where=source.where, name=whole, opener=lambda: _gunzip(opener), columns=source.columns)
        yield from unpacked(inner)
    elif source.suffix == ".zip":
        yield from _members(source)
    else:
        yield source


def _gunzip(opener: Callable[[], BinaryIO]) -> BinaryIO:
    return cast(BinaryIO, _Unpacked(opener()))


class _Unpacked(gzip.GzipFile):
    """Closes the packed file with itself."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


def _members(source: Source) -> Iterator[Source]:
    with source.open() as file, zipfile.ZipFile(file) as archive:
        for name in sorted(name for name in archive.namelist() if not name.endswith("/")):
            member = Source(
                where=f"{source.where}!{name}",
                name=PurePosixPath(name).name,
                opener=partial(_member, archive, name),
                columns=source.columns,
            )
            yield from unpacked(member)


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    return cast(BinaryIO, archive.open(name))
