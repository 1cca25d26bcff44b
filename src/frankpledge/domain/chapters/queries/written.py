"""A chapter as it stands: what each part of it shows, the needs that it meets, and what nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.ground.documents.blocks import Block, Figure, Plain, Section, Text

NO_EVIDENCE = "the evidence has nothing for it"
NO_REGISTER = "nothing is recorded for it"
HIDDEN = "hidden from the document"
TO_WRITE = "to write"
NOT_IN_STORE = "the evidence that it was read at is not in this store"


@dataclass(frozen=True)
class ShownPart:
    """One part as it stands: blocks, figures, the needs that it meets, and why it shows nothing where it does."""

    part: Part
    blocks: tuple[Block, ...] = ()
    figures: tuple[Figure, ...] = ()
    provides: frozenset[str] = frozenset()
    nil: frozenset[str] = frozenset()
    quiet: str = ""


@dataclass(frozen=True)
class Written:
    """A chapter with its parts as they stand."""

    chapter: Chapter
    parts: tuple[ShownPart, ...]
    more: tuple[Block, ...] = ()
    figures_of_more: tuple[Figure, ...] = ()
    provides_itself: frozenset[str] = field(default_factory=frozenset)
    known_on: date | None = None

    @property
    def section(self) -> Section | None:
        """Return the section of the document; None while there is nothing to print."""
        blocks = tuple(block for part in self.parts for block in part.blocks) + self.more
        if not blocks:
            return None
        one = self.chapter
        return Section(ref=one.ref, title=one.title, about=one.about, blocks=(*_dated(one), *blocks))

    @property
    def figures(self) -> dict[str, Figure]:
        """Return every figure that the chapter quotes, by its key."""
        found = [figure for part in self.parts for figure in part.figures]
        return {figure.key: figure for figure in (*found, *self.figures_of_more)}

    @property
    def provides(self) -> frozenset[str]:
        """Return the needs that the chapter meets as it stands."""
        return frozenset(need for part in self.parts for need in part.provides) | self.provides_itself

    @property
    def nil(self) -> Mapping[str, str]:
        """Return the needs that are answered with nothing, and why."""
        return {need: part.part.nil for part in self.parts for need in part.nil}

    @property
    def to_write(self) -> tuple[Part, ...]:
        """Return the prompts that nobody has answered yet."""
        return tuple(shown.part for shown in self.parts if shown.quiet == TO_WRITE)


def view_key(chapter: Chapter) -> str:
    """Return what two chapters share that look at the same months as known at the same state of the evidence."""
    return f"{chapter.manifest} {chapter.first_month} {chapter.last_month}"


def number_of(chapter: Chapter, beside: Iterable[Written]) -> str:
    """Return the number that a chapter has in its document, nothing while it prints nothing."""
    printed = [one.chapter.pk for one in beside if one.section is not None]
    return str(printed.index(chapter.pk) + 2) if chapter.pk in printed else ""


def _dated(chapter: Chapter) -> tuple[Block, ...]:
    if chapter.dated is None:
        return ()
    day = f"{chapter.dated.day} {chapter.dated:%B %Y}"
    said = f"This chapter was written on {day} and is printed as it then stood, with the figures of its own months."
    return (Plain((Text(said),)),)
