"""Good spreadsheets are read exactly: what is hidden, computed, dated or only marked is there as it stands."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter
from odfdo import Cell, Document, Row, Table

from frankpledge.demo.generator.sheets import ods_bytes
from frankpledge.lake import sheets_child, sheets_stream
from frankpledge.lake.sheets_child import cell_text, write_sheets
from frankpledge.lake.sheets_stream import stream_sheets
from frankpledge.lake.store import Lake
from tests.lake.bad_files import street_rows
from tests.lake.files import street_text, take, write, zipped

MANY = 100_000


def read(folder: Path) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet that was written."""
    with (folder / "names.csv").open(encoding="utf-8", newline="") as names:
        listed = list(csv.reader(names))
    found = {}
    for name, file, _ in listed:
        with (folder / file).open(encoding="utf-8", newline="") as rows:
            found[name] = list(csv.reader(rows))
    return found


def book(fill: object, **options: object) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(workbook)  # type: ignore[operator]
    workbook.close()
    return out.getvalue()


@pytest.mark.parametrize("epoch", [False, True], ids=["1900", "1904"])
def test_cells_come_out_as_they_stand(epoch: bool, tmp_path: Path) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Figures")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        time = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["Name", "Day", "Time", "Number", "Share", "Formula", "Yes", "Mark"])
        sheet.write(1, 0, "Tŷ Gwyn – “A”")
        sheet.write_datetime(1, 1, dt.datetime(2025, 1, 31), day)  # noqa: DTZ001 (a sheet knows no zones)
        sheet.write_datetime(1, 2, dt.datetime(2025, 1, 31, 23, 59), time)  # noqa: DTZ001
        sheet.write_number(1, 3, 12_382)
        sheet.write_number(1, 4, 0.064)
        sheet.write_formula(1, 5, "=D2/2", None, 6_191)
        sheet.write_boolean(1, 6, True)
        sheet.write_row(2, 0, ["-", "<5", ":", "[x]", "=1+1", "0012"])
        sheet.set_row(2, None, None, {"hidden": True})

    write_sheets(write(tmp_path, "a.xlsx", book(fill, date_1904=epoch, strings_to_formulas=False)), tmp_path, MANY)
    (header, first, hidden) = read(tmp_path)["Figures"]
    assert header[0] == "Name"
    assert first == ["Tŷ Gwyn – “A”", "2025-01-31", "2025-01-31T23:59:00", "12382", "0.064", "6191", "TRUE", ""]
    assert hidden == ["-", "<5", ":", "[x]", "=1+1", "0012", "", ""]


def test_every_sheet_with_rows_is_written_under_its_name(tmp_path: Path) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Notes").write(0, 0, "Read me")
        workbook.add_worksheet("Empty")
        hidden = workbook.add_worksheet("Hidden")
        hidden.write(0, 0, "x")
        hidden.hide()

    write_sheets(write(tmp_path, "a.xlsx", book(fill)), tmp_path, MANY)
    assert read(tmp_path) == {"Notes": [["Read me"]], "Hidden": [["x"]]}


def test_the_sheet_with_the_rows_is_found_among_notes(lake: Lake, inbox: Path) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Notes").write(0, 0, "Read me")
        sheet = workbook.add_worksheet("Rows")
        for number, row in enumerate(street_rows(6)):
            sheet.write_row(number, 0, row)

    (result,) = take(lake, write(inbox, "a.xlsx", book(fill))).files
    assert (result.status, result.rows_kept) == ("new", 6)
    assert take(lake, inbox / "a.xlsx").files[0].status == "known"


def test_an_opendocument_sheet_loads_as_well(lake: Lake, inbox: Path) -> None:
    document = Document("spreadsheet")
    table = Table("Rows")
    for line in street_text(5).rstrip("\n").split("\n"):
        row = Row()
        row.extend_cells(Cell(text) for text in line.split(","))
        table.append_row(row)
    document.body.clear()
    document.body.append(table)
    document.save(inbox / "a.ods")
    (result,) = take(lake, inbox / "a.ods").files
    assert (result.status, result.rows_kept) == ("new", 5), result.message


def test_more_cells_than_are_taken_is_an_answer(tmp_path: Path) -> None:
    path = write(tmp_path, "a.xlsx", book(lambda workbook: workbook.add_worksheet().write_row(0, 0, list("abcdef"))))
    with pytest.raises(ValueError, match="more than 5 cells"):
        write_sheets(path, tmp_path, 5)


def test_the_child_says_why_it_could_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[tuple[int, int]] = []
    monkeypatch.setattr(sheets_child.resource, "setrlimit", lambda what, to: bound.append(to))
    broken = write(tmp_path, "a.xlsx", b"PK nothing")
    assert sheets_child.main([str(broken), str(tmp_path), "1000", "2", "5"]) == 1
    assert capsys.readouterr().out.strip()
    assert bound == [(1000, 1000), (2, 2), (0, 0)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (-0.5, "-0.5"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2025, 2, 1), "2025-02-01"),
        (dt.time(9, 30), "09:30:00"),
        (dt.timedelta(hours=1), "1:00:00"),
        ("two\r\nlines", "two\nlines"),
        ("", ""),
    ],
)
def test_a_cell_has_one_plain_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def open_document(tables: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for short, full in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


TABLES = (
    '<table:table table:name="Notes"><table:table-row><table:table-cell office:value-type="string">'
    "<office:annotation><text:p>a comment</text:p></office:annotation><text:p>Read</text:p><text:p> me</text:p>"
    "</table:table-cell></table:table-row></table:table>"
    '<table:table table:name="2024_25"><table:table-row table:number-rows-repeated="2"><table:table-cell/>'
    '</table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>8N</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell '
    'office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell><table:table-cell '
    'table:number-columns-repeated="900"/></table:table-row><table:table-row><table:table-cell/></table:table-row>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
    'office:value-type="float" office:value="-0.5"><text:p>-0.5</text:p></table:table-cell></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'
)


def test_a_stream_reads_what_is_there_and_expands_no_padding(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ods", open_document(TABLES))
    kept = stream_sheets(path, tmp_path, 20, cell_text)
    assert kept == [("Notes", "0001.csv", 1), ("2024_25", "0002.csv", 3)]
    rows = list(csv.reader((tmp_path / "0002.csv").read_text().splitlines()))
    assert rows == [["8N", "", "", "12"], [], ["-0.5", "-0.5"], ["-0.5", "-0.5"]]
    assert (tmp_path / "0001.csv").read_text().strip() == "Read me"


def test_a_stream_stops_at_the_cells_that_may_be_taken_and_at_entities(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ods", open_document(TABLES))
    with pytest.raises(ValueError, match="more cells than are taken"):
        stream_sheets(path, tmp_path, 5, cell_text)
    content = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'
    evil = write(tmp_path, "b.ods", zipped({"content.xml": content}))
    with pytest.raises(ValueError, match="its own XML entities"):
        stream_sheets(evil, tmp_path, 5, cell_text)


def test_a_large_sheet_is_streamed_and_says_what_the_plain_reader_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Code", "Words", "Number"], *([f"{n}N", "x < y & z", n / 4] for n in range(50))]
    path = write(tmp_path, "a.ods", ods_bytes({"Cover": [["Title"]], "2024_25": rows}))
    for folder in ("plain", "stream"):
        (tmp_path / folder).mkdir()
    write_sheets(path, tmp_path / "plain", MANY)
    monkeypatch.setattr(sheets_stream, "LARGE", 100)
    write_sheets(path, tmp_path / "stream", MANY)
    assert read(tmp_path / "stream") == read(tmp_path / "plain")
