"""What a file is, by its content: its head for the readers to look at, and the reader that takes it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import islice

from frankpledge.lake.magic import REFUSED, kind_of
from frankpledge.lake.source import BadFile, Head, Reader, SourceFile

_ROWS = 20
_START = 1 << 16
# A month, a coordinate or a Crime ID: values that no header has (a bare number may be a year or an age).
_VALUE = re.compile(r"\d{4}-\d\d(?:-\d\d.*)?|-?\d+\.\d+|[0-9a-f]{64}")


def text_head(source: SourceFile) -> Head:
    """Return the head of a file of plain UTF-8 text (see `text.as_utf8`); refuse what is no table and no map."""
    with source.path.open("rb") as stream:
        start = stream.read(_START)
    if not start.strip():
        raise BadFile("the file is blank.", where=source.where, cure="Download it again.")
    if start.lstrip()[:1] in (b"{", b"["):
        return _json_head(source, start)
    try:
        with source.path.open(encoding="utf-8", newline="") as stream:
            rows = [tuple(row) for row in islice(csv.reader(stream, strict=False), _ROWS + 1)]
    except csv.Error as error:
        raise BadFile(
            f"it cannot be read as a table ({error}).", where=f"{source.where}, line 1", cure="Download it again."
        ) from error
    header = tuple(name.strip() for name in rows[0]) if rows else ()
    _check_header(header, source)
    return Head(kind="csv", header=header, rows=tuple(rows[1:]), encoding="utf-8")


def check_kind(source: SourceFile) -> str:
    """Return "sheet" or "text" by the first bytes; refuse pictures, PDFs, web pages and the like, with the cure."""
    with source.path.open("rb") as stream:
        kind = kind_of(stream.read(512))
    if kind in REFUSED:
        reason, cure = REFUSED[kind]
        raise BadFile(reason, where=source.where, cure=cure)
    return "sheet" if kind == "zip" else "text"


def reader_for(head: Head, source: SourceFile, readers: Sequence[Reader]) -> Reader:
    """Return the reader that takes the file; refuse one that none takes, naming the columns found."""
    for reader in readers:
        if reader.recognises(head, source):
            return reader
    found = ", ".join(head.header[:8]) or head.kind
    raise BadFile(
        f"no reader knows this kind of file (its columns begin {found}).",
        where=f"{source.where}, line 1",
        cure="Files that are read: " + "; ".join(reader.label for reader in readers) + ".",
    )


def _json_head(source: SourceFile, start: bytes) -> Head:
    if b'"type"' not in start or b"Feature" not in start:
        raise BadFile(
            "it is JSON, but no map of areas (GeoJSON).", where=source.where, cure="Load the CSV, or a GeoJSON file."
        )
    return Head(kind="geojson", header=(), rows=(), encoding="utf-8")


def _check_header(header: tuple[str, ...], source: SourceFile) -> None:
    where = f"{source.where}, line 1"
    if not any(header):
        raise BadFile("its first line is blank, where the names of the columns should be.", where=where)
    if len(header) == 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if header[0].count(mark) > 1:
                raise BadFile(
                    f"its columns are parted by {name}, not commas.",
                    where=where,
                    cure="Save it as comma-separated CSV.",
                )
    if any(_VALUE.fullmatch(name) for name in header):
        raise BadFile(
            "its first line holds values, where the names of the columns should be.",
            where=where,
            cure="Put the header back, or download it again.",
        )
    named = [name.casefold() for name in header if name]
    for name in header:
        if name and named.count(name.casefold()) > 1:
            raise BadFile(
                f"the column {name!r} stands twice in the header.", where=where, cure="Remove one of the two columns."
            )
