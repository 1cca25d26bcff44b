"""What the edition of an assessment recommends to the board, read from the frozen document itself.

An upward reference is to an edition, never to a live row: what is read here is what was approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Document, Line, Strong, Table, Text
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of, editions

ASSESSMENT = "strategic_assessment"
MATTER, BOARD, NOT_CHOSEN = "Matter", "The board", "not chosen"


def assessments_to_consider(*, workspace: Workspace, viewer: Any) -> QuerySet[Edition]:
    """Return the approved editions of assessments of a workspace, the latest first."""
    return editions(workspace=workspace, viewer=viewer, kind=ASSESSMENT)


def recommendations(edition: Edition | None) -> tuple[str, ...]:
    """Return the matters that an edition of an assessment puts to the partnership as its priorities, in its order."""
    if edition is None:
        return ()
    return tuple(dict.fromkeys(_matters(document_of(edition))))


def _matters(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.columns[0].head == MATTER:
                yield from _put_forward(block)


def _put_forward(table: Table) -> Iterator[str]:
    heads = [one.head for one in table.columns]
    board = heads.index(BOARD) if BOARD in heads else None
    for row in table.rows:
        if row.group or (board is not None and _words(row.cells[board]) == NOT_CHOSEN):
            continue
        yield _words(row.cells[0]).removesuffix(", tied")


def _words(cell: Line) -> str:
    return "".join(piece.text for piece in cell if isinstance(piece, Text | Strong)).strip()
