"""The spreadsheet of figures: nothing hidden, nothing runs, and three kinds of nothing are told apart."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from frankpledge.ground.documents import xlsx
from frankpledge.ground.documents.blocks import Column, Document, Row, Section, Table, Text
from tests.ground.documents.samples import change_table, figure, sample


def opened(document: Document | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document or sample())))


def table_of(sheet: Worksheet, head: str) -> list[dict[str, object]]:
    """Return the rows under the line whose first cell is `head`."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == head)
    under = (row for row in rows[start + 1 :] if any(cell is not None for cell in row))
    return [dict(zip(rows[start], row, strict=True)) for row in under]


def sheet_with(*cells: str) -> Worksheet:
    table = Table("T", "", (Column("A"),), tuple(Row(((Text(cell),),)) for cell in cells))
    return opened(replace(sample(), sections=(Section("a", "A", (table,)),)))["Table 1"]


def test_there_is_a_sheet_of_figures_and_one_for_every_table_and_chart() -> None:
    assert opened().sheetnames == ["About", "Figures", "Inputs", "Figure 1", "Table 1", "Other 1"]


def test_every_figure_has_its_source_period_denominator_caveat_and_state() -> None:
    rows = {row["Key"]: row for row in table_of(opened()["Figures"], "Key")}
    told = rows["crime.this"]
    assert told["Value"] == 9980
    assert told["Printed"] == "9,980"
    assert told["State"] == "value"
    assert told["Source"] == "Recorded crime, invented force"
    assert told["Period"] == "year ending December 2025"
    assert told["Denominator"] == "193,600 residents (mid-2020)"
    assert told["Caveat"] == "Generated for the sample."
    assert told["Generated"] == "Generated data"


def test_missing_suppressed_and_zero_are_three_things() -> None:
    rows = {row["Key"]: (row["Value"], row["State"]) for row in table_of(opened()["Figures"], "Key")}
    assert rows["robbery.this"] == (0, "value")
    assert rows["probation.this"] == ("no data", "missing")
    assert rows["small.this"] == ("not shown", "suppressed")
    sheet = {row["Type"]: row for row in table_of(opened()["Table 1"], "Type")}
    assert sheet["Anti-social behaviour (note a)"]["2024"] == "no data"
    assert (sheet["=SUM(A1)"]["2024"], sheet["=SUM(A1)"]["2025"]) == ("not shown", 0)


def test_what_a_figure_was_worked_out_from_is_listed() -> None:
    inputs = table_of(opened()["Inputs"], "Key of the figure")
    assert inputs[0] == {"Key of the figure": "crime.this", "What": "records", "Value": 9980, "Release": "r1"}


@pytest.mark.parametrize(
    "words", ["=1+1", "+44 1234", "-cmd", "@SUM(A1)", "https://a.test", "\t=1", "=cmd|' /C calc'!A0"]
)
def test_text_stays_text_whatever_it_begins_with(words: str) -> None:
    cell = sheet_with(words)["A4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9,980", 9980),
        ("0", 0),
        ("−158", -158),
        ("1.5", 1.5),
        ("1,234.25", 1234.25),
        ("007", "007"),
        ("+26%", "+26%"),
        ("1,2", "1,2"),
        ("12 months", "12 months"),
    ],
)
def test_a_number_is_a_number_and_anything_else_is_its_words(words: str, value: object) -> None:
    cell = sheet_with(words)["A4"].value
    assert cell == value
    assert type(cell) is type(value)


def test_nothing_is_hidden_and_nothing_runs() -> None:
    made = xlsx.render(sample())
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not book.defined_names
    for sheet in book:
        sides = (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())
        assert not any(side.hidden for side in sides)
        assert not any(cell.comment or cell.hyperlink or cell.data_type == "f" for row in sheet for cell in row)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not [name for name in package.namelist() if "vba" in name or "external" in name or "drawing" in name]
    assert (book.properties.title, book.properties.creator) == (
        "Strategic assessment 2025/26",
        "Invented Community Safety Partnership",
    )


def test_every_generated_table_says_so_and_notes_go_along() -> None:
    said = [row[0] for row in opened()["Table 1"].iter_rows(values_only=True)]
    assert said[-3:] == ["Source: Recorded crime, invented force", "Generated data", change_table().notes[0]]


def test_very_long_words_and_very_large_numbers_lose_nothing_in_silence() -> None:
    sheet = sheet_with("a" * 40_000, "9" * 20)
    assert sheet["A4"].value.endswith(" …")
    assert sheet["A5"].value == "9" * 20


def test_a_document_without_figures_has_no_sheet_of_inputs() -> None:
    document = replace(sample(), figures={}, sections=(Section("a", "A", (change_table(),)),))
    assert opened(document).sheetnames == ["About", "Figures", "Table 1"]


def test_a_figure_from_words_keeps_them() -> None:
    odd = replace(figure("x", "1", 1), inputs=({"what": "mode", "value": True, "release": "=r"},))
    document = replace(sample(), figures={**sample().figures, "x": odd})
    assert table_of(opened(document)["Inputs"], "Key of the figure")[-1] == {
        "Key of the figure": "x",
        "What": "mode",
        "Value": "True",
        "Release": "=r",
    }
