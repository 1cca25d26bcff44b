"""Bytes to plain UTF-8: byte order marks, UTF-16 and Windows-1252 are understood, a mixture is refused."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

from frankpledge.lake.source import BadFile, SourceFile

_CHUNK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CURE = "Save it again as CSV in UTF-8, or get it from its publisher."


def as_utf8(source: SourceFile, scratch: Path) -> SourceFile:
    """Return the file as plain UTF-8 without a byte order mark: itself where it is so already, else a copy."""
    with source.path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise BadFile("the text is in UTF-32.", where=source.where, cure=_CURE)
    if start.startswith(_UTF16):
        return _written(source, _decoded(source, "utf-16"), scratch)
    if _is_utf8(source):
        if start.startswith(codecs.BOM_UTF8):
            return _written(source, source.path.read_bytes().decode("utf-8-sig"), scratch)
        return source
    _check_not_mixed(source)
    return _written(source, _decoded(source, "cp1252"), scratch)


def _is_utf8(source: SourceFile) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    pending, seen = False, 0
    with source.path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\x00" in chunk:
                line = _line_of(source.path, seen + chunk.index(b"\x00"))
                raise BadFile("it holds bytes that are no text.", where=f"{source.where}, line {line}", cure=_CURE)
            seen += len(chunk)
            if chunk.isascii() and not pending:
                continue
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            pending = bool(decoder.getstate()[0])
    return not pending


def _check_not_mixed(source: SourceFile) -> None:
    """Refuse a file in which some lines are UTF-8 and some are not: whichever is taken, some words come out wrong."""
    bad_at = good_at = 0
    with source.path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            text = line.decode("utf-8", "surrogateescape")
            escaped = any("\udc80" <= letter <= "\udcff" for letter in text)
            bad_at = bad_at or (number if escaped else 0)
            good_at = good_at or (0 if escaped else number)
            if bad_at and good_at:
                raise BadFile(
                    f"its letters are encoded in two ways (line {good_at} as UTF-8, line {bad_at} not).",
                    where=f"{source.where}, line {max(bad_at, good_at)}",
                    cure=_CURE,
                )


def _decoded(source: SourceFile, encoding: str) -> str:
    data = source.path.read_bytes()
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_of(source.path, error.start)
        raise BadFile(
            f"its letters can be read neither as UTF-8 nor as {_NAMES[encoding]}.",
            where=f"{source.where}, line {line}",
            cure=_CURE,
        ) from error


_NAMES = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}


def _line_of(path: Path, offset: int) -> int:
    with path.open("rb") as stream:
        return stream.read(offset).count(b"\n") + 1


def _written(source: SourceFile, text: str, scratch: Path) -> SourceFile:
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise BadFile("it holds bytes that are no text.", where=f"{source.where}, line {line}", cure=_CURE)
    target = scratch / f"{source.sha256}.utf8"
    target.write_text(text, encoding="utf-8", newline="")
    return replace(source, path=target)
