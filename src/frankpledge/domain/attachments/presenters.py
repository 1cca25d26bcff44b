"""Files of a thing as its page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from frankpledge.domain.attachments.models import Attachment

_KILO = 1024


@dataclass(frozen=True)
class FileLine:
    """A file as a page lists it: its number and name, its kind and size, who put it there, what was said of it."""

    id: UUID
    number: int
    name: str
    size: str
    words: str
    added: str
    told: tuple[str, ...]
    gone: str


def file_lines(found: Iterable[Attachment]) -> tuple[FileLine, ...]:
    """Return the files of a thing as its page lists them."""
    return tuple(_line(one) for one in found)


def _line(one: Attachment) -> FileLine:
    gone = f"Taken away by {one.taken_away_by}: {one.taken_away_because}" if one.taken_away_at else ""
    return FileLine(
        id=one.pk,
        number=one.number,
        name=one.name,
        size=f"{one.name.rpartition('.')[2].upper()}, {size_words(one.size)}",
        words=one.words,
        added=f"{one.added_by}, {one.added_at:%-d %B %Y}",
        told=tuple(one.told),
        gone=gone,
    )


def size_words(size: int) -> str:
    """Return a size in bytes, kilobytes or megabytes."""
    if size < _KILO:
        return f"{size} bytes"
    return f"{size / _KILO:.0f} kB" if size < _KILO * _KILO else f"{size / _KILO / _KILO:.1f} MB"
