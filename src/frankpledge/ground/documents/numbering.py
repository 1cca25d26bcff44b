"""The numbers of a document: chapters, paragraphs (4.2), figures and tables, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.ground.documents.blocks import Block, Contents, Document, Paragraph, Picture, Section, Table


@dataclass(frozen=True)
class NumberedBlock:
    """A block with its printed number ("4.2", "Figure 3", "Table 1"), or none."""

    block: Block
    number: str


@dataclass(frozen=True)
class NumberedSection:
    """A section with its chapter number, or none for a front page, and its blocks."""

    section: Section
    number: str
    blocks: tuple[NumberedBlock, ...]

    @property
    def is_contents(self) -> bool:
        """Say whether this is the page of contents, which does not list itself."""
        return any(isinstance(block, Contents) for block in self.section.blocks)


class _Counter:
    """Running numbers of figures and tables over the whole document."""

    def __init__(self) -> None:
        self.figures = 0
        self.tables = 0
        self.paragraphs = 0

    def number(self, block: Block, chapter: str) -> str:
        match block:
            case Paragraph() if chapter:
                self.paragraphs += 1
                return f"{chapter}.{self.paragraphs}"
            case Picture(numbered=True):
                self.figures += 1
                return f"Figure {self.figures}"
            case Table(numbered=True):
                self.tables += 1
                return f"Table {self.tables}"
        return ""


def numbered(document: Document) -> tuple[NumberedSection, ...]:
    """Return the sections with every number that is printed."""
    counter, chapter, found = _Counter(), 0, []
    for section in document.sections:
        counter.paragraphs = 0
        chapter += section.numbered
        name = str(chapter) if section.numbered else ""
        blocks = tuple(NumberedBlock(block, counter.number(block, name)) for block in section.blocks)
        found.append(NumberedSection(section, name, blocks))
    return tuple(found)
