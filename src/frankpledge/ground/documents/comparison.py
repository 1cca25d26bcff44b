"""Two documents side by side, chapter by chapter: figures with old and new, sentences that came and went.

Sentences are compared without their numbers: one whose figures alone changed is the same sentence. Figures are matched
by their keys, those of people's own words (whose keys are of one passage alone) by what they count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from frankpledge.ground.documents import sheet
from frankpledge.ground.documents.blocks import (
    Callout,
    Document,
    Figure,
    FigureRef,
    Line,
    Paragraph,
    Picture,
    Plain,
    Recommendation,
    Section,
    Sheet,
    Standout,
    Subheading,
    SummaryPoint,
    Table,
)
from frankpledge.ground.documents.words import plain_text


@dataclass(frozen=True)
class FigureThenAndNow:
    """A figure in both documents, or in one of them (the other is None)."""

    label: str
    old: Figure | None
    new: Figure | None

    @property
    def changed(self) -> bool:
        """Return whether it reads differently."""
        return self.old is None or self.new is None or self.old.display != self.new.display


@dataclass(frozen=True)
class ChapterThenAndNow:
    """A chapter of either document: what it counts then and now, and the sentences that came and went."""

    ref: str
    title: str
    there_then: bool
    there_now: bool
    figures: tuple[FigureThenAndNow, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Return whether anything in it reads differently."""
        return bool(self.added or self.removed or any(figure.changed for figure in self.figures))


def compare(old: Document, new: Document) -> tuple[ChapterThenAndNow, ...]:
    """Return every chapter of two documents, in the order of the new one, those that are gone last."""
    then = {section.ref: section for section in old.sections}
    now = {section.ref: section for section in new.sections}
    refs = [*now, *(ref for ref in then if ref not in now)]
    return tuple(_chapter(ref, then.get(ref), now.get(ref), old, new) for ref in refs)


def _chapter(ref: str, then: Section | None, now: Section | None, old: Document, new: Document) -> ChapterThenAndNow:
    was, here = (_figures(then, old) if then else {}), (_figures(now, new) if now else {})
    said, says = (_sentences(then, old) if then else {}), (_sentences(now, new) if now else {})
    keys = [*here, *(key for key in was if key not in here)]
    titled = now or then
    return ChapterThenAndNow(
        ref=ref,
        title=titled.title if titled else ref,
        there_then=then is not None,
        there_now=now is not None,
        figures=tuple(_pair(was.get(key), here.get(key)) for key in keys),
        added=tuple(words for key, words in says.items() if key not in said),
        removed=tuple(words for key, words in said.items() if key not in says),
    )


def _pair(old: Figure | None, new: Figure | None) -> FigureThenAndNow:
    one = new or old
    return FigureThenAndNow(one.label if one else "", old, new)


def _figures(section: Section, document: Document) -> dict[str, Figure]:
    found = (document.figures[key] for key in _quoted(section.blocks))
    return {_name(figure): figure for figure in found}


def _name(figure: Figure) -> str:
    return f"p.{figure.label} {figure.area}" if figure.key.startswith("p.") else figure.key


def _quoted(node: object) -> Iterator[str]:
    """Yield the keys of the figures that sentences of a part of a tree quote."""
    if isinstance(node, FigureRef):
        yield node.key
    elif isinstance(node, tuple):
        for one in node:
            yield from _quoted(one)
    elif is_dataclass(node) and not isinstance(node, type):
        for each in fields(node):
            yield from _quoted(getattr(node, each.name))


def _sentences(section: Section, document: Document) -> dict[str, str]:
    """Return what a section says, in order, each by its words without the numbers."""
    found: dict[str, str] = {}
    for block in section.blocks:
        match block:
            case Paragraph(line=line) | Plain(line=line) | SummaryPoint(line=line):
                found[_bare(line, document)] = plain_text(line, document.figures)
            case Standout(lines=lines):
                found.update({_bare(line, document): plain_text(line, document.figures) for line in lines})
            case Picture(title=title) | Table(title=title):
                found[_without_numbers(title)] = title
    return found


def words_of(section: Section, document: Document) -> str:
    """Return what a section says, for whoever looks for words in it: its sentences, headings, titles and asks."""
    return " ".join(_words_of(section, document))


def _words_of(section: Section, document: Document) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Paragraph(line=line) | Plain(line=line) | SummaryPoint(line=line):
                yield plain_text(line, document.figures)
            case Callout(title=title, line=line):
                yield f"{title}. {plain_text(line, document.figures)}"
            case Recommendation(verb=verb, line=line, owner=owner):
                yield f"{verb} {plain_text(line, document.figures)} {owner}"
            case Picture(title=title, subtitle=more) | Table(title=title, subtitle=more):
                yield f"{title}. {more}"
            case Standout() | Sheet():
                yield _laid_out(block, document)
            case Subheading(text=text):
                yield f"{text}."


def _laid_out(block: Standout | Sheet, document: Document) -> str:
    lines = sheet.lines(block) if isinstance(block, Sheet) else block.lines
    told = " ".join(plain_text(line, document.figures) for line in lines)
    return told if isinstance(block, Sheet) else f"{block.title}. {told}"


def _bare(line: Line, document: Document) -> str:
    pieces = (
        f"{{{_name(document.figures[piece.key])}}}"
        if isinstance(piece, FigureRef)
        else plain_text((piece,), document.figures)
        for piece in line
    )
    return "".join(pieces)


def _without_numbers(words: str) -> str:
    return "".join("0" if letter.isdigit() else letter for letter in words)
