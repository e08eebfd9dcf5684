"""A source: bytes with a name, from a file, a member of an archive or stdin, and how its columns are called."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

LARGEST = 256 * 2**20
"""Bytes of a page or text that is read at once; beyond it is no article, but an archive or an attack."""

FAULTS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What opening and unpacking raise: RuntimeError for a locked archive, NotImplementedError for a strange packing."""

_NO_UTF8 = re.compile("[\udc80-\udcff]")

DEADLINE = 60.0
"""Seconds that taking a page apart may last, where nothing else is said."""


class TooLarge(OSError):
    """A source that must be read at once is larger than `LARGEST`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """`where` is for messages, `name` (without .gz) says format and usual id; `columns` maps our names to theirs.

    A file in a folder that was named has its path below that folder as its name, a member of an archive its path in
    it, so that two files of one name are two. `inside` stands before the names of members: nothing for an archive
    that was named itself. `opener` gives the unpacked bytes, as often as it is called. `deadline` is in seconds, for a
    page that is to be taken apart.
    """

    where: str
    name: str
    opener: Callable[[], BinaryIO]
    columns: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""
    deadline: float = DEADLINE

    @classmethod
    def of(cls, path: Path, folder: Path | None = None) -> Source:
        """A file, named by itself or found below `folder`."""
        name = _readable(path.name if folder is None else path.relative_to(folder).as_posix())
        inside = "" if folder is None else f"{_without_suffix(name)}/"
        return cls(where=_readable(str(path)), name=name, inside=inside, opener=lambda: path.open("rb"))

    @property
    def stem(self) -> str:
        return _without_suffix(self.name)

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
        opener = source.opener
        yield from unpacked(replace(source, name=source.stem, opener=lambda: _gunzip(opener)))
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
            path = source.inside + name
            member = replace(
                source, where=f"{source.where}!{name}", name=path, inside=f"{_without_suffix(path)}/",
                opener=partial(_member, archive, name),
            )  # fmt: skip
            yield from unpacked(member)


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    return cast(BinaryIO, archive.open(name))


def _readable(path: str) -> str:
    """A path with the bytes that are no UTF-8, for which Python has lone surrogates, as in addresses: caf%E9.txt."""
    return _NO_UTF8.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", path)


def _without_suffix(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(path.stem)) if path.stem else name
