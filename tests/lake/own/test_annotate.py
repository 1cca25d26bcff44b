"""A supplier's own file comes back with what is wrong with it beside each row, and runs nothing."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from frankpledge.lake.own.annotate import REASONS, annotated_copy
from frankpledge.lake.source import Quarantined
from frankpledge.lake.store import Lake
from tests.lake.files import write
from tests.lake.own.own_files import EXTRACT, extract, extract_row, take_own, workbook
from tests.lake.own.test_indicators import WIDE


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_reasons_stand_beside_their_rows_and_bad_cells_are_marked(lake: Lake, inbox: Path) -> None:
    rows = [extract_row(1), extract_row(2, Recorded="31/02/2026"), extract_row(3, To="01/01/2026 10:00")]
    path = write(inbox, "a.csv", extract(rows))
    (told,) = take_own(lake, path, mapping=EXTRACT).files
    sheet = opened(annotated_copy(path, told.problems)).worksheets[0]
    last = sheet.max_column
    assert sheet.cell(1, last).value == REASONS
    assert sheet.cell(2, last).value is None
    assert sheet.cell(3, last).value == "Recorded: '31/02/2026' is no day of the calendar"
    assert "before the earliest (the row was kept without it)" in sheet.cell(4, last).value
    assert sheet.cell(3, 2).fill.fgColor.rgb != sheet.cell(2, 2).fill.fgColor.rgb
    assert [cell.value for cell in sheet[2]][:3] == extract_row(1)[:3]


def test_every_sheet_of_a_workbook_comes_back_at_its_own_rows(lake: Lake, inbox: Path) -> None:
    path = workbook(
        inbox / "a.xlsx",
        {"Notes": [["By hand"]], "Return": [[], ["Measure", "2023/24 Q1"], ["Fires", "57%"], ["Calls", 3]]},
    )
    (told,) = take_own(lake, path, mapping=WIDE).files
    assert told.status == "refused"
    book = opened(annotated_copy(path, told.problems))
    assert book.sheetnames == ["Notes", "Return"]
    assert book["Return"].cell(3, 3).value == "2023/24 Q1: '57%' is a percentage where a count belongs"
    assert book["Return"].cell(4, 3).value is None


def test_what_a_supplier_wrote_stays_text(inbox: Path) -> None:
    path = write(inbox, "a.csv", 'Indicator,Period,Value\n"=HYPERLINK(""x"")",2023/24,@SUM(1)\n')
    sheet = opened(annotated_copy(path, [Quarantined(2, "Value", "it is no number", "")])).worksheets[0]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 4
    assert sheet.cell(2, 1).value == '=HYPERLINK("x")'
