"""Spreadsheets, read in a child process that may use little memory and time, after a look at what they claim to hold."""

from __future__ import annotations
from collections.abc import Sequence
from pathlib import Path
from frankpledge.lake.limits import Limits
from frankpledge.lake.source import BadFile, Head, Reader, SourceFile


def as_text_table(
    source: SourceFile, scratch: Path, limits: Limits, readers: Sequence[Reader]
) -> tuple[SourceFile, Head, Reader]:
    raise BadFile("spreadsheets are not read yet.", where=source.where, cure="Save it as CSV.")
