"""What goes on which slide: the cover, what matters, each chart under its finding, and what is asked.

A slide is for a room: one thing each, in few words. The document stays the record; each slide says where to read on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.ground.documents.blocks import (
    Document,
    KeyFigures,
    Picture,
    Recommendation,
    Section,
    Standout,
    SummaryPoint,
)
from frankpledge.ground.documents.numbering import numbered

KEY_TITLE = "The year in numbers"
_NUMBERED = re.compile(r"\d+\. ")
MOST_POINTS = 5
MOST_ASKED = 4


@dataclass(frozen=True)
class KeySlide:
    """Up to four large numbers: (figure key, words)."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PointsSlide:
    """The sentences of the summary, each with where to read more."""

    title: str
    points: tuple[SummaryPoint, ...]


@dataclass(frozen=True)
class PictureSlide:
    """One chart under its finding; `where` is its number and chapter in the document."""

    picture: Picture
    where: str

    @property
    def legend(self) -> tuple[str, ...]:
        """Return what the numbers in the drawing stand for: they are read beside it, not only by the speaker."""
        return tuple(note for note in self.picture.notes if _NUMBERED.match(note))


@dataclass(frozen=True)
class AskSlide:
    """What the board is asked, a few at a time."""

    title: str
    asked: tuple[Recommendation, ...]


@dataclass(frozen=True)
class StandoutSlide:
    """What a report tells first: one number with its line, its judgements and what is said of it."""

    standout: Standout


Slide = KeySlide | PointsSlide | PictureSlide | AskSlide | StandoutSlide


def slides(document: Document) -> tuple[Slide, ...]:
    """Return the slides after the cover, in the order of the document; a chart that comes twice is shown once."""
    return (*_front(document), *_charts(document), *_asks(document))


def _front(document: Document) -> Iterator[Slide]:
    for section in document.sections:
        if section.numbered:
            continue
        for block in section.blocks:
            if isinstance(block, KeyFigures):
                yield KeySlide(KEY_TITLE, block.items)
        points = tuple(block for block in section.blocks if isinstance(block, SummaryPoint))
        for start in range(0, len(points), MOST_POINTS):
            yield PointsSlide(_again(section.title, start), points[start : start + MOST_POINTS])
        yield from (StandoutSlide(block) for block in section.blocks if isinstance(block, Standout))


def _charts(document: Document) -> Iterator[Slide]:
    drawn: set[str] = set()
    for section in numbered(document):
        for numbered_block in section.blocks:
            block = numbered_block.block
            if isinstance(block, Picture) and block.svg not in drawn:
                drawn.add(block.svg)
                yield PictureSlide(block, _where(numbered_block.number, section.section, section.number))


def _where(number: str, section: Section, chapter: str) -> str:
    place = f"chapter {chapter}, {section.title}" if chapter else section.title
    return f"{number}, {place}" if number else place[:1].upper() + place[1:]


def _asks(document: Document) -> Iterator[Slide]:
    asked = tuple(
        block for section in document.sections for block in section.blocks if isinstance(block, Recommendation)
    )
    for start in range(0, len(asked), MOST_ASKED):
        yield AskSlide(_again("The board is asked", start), asked[start : start + MOST_ASKED])


def _again(title: str, start: int) -> str:
    return title if start == 0 else f"{title} (continued)"
