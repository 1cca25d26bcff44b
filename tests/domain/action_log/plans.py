"""Lists of actions as tests send them: rows under heads, or a workbook as a group would keep it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet

Rows = Sequence[Sequence[object]]


def read(heads: Sequence[str], *rows: Sequence[object]) -> Read:
    """Return rows below heads as a file would be read."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return Read((Sheet("", 1, tuple(heads)),), tuple((0, at, row) for at, row in enumerate(cells, start=2)))


def sent(
    workspace: Workspace, by: User, heads: Sequence[str], *rows: Sequence[object],
    said: Mapping[str, str] | None = None,
) -> SentList:  # fmt: skip
    """Send a list of actions."""
    return send_list(kind=ACTIONS, workspace=workspace, name="plan.csv", read=read(heads, *rows), said=said, by=by)


def applied(one: SentList, by: User, *, leave_out: bool = False) -> SentList:
    """Take a list in."""
    return apply_list(sent=one, kind=ACTIONS, leave_out=leave_out, by=by)


def undone(one: SentList, by: User) -> SentList:
    """Take a list back."""
    return undo_list(sent=one, kind=ACTIONS, by=by)


def workbook(**sheets: Rows) -> bytes:
    """Return a workbook of sheets; a row of one cell is merged over the width of its sheet, as titles are."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet, width = book.create_sheet(name), max(len(row) for row in rows)
        for at, row in enumerate(rows, start=1):
            sheet.append(list(row))
            if len(row) == 1:
                sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
