"""How much the lake will take on: settings that a test or an installation may lower or raise."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on files, memory and waiting. Sizes are in bytes, times in seconds, shares from 0 to 1."""

    bad_share: float = 0.05
    file_bytes: int = 600 * MEGABYTE
    archive_bytes: int = 40 * 1024 * MEGABYTE
    archive_members: int = 20_000
    expansion: int = 250
    expansion_from: int = 8 * MEGABYTE
    sheet_cells: int = 3_000_000
    sheet_memory: int = 512 * MEGABYTE
    sheet_seconds: float = 30.0
    stream_bytes: int = 4 * 1024 * MEGABYTE
    stream_cells: int = 40_000_000
    stream_seconds: float = 900.0
    lock_seconds: float = 30.0
    query_memory: str = "512MB"
    query_threads: int = 2
    # Of 24 bytes each: under a hundred megabytes, of which an installation for one force takes a few.
    held_cells: int = 4_000_000
    workers: int = 2


DEFAULT = Limits()
