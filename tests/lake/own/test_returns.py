"""Prescribed and local data sets in the product's own templates: handed out, filled in, read back exactly."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from frankpledge.lake.own.returns import FIXED
from frankpledge.lake.own.templates import FORMS, HOW, NoSuchForm, header, template
from frankpledge.lake.store import Lake
from frankpledge.statute.data_sets import UnknownDataSet, data_set, data_sets
from tests.lake.files import write
from tests.lake.own.own_files import load_text, table, take_own

COLLISIONS = header(data_set("PI-5"))
FALSE_ALARMS = header(data_set("PI-4"))
COUNTS = header(data_set("PI-11"))


def collision(day: str = "03/05/2025", **said: str) -> list[str]:
    row = dict(
        zip(
            COLLISIONS,
            ["PI-5", "Fen Council", "2025/26 Q1", day, "08:10", "A49", "352000", "239500", *"010002"],
            strict=True,
        )
    )
    return list({**row, **said}.values())


def test_all_twelve_prescribed_data_sets_are_there_with_their_law_and_holder() -> None:
    prescribed = [one for one in data_sets() if one.prescribed]
    assert [one.id for one in prescribed] == [f"PI-{number}" for number in range(1, 13)]
    assert [one.source for one in prescribed] == [f"SI 2007/1831 Sch para {number}" for number in range(1, 13)]
    assert {one.confidence for one in prescribed} == {"V"}
    assert [one.id for one in prescribed if one.small] == ["PI-6", "PI-7", "PI-9", "PI-10", "PI-12"]
    holders = [one.holder for one in prescribed]
    assert holders == ["police"] * 2 + ["fire"] * 2 + ["council"] * 4 + ["health"] * 4


def test_an_unknown_data_set_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownDataSet, match=r"PI-13.*PI-1, PI-2"):
        data_set("PI-13")


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("wanted", data_sets(), ids=lambda one: one.id)
def test_every_template_in_every_form_is_recognised_and_is_empty(
    wanted: object, form: str, lake: Lake, inbox: Path
) -> None:
    file = write(inbox, f"a.{form}", template(wanted, form=form))  # type: ignore[arg-type]
    (told,) = take_own(lake, file).files
    assert told.status == "refused"
    assert "nothing is filled in" in told.message


def test_a_template_says_what_belongs_in_it_and_hides_nothing(inbox: Path) -> None:
    book = openpyxl.load_workbook(write(inbox, "a.xlsx", template(data_set("PI-6"), form="xlsx")))
    assert book.sheetnames == ["PI-6", HOW]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    told = " ".join(str(cell.value) for row in book[HOW] for cell in row if cell.value)
    for words in ("SI 2007/1831 Sch para 6", "Local authority", "no whole postcodes", "Permanent, Fixed-term"):
        assert words in told


def test_the_same_template_is_the_same_bytes() -> None:
    for form in FORMS:
        assert template(data_set("PI-1"), form=form) == template(data_set("PI-1"), form=form)
    with pytest.raises(NoSuchForm, match="docx"):
        template(data_set("PI-1"), form="docx")


def test_a_filled_in_workbook_is_read_back_cell_by_cell(lake: Lake, inbox: Path) -> None:
    path = write(inbox, "a.xlsx", template(data_set("PI-5"), form="xlsx"))
    book = openpyxl.load_workbook(path)
    book["PI-5"].append(collision())
    book.save(path)
    (told,) = take_own(lake, path).files
    assert (told.status, told.reader) == ("new", "own_return")
    (row,) = lake.snapshot().read("partner_rows").to_pylist()
    fields = json.loads(row.pop("fields"))
    assert fields == {
        "Adults killed": 0, "Adults seriously injured": 1, "Adults slightly injured": 0,
        "Children killed": 0, "Children seriously injured": 0, "Children slightly injured": 2,
    }  # fmt: skip
    assert {
        name: row[name] for name in ("period", "data_set", "supplier", "day", "time", "category", "place", "line")
    } == {
        "period": "2025-04--2025-06",
        "data_set": "pi-5.fen-council",
        "supplier": "Fen Council",
        "day": "2025-05-03",
        "time": "08:10",
        "category": "Road traffic collisions",
        "place": "A49",
        "line": 2,
    }


def test_a_nil_return_is_known_and_is_not_a_gap(lake: Lake, inbox: Path) -> None:
    text = table(FALSE_ALARMS, [["PI-4", "Fire Service", "2025/26 Q1", "", "", "", "", ""]])
    (told,) = load_text(lake, inbox, text, None).files
    assert (told.status, told.quality["nil_returns"]) == ("new", 1)
    state = lake.snapshot()
    assert state.partitions("partner_rows") == ()
    assert state.partitions("partner_rows", blank=True) == (("2025-04--2025-06", "pi-4.fire-service"),)


def test_two_councils_return_the_same_data_set_side_by_side_and_a_correction_replaces_its_own(
    lake: Lake, inbox: Path
) -> None:
    load_text(lake, inbox, table(COLLISIONS, [collision(), collision("04/05/2025")]), None, "a.csv")
    load_text(lake, inbox, table(COLLISIONS, [collision(Supplier="Mere Council")]), None, "b.csv")
    load_text(lake, inbox, table(COLLISIONS, [collision("05/05/2025")]), None, "c.csv")
    rows = lake.snapshot().read("partner_rows").to_pylist()
    assert sorted((row["supplier"], row["day"]) for row in rows) == [
        ("Fen Council", "2025-05-05"),
        ("Mere Council", "2025-05-03"),
    ]


def test_a_return_that_comes_ready_counted_becomes_values(lake: Lake, inbox: Path) -> None:
    rows = [
        ["PI-11", "", "2025/26 Q1", "People receiving drug treatment", "412"],
        ["PI-11", "", "2025/26 Q1", "Mental illness: first outpatient attendances", "<5"],
    ]
    load_text(lake, inbox, table(COUNTS, rows), None)
    kept = lake.snapshot().read("partner_values").sort_by("line").to_pylist()
    assert [(row["indicator"], row["value"], row["state"], row["unit"]) for row in kept] == [
        ("People receiving drug treatment", 412, "value", "count"),
        ("Mental illness: first outpatient attendances", None, "suppressed", "count"),
    ]
    assert {row["supplier"] for row in kept} == {"Integrated care board, or health board in Wales"}


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"Date": "31/06/2025"}, "Date", "no day of the calendar"),
        ({"Date": "03/08/2025"}, "Date", "lies outside April to June 2025"),
        ({"Date": ""}, "Date", "must be filled in"),
        ({"Time": "25:00"}, "Time", "no time of the day"),
        ({"Quarter": "2025"}, "Quarter", "no quarter written like"),
        ({"Quarter": "2026/27 Q2", "Date": "03/08/2026"}, "Quarter", "has not yet come"),
        ({"Data set": "PI-4"}, "Data set", "stands among rows of PI-5"),
        ({"Adults killed": "50%"}, "Adults killed", "is a percentage where a count belongs"),
        ({"Adults killed": ""}, "Adults killed", "must be filled in"),
        ({"Easting": "left"}, "Easting", "is no number"),
        ({"Location": "x" * 121}, "Location", "no accounts of what happened"),
    ],
)
def test_a_row_that_is_not_right_is_set_aside_and_told(
    said: dict[str, str], column: str, reason: str, lake: Lake, inbox: Path
) -> None:
    rows = [*(collision() for _ in range(30)), collision(**said)]
    (told,) = load_text(lake, inbox, table(COLLISIONS, rows), None).files
    (bad,) = told.problems
    assert (bad.line, bad.column) == (32, column)
    assert reason in bad.reason


def test_a_whole_postcode_is_neither_kept_nor_repeated(lake: Lake, inbox: Path) -> None:
    names = header(data_set("PI-10"))
    rows = [["PI-10", "", "2025/26 Q1", "03/05/2025", "HR1"] for _ in range(30)]
    rows.append(["PI-10", "", "2025/26 Q1", "03/05/2025", "HR1 2NX"])
    report = load_text(lake, inbox, table(names, rows), None)
    assert report.files[0].rows_quarantined == 1
    state = lake.snapshot()
    assert "2NX" not in str(
        [report.as_json(), state.read("quarantine").to_pylist(), state.read("partner_rows").to_pylist()]
    )


def test_a_column_that_is_gone_is_named_with_the_cure(lake: Lake, inbox: Path) -> None:
    text = table(COLLISIONS[:-1], [collision()[:-1]])
    (told,) = load_text(lake, inbox, text, None).files
    assert "the column 'Children slightly injured' of PI-5 is not there" in told.message
    assert "frankpledge template PI-5" in told.message


def test_counts_and_events_in_one_workbook_are_refused(lake: Lake, inbox: Path) -> None:
    path = inbox / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "PI-5"
    book.active.append(COLLISIONS)
    book.active.append(collision())
    counts = book.create_sheet("PI-11")
    counts.append(COUNTS)
    counts.append(["PI-11", "", "2025/26 Q1", "People receiving drug treatment", 412])
    book.save(path)
    (told,) = take_own(lake, path).files
    assert "counts and single events stand in one file" in told.message


def test_a_header_alone_in_csv_is_what_the_template_is() -> None:
    rows = list(csv.reader(io.StringIO(template(data_set("PI-7"), form="csv").decode("utf-8-sig"))))
    assert rows == [[*FIXED, "Date", "Time", "Location", "Easting", "Northing"]]
