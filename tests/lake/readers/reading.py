"""Reading a text with one reader, as the lake would."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from frankpledge.lake.source import Head, Reader, Reading, SourceFile


def source_of(folder: Path, text: str, name: str = "file.csv", *, year: int | None = None) -> SourceFile:
    """Write a text and return it as a source."""
    path = folder / name
    path.write_bytes(text.encode())
    return SourceFile(path, name, "", "0" * 64, path.stat().st_size, year=year)


def head_of(source: SourceFile) -> Head:
    """Return the head of a source, as recognition sees it."""
    text = source.path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("{"):
        return Head("geojson", ())
    rows = list(csv.reader(io.StringIO(text)))
    return Head("csv", tuple(rows[0]), tuple(tuple(row) for row in rows[1:6]))


def read_text(reader: Reader, folder: Path, text: str, name: str = "file.csv", *, year: int | None = None) -> Reading:
    """Return what a reader makes of a text; it must recognise it."""
    source = source_of(folder, text, name, year=year)
    head = head_of(source)
    assert reader.recognises(head, source)
    return reader.read(source, head)
