"""Spreadsheets, read in a child process that may use little memory and time, after a look at what they claim to hold.

A workbook of a few kilobytes can claim a cell in its last corner and make a reader ask for hundreds of gigabytes, so
what a sheet claims is read first, and what reads it can be ended without harm.
"""

from __future__ import annotations

import csv
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from frankpledge.lake.books import Book, RawSheet, book_of
from frankpledge.lake.limits import Limits
from frankpledge.lake.recognise import reader_for, text_head
from frankpledge.lake.sheets_stream import LARGE, is_large
from frankpledge.lake.source import BadFile, Head, Reader, SourceFile

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*\bref=\"(?:[A-Z]+\d+:)?\$?([A-Z]+)\$?(\d+)\"")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]+)(\d+)\"")
_REPEATED = re.compile(rb"number-(columns|rows)-repeated=\"(\d+)\"")
_CHUNK = 1 << 20
_CURE = "Save the sheet that holds the rows as CSV, and load that."
CHILD = "frankpledge.lake.sheets_child"
_HOME = Path(__file__).resolve().parents[2]


def as_text_table(
    source: SourceFile, scratch: Path, limits: Limits, readers: Sequence[Reader]
) -> tuple[SourceFile, Head, Reader] | Book:
    """Return all the sheets of a reader of whole workbooks, else the first that a reader knows, with head and reader.

    Refuses a workbook that claims too much, cannot be read within the limits, or has no sheet that is known.
    """
    sheets = sheets_of(source, scratch, limits)
    if book := book_of(source, sheets, scratch, readers):
        return book
    refusals: list[BadFile] = []
    for name, path, _ in sheets:
        sheet = replace(source, path=path, member=f"{source.member} › {name}" if source.member else name)
        try:
            head = text_head(sheet)
            return sheet, head, reader_for(head, sheet, readers)
        except BadFile as error:
            refusals.append(error)
    if len(refusals) == 1:
        raise refusals[0]
    named = ", ".join(sheet.name for sheet in sheets[:6]) or "none with rows"
    raise BadFile(f"no reader knows any of its sheets ({named}).", where=source.where, cure=_CURE)


def sheets_of(source: SourceFile, scratch: Path, limits: Limits) -> list[RawSheet]:
    """Return every sheet that holds anything. Refuses a workbook that claims too much or cannot be read in bounds."""
    _check_claims(source, limits)
    return _sheets(source, scratch, limits)


def _sheets(source: SourceFile, scratch: Path, limits: Limits) -> list[RawSheet]:
    target = scratch / f"{source.sha256}.sheets"
    target.mkdir(exist_ok=True)
    large = is_large(source.path)
    seconds = limits.stream_seconds if large else limits.sheet_seconds
    cells = limits.stream_cells if large else limits.sheet_cells
    told = [str(source.path), str(target), str(limits.sheet_memory), str(math.ceil(seconds)), str(cells)]
    try:
        child = subprocess.run(  # noqa: S603 (our own interpreter and module, no shell)
            [sys.executable, "-m", CHILD, *told],
            capture_output=True,
            timeout=seconds,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_HOME), os.environ.get("PYTHONPATH", "")])},
        )
    except subprocess.TimeoutExpired as error:
        raise BadFile(
            f"the spreadsheet could not be read within {seconds:g} seconds.",
            where=source.where,
            cure=_CURE,
        ) from error
    if child.returncode:
        told_why = child.stdout.strip().splitlines()
        reason = told_why[-1] if told_why else "it needs more memory or time than a spreadsheet may"
        raise BadFile(f"the spreadsheet cannot be read: {reason}.", where=source.where, cure=_CURE)
    with (target / "names.csv").open(encoding="utf-8", newline="") as names:
        return [RawSheet(name, target / file, int(row)) for name, file, row in csv.reader(names)]


def _check_claims(source: SourceFile, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(source.path) as archive:
            members = archive.infolist()
            _check_members(members, source, limits)
            for member in members:
                if _SHEET.fullmatch(member.filename):
                    with archive.open(member) as stream:
                        _check_cells(_claimed(stream), member.filename, source, limits)
                elif member.filename == "content.xml" and member.file_size <= LARGE:
                    with archive.open(member) as stream:
                        _check_repeats(stream, source, limits)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise BadFile(
            f"the spreadsheet is cut short, damaged or locked ({error}).", where=source.where, cure=_CURE
        ) from error


def _check_members(members: Sequence[zipfile.ZipInfo], source: SourceFile, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    bomb = unpacked > limits.expansion_from and unpacked > limits.expansion * source.size
    large = any(member.filename == "content.xml" and member.file_size > LARGE for member in members)
    if bomb or unpacked > (limits.stream_bytes if large else limits.sheet_memory):
        raise BadFile("the spreadsheet unpacks to more than one may.", where=source.where, cure=_CURE)
    if any(member.flag_bits & 1 for member in members):
        raise BadFile("the spreadsheet is locked with a password.", where=source.where, cure="Save it without one.")


def _claimed(stream: IO[bytes]) -> Iterator[tuple[str, int]]:
    """Yield the corners that a sheet claims and the cells that it has, wherever in its text they stand."""
    before = b""
    while chunk := stream.read(_CHUNK):
        text = before + chunk
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise BadFile("the spreadsheet declares its own XML entities, which no office program writes.", cure=_CURE)
        for pattern in (_DIMENSION, _CELL):
            for column, row in pattern.findall(text):
                yield column.decode(), int(row)
        before = text[-256:]


def _check_cells(corners: Iterator[tuple[str, int]], sheet: str, source: SourceFile, limits: Limits) -> None:
    widest = longest = 0
    try:
        for column, row in corners:
            widest, longest = max(widest, _column_number(column)), max(longest, row)
            if widest * longest > limits.sheet_cells:
                raise BadFile(
                    f"the sheet {sheet} reaches to cell {column}{row}: {widest * longest:,} cells, "
                    f"where {limits.sheet_cells:,} are taken.",
                    where=source.where,
                    cure="Delete what lies far outside the table, or save the sheet as CSV.",
                )
    except BadFile as error:
        raise BadFile(error.reason, where=source.where, cure=error.cure) from error


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_repeats(stream: IO[bytes], source: SourceFile, limits: Limits) -> None:
    """Refuse an OpenDocument sheet that repeats filled cells or rows beyond all measure; blank ones end every sheet."""
    try:
        events = ET.iterparse(stream, events=("start", "end"))  # noqa: S314 (entities are refused below, sizes above)
        cells, row_cells = 0, 0
        for event, element in events:
            tag = element.tag.rpartition("}")[2]
            if event == "end" and tag == "table-cell" and (element.text or len(element)):
                row_cells += _repeats(element, "columns")
            elif event == "end" and tag == "table-row":
                cells += row_cells * _repeats(element, "rows")
                row_cells = 0
                element.clear()
            if cells > limits.sheet_cells or row_cells > limits.sheet_cells:
                raise BadFile(
                    f"the spreadsheet repeats its cells beyond {limits.sheet_cells:,}.", where=source.where, cure=_CURE
                )
    except ET.ParseError as error:
        raise BadFile(f"the spreadsheet is no whole XML ({error}).", where=source.where, cure=_CURE) from error


def _repeats(element: ET.Element, what: str) -> int:
    for name, value in element.attrib.items():
        if name.endswith(f"number-{what}-repeated") and value.isdigit():
            return int(value)
    return 1
