"""The pictures and tables of a study as blocks of a profile, each with its method under it and its source beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.html import strip_tags

from frankpledge.charts.theme import DOCUMENT_WIDTH
from frankpledge.domain.exhibits.documents.pictures import block
from frankpledge.domain.studies.presenters.page import Part, StudyPage
from frankpledge.ground.documents.blocks import Block, Column, Plain, Row, Table, Text
from frankpledge.ground.ui.parts import Table as PageTable

SHOWN = 10


def drawn(page: StudyPage, study: str, subtitle: str, *, without: Sequence[str] = ()) -> list[Block]:
    """Return the pictures and tables of a study, but for parts that a sentence tells already."""
    return [each for part in page.parts if part.ref not in without for each in _part(part, study, subtitle)]


def absences(page: StudyPage) -> list[str]:
    """Return what a study could not tell, and why; the whole of it where it was refused."""
    if not page.parts:
        return [f"{page.title}: {_lower(page.lede)}"]
    return [f"{part.title}: {_lower(part.absent)}" for part in page.parts if part.absent]


def _part(part: Part, study: str, subtitle: str) -> list[Block]:
    if part.absent:
        return []  # told in the sentence, and listed with the gaps
    blocks: list[Block] = []
    if part.picture:
        blocks.append(replace(block(part.picture.draw(DOCUMENT_WIDTH)), name=f"{study}-{part.ref}"))
    if part.table and part.table.rows and not (part.picture and study == "why"):
        blocks.append(_table(part, part.table, subtitle))
    return [*blocks, Plain((Text(part.method),))] if blocks and part.method else blocks


def _table(part: Part, table: PageTable, subtitle: str) -> Table:
    columns = tuple(Column(column.head, "right" if column.right else "left") for column in table.columns)
    rows = tuple(Row(_line(row.cells)) for row in table.rows[:SHOWN])
    left = len(table.rows) - len(rows)
    notes = (f"The first {SHOWN} rows; the page of the study has all.",) if left else ()
    source, generated = (part.file.source, part.file.generated) if part.file else ("", False)
    return Table(part.title, subtitle, columns, rows, source=source, notes=notes, generated=generated)


def _line(cells: Sequence[str]) -> tuple[tuple[Text, ...], ...]:
    return tuple((Text(" ".join(strip_tags(cell).split())),) for cell in cells)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
