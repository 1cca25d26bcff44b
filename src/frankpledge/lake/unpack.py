"""From what a person points at (files, folders, archives) to plain files, one at a time, each with its hash.

Nothing in an archive is ever written under a name from the archive, and nothing is unpacked beyond the stated limits.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

from frankpledge.lake.failpoints import reach
from frankpledge.lake.limits import Limits
from frankpledge.lake.magic import DOCUMENTS, REFUSED, SHEETS, kind_of
from frankpledge.lake.source import BadFile, SourceFile

_CHUNK = 1 << 20
# What operating systems leave in folders and archives; nobody meant to load it.
_DROPPINGS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Unreadable:
    """A file that could not even be unpacked."""

    file: str
    member: str
    error: BadFile


class Unpacker:
    """Yields the plain files under some paths; temporary ones lie in `scratch` until `done_with` deletes them."""

    def __init__(
        self,
        scratch: Path,
        limits: Limits,
        *,
        year: int | None,
        force: str,
        month: str,
        called: Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        self._scratch = scratch
        self._called = called
        self._limits = limits
        self._said = {"year": year, "force": force, "month": month}
        self._numbers = count(1)
        self._unpacked = 0
        self.taken = 0

    def weigh(self, paths: Sequence[Path]) -> int:
        """Return the bytes on disk under the paths, of which `taken` tells how many have been gone through."""
        files = [inner for path in paths for inner in (_walk(path) if path.is_dir() else [path])]
        return sum(file.stat().st_size for file in files if file.is_file())

    def files(self, paths: Sequence[Path]) -> Iterator[SourceFile | Unreadable]:
        """Yield every file in the order given, folders and archives in the order of their names."""
        for path in paths:
            # A link that somebody names is followed; one that lies about in a folder or an archive is not.
            place = path.resolve() if path.is_symlink() else path
            if place.is_dir():
                found = list(_walk(place))
                if not found:
                    yield Unreadable(str(path), "", BadFile("the folder holds no files.", where=str(path)))
                for inner in found:
                    yield from self._one(inner, str(inner))
            else:
                yield from self._one(place, self._called.get(path, str(path)))

    def done_with(self, source: SourceFile) -> None:
        """Delete the file if it was unpacked only for this load."""
        if source.path.is_relative_to(self._scratch):
            source.path.unlink(missing_ok=True)

    def _one(self, path: Path, shown: str) -> Iterator[SourceFile | Unreadable]:
        try:
            _check_plain(path, shown)
            kind = kind_of(_head_of(path))
            if kind == "zip" and (sheet := _sheet_in(path)):
                kind = sheet
            if kind in REFUSED:
                reason, cure = REFUSED[kind]
                raise BadFile(reason, where=shown, cure=cure)
            if kind == "zip":
                yield from self._archive(path, shown)
            elif kind == "gzip":
                yield self._gzip(path, shown)
            else:
                yield self._plain(path, shown)
        except BadFile as error:
            yield Unreadable(shown, "", error)

    def _plain(self, path: Path, shown: str) -> SourceFile:
        size = path.stat().st_size
        self._check_size(size, shown)
        self.taken += size
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._source(path, shown, "", digest, size)

    def _gzip(self, path: Path, shown: str) -> SourceFile:
        self.taken += path.stat().st_size
        try:
            with gzip.open(path) as stream:
                target, digest, size = self._copy(cast(IO[bytes], stream), shown, packed=path.stat().st_size)
        except (OSError, EOFError, zlib.error) as error:
            raise BadFile(
                f"the gzip file is cut short or damaged ({error}).", where=shown, cure="Download it again."
            ) from error
        return self._source(target, shown, "", digest, size)

    def _archive(self, path: Path, shown: str) -> Iterator[SourceFile | Unreadable]:
        try:
            archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise BadFile(
                f"the zip archive is cut short or damaged ({error}).", where=shown, cure="Download it again."
            ) from error
        with archive:
            members = [
                member for member in archive.infolist() if not member.is_dir() and not _is_dropping(member.filename)
            ]
            self._check_archive(members, shown)
            seen: set[str] = set()
            for member in sorted(members, key=lambda member: member.filename):
                try:
                    yield self._member(archive, member, shown, seen)
                except BadFile as error:
                    yield Unreadable(shown, member.filename, error)

    def _check_archive(self, members: list[zipfile.ZipInfo], shown: str) -> None:
        if not members:
            raise BadFile("the zip archive is empty.", where=shown)
        if len(members) > self._limits.archive_members:
            raise BadFile(
                f"the zip archive lists {len(members):,} files; at most {self._limits.archive_members:,} are taken.",
                where=shown,
                cure="Load it in parts.",
            )

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, seen: set[str]) -> SourceFile:
        where = f"{shown} › {member.filename}"
        _check_member(member, where)
        if member.filename in seen:
            raise BadFile("the zip archive lists this name twice.", where=where, cure="Pack each file once.")
        seen.add(member.filename)
        self.taken += member.compress_size
        self._check_size(member.file_size, where)
        try:
            with archive.open(member) as stream:
                target, digest, size = self._copy(stream, where, packed=member.compress_size)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise BadFile(
                f"it cannot be unpacked: the archive is cut short or damaged ({error}).",
                where=where,
                cure="Download the archive again.",
            ) from error
        if kind_of(_head_of(target)) in {"zip", "gzip"} and not _sheet_in(target):
            target.unlink()
            raise BadFile("it is an archive inside an archive.", where=where, cure="Unpack it and load what it holds.")
        return self._source(target, shown, member.filename, digest, size)

    def _copy(self, stream: IO[bytes], where: str, *, packed: int) -> tuple[Path, str, int]:
        """Return the unpacked copy, its hash and size; the sizes that an archive declares are never believed."""
        target = self._scratch / f"{next(self._numbers):06d}"
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._unpacked += len(chunk)
                self._check_growth(size, packed, where, target)
                digest.update(chunk)
                out.write(chunk)
        reach("file unpacked")
        return target, digest.hexdigest(), size

    def _check_growth(self, size: int, packed: int, where: str, target: Path) -> None:
        limits = self._limits
        bomb = size > limits.expansion_from and size > limits.expansion * max(packed, 1)
        if bomb or size > limits.file_bytes or self._unpacked > limits.archive_bytes:
            target.unlink(missing_ok=True)
            why = f"{limits.expansion} times its packed size" if bomb else "more than may be unpacked"
            raise BadFile(
                f"it unpacks to {why}: this looks like an archive made to fill the disk.",
                where=where,
                cure="Get the file from its publisher.",
            )

    def _check_size(self, size: int, where: str) -> None:
        if size > self._limits.file_bytes:
            allowed = self._limits.file_bytes // (1024 * 1024)
            raise BadFile(
                f"it is {size / (1024 * 1024):,.0f} MB; one file may have {allowed:,} MB.",
                where=where,
                cure="Split it by month and load the parts.",
            )

    def _source(self, path: Path, file: str, member: str, digest: str, size: int) -> SourceFile:
        if size == 0:
            raise BadFile(
                "the file is empty.", where=f"{file} › {member}" if member else file, cure="Download it again."
            )
        return SourceFile(path=path, file=file, member=member, sha256=digest, size=size, **self._said)  # type: ignore[arg-type]


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent) / name for name in folders if (Path(parent) / name).is_symlink())
        for name in sorted(names):
            if not _is_dropping(name):
                yield Path(parent) / name


def _is_dropping(name: str) -> bool:
    return name.rsplit("/", 1)[-1].casefold() in _DROPPINGS or name.startswith("__MACOSX/")


def _check_plain(path: Path, shown: str) -> None:
    if path.is_symlink():
        raise BadFile("it is a link to another place.", where=shown, cure="Give the file that it points to.")
    if not path.exists():
        raise BadFile("there is no such file or folder.", where=shown, cure="Check the path.")
    if not path.is_file():
        raise BadFile("it is neither a file nor a folder.", where=shown)


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(512)
    except OSError as error:
        raise BadFile(
            f"it cannot be read: {error.strerror}.", where=str(path), cure="Check who may read it."
        ) from error


def _sheet_in(path: Path) -> str:
    """Return the kind of office file that a zip container is, or an empty text for any other archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    if names.intersection(DOCUMENTS):
        return "document"
    return next((kind for kind, mark in SHEETS.items() if mark in names), "")


def _check_member(member: zipfile.ZipInfo, where: str) -> None:
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    checks: tuple[tuple[Callable[[], bool], str, str], ...] = (
        (
            lambda: name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":",
            "its name points outside the archive.",
            "Pack it again with plain names.",
        ),
        (lambda: stat.S_ISLNK(member.external_attr >> 16), "it is a link, not a file.", "Pack the file itself."),
        (lambda: bool(member.flag_bits & 1), "it is encrypted.", "Unpack it with its password and load the files."),
    )
    for fails, reason, cure in checks:
        if fails():
            raise BadFile(reason, where=where, cure=cure)
