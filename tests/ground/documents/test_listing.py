"""A list leaves as it stands, in three forms: nothing runs, and nothing, zero and words are told apart."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import odfdo
import openpyxl
import pytest
from python_calamine import load_workbook

from frankpledge.ground.documents.listing import FORMS, Listing, as_csv, as_ods, as_xlsx

DAY = date(2025, 12, 2)
HEAD = ("Action", "Due", "Slips", "Share")
ROWS = (("=HYPERLINK(1)", date(2025, 3, 31), 0, Decimal("2.50")), ("Tŷ\ndau", None, None, 1.25), ("−3", None, 7, None))
LIST = Listing("actions: all", "Actions on 2 December 2025", HEAD, ROWS, DAY)


def test_csv_has_every_row_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(LIST).decode("utf-8-sig"), newline="")))
    assert rows == [
        list(HEAD),
        ["'=HYPERLINK(1)", "2025-03-31", "0", "2.50"],
        ["Tŷ\ndau", "", "", "1.25"],
        ["−3", "", "7", ""],
    ]


def test_a_workbook_has_one_sheet_of_typed_cells_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(LIST)))
    assert book.sheetnames == ["actions all"]
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[0]] == list(HEAD)
    assert [(cell.data_type, cell.number_format) for cell in rows[1][:2]] == [("s", "General"), ("d", "d mmm yyyy")]
    assert [cell.value for cell in rows[1][2:]] == [0, 2.5]
    assert [cell.value for cell in rows[2]] == ["Tŷ\ndau", None, None, 1.25]


def test_an_opendocument_sheet_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    path.write_bytes(as_ods(LIST))
    sheet = load_workbook(path).get_sheet_by_index(0)
    assert sheet.to_python() == [
        list(HEAD),
        ["=HYPERLINK(1)", date(2025, 3, 31), 0.0, 2.5],
        ["Tŷ\ndau", "", "", 1.25],
        ["−3", "", 7.0, ""],
    ]
    assert not any(cell.formula for cell in odfdo.Document(str(path)).body.tables[0].get_row(1).traverse())


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_list_gives_the_same_bytes(kind: str) -> None:
    make, _ = FORMS[kind]
    assert make(LIST) == make(LIST)


def test_a_row_that_does_not_fit_its_heads_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 4 heads"):
        Listing("x", "X", HEAD, (("a",),), DAY)
