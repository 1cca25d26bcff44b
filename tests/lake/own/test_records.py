"""A force's own records: read by what was confirmed, strictly, without a name, and with everything odd told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import shapely

from frankpledge.lake.own.locate import NEAR, Locator
from frankpledge.lake.quality import quality
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, MARCH, write
from tests.lake.own.own_files import EXTRACT, HEADERS, KEY, extract, extract_row, load_text, table, take_own

SQUARES = Locator(
    ("X01", "X02"),
    shapely.STRtree([shapely.box(350_000, 239_000, 352_000, 240_000), shapely.box(352_000, 239_000, 353_000, 240_000)]),
    "squares",
)


def test_a_row_is_kept_as_it_was_meant(lake: Lake, inbox: Path) -> None:
    report = load_text(lake, inbox, extract([extract_row(7)]))
    assert [file.status for file in report.files] == ["new"]
    assert lake.snapshot().read("records").to_pylist() == [
        {
            "month": "2026-01",
            "supplier": "fenshire-constabulary.crime-extract",
            "reference": "FN/00007",
            "recorded": "2026-01-14",
            "earliest": datetime(2026, 1, 13, 22, 15),  # noqa: DTZ001 (local time)
            "latest": datetime(2026, 1, 14, 1, 30),  # noqa: DTZ001
            "timed": True,
            "offence_code": "105A",
            "offence_group": None,
            "easting": 352000.0,
            "northing": 239500.0,
            "lsoa_code": "",
            "outside": None,
            "domestic_abuse": True,
            "alcohol": False,
            "hate": None,
            "knife": None,
            "rural": None,
            "business": None,
            "victim": KEY,
            "release_id": report.files[0].release_id,
            "line": 2,
        }
    ]


def test_what_is_not_mapped_is_told_and_is_nowhere_on_the_disk(lake: Lake, inbox: Path) -> None:
    rows = [extract_row(n, Recorded="31/02/2026" if n == 1 else "14/01/2026") for n in range(1, 31)]
    report = load_text(lake, inbox, extract(rows))
    assert report.files[0].quality["unfamiliar_columns"] == ["Victim name"]
    assert report.files[0].rows_quarantined == 1
    snapshot = lake.snapshot()
    for name in ("records", "quarantine", "releases"):
        assert "Nobody" not in str(snapshot.read(name).to_pylist())


def test_a_key_that_may_be_a_name_is_not_kept_nor_repeated(lake: Lake, inbox: Path) -> None:
    report = load_text(lake, inbox, extract([extract_row(1, Token="Ann Nobody"), extract_row(2)]))
    kept = lake.snapshot().read("records").sort_by("line")["victim"].to_pylist()
    assert kept == [None, KEY]
    (told,) = report.files[0].problems
    assert (told.line, told.column, told.kept) == (2, "Token", True)
    assert "Ann" not in str(report.as_json())


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"Recorded": "31/02/2026"}, "Recorded", "no day of the calendar"),
        ({"Recorded": "2026/01/14"}, "Recorded", "is no date"),
        ({"Recorded": ""}, "Recorded", "there is no date"),
        ({"Recorded": "01/04/2026"}, "Recorded", "has not yet come"),
        ({"Recorded": "01/13/2026"}, "Recorded", "no day of the calendar"),
        ({"Crime Ref": ""}, "Crime Ref", "no reference"),
        ({"HO Code": ""}, "HO Code", "no offence code"),
        ({"HO Code": "He hit her with a bottle"}, "HO Code", "too long"),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_line_column_and_reason(
    said: dict[str, str], column: str, reason: str, lake: Lake, inbox: Path
) -> None:
    rows = [extract_row(n, **(said if n == 12 else {})) for n in range(1, 31)]
    file = load_text(lake, inbox, extract(rows)).files[0]
    assert (file.rows_read, file.rows_kept) == (30, 29)
    (bad,) = file.problems
    assert (bad.line, bad.column, bad.kept) == (13, column, False)
    assert reason in bad.reason


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"From": "32/01/2026 10:00"}, "From", "no day of the calendar"),
        ({"From": "14/01/2026 25:00"}, "From", "no day of the calendar"),
        ({"To": "12/01/2026 10:00"}, "To", "before the earliest"),
        ({"X Coord": "unknown"}, "X Coord", "is no number"),
        ({"X Coord": "9999999"}, "X Coord", "no place in Great Britain"),
    ],
)
def test_a_row_with_a_bad_time_or_point_is_kept_without_it_and_told(
    said: dict[str, str], column: str, reason: str, lake: Lake, inbox: Path
) -> None:
    file = load_text(lake, inbox, extract([extract_row(1, **said)])).files[0]
    assert (file.rows_kept, file.rows_quarantined) == (1, 0)
    assert any(one.column == column and reason in one.reason and one.kept for one in file.problems)
    row = lake.snapshot().read("records").to_pylist()[0]
    assert row["latest"] is None if column == "To" else row["reference"] == "FN/00001"


def test_a_date_without_an_hour_has_no_hour(lake: Lake, inbox: Path) -> None:
    load_text(lake, inbox, extract([extract_row(1, From="13/01/2026", To="")]))
    row = lake.snapshot().read("records").to_pylist()[0]
    assert (row["earliest"], row["latest"], row["timed"]) == (datetime(2026, 1, 13), datetime(2026, 1, 13), False)  # noqa: DTZ001


def test_month_first_dates_are_read_so_only_when_a_person_said_so(lake: Lake, inbox: Path) -> None:
    american = replace(EXTRACT, dates="month_first")
    load_text(lake, inbox, extract([extract_row(1, Recorded="01/13/2026", From="01/12/2026", To="")]), american)
    assert lake.snapshot().read("records")["recorded"].to_pylist() == ["2026-01-13"]


def test_a_repeated_reference_is_kept_and_told(lake: Lake, inbox: Path) -> None:
    file = load_text(lake, inbox, extract([extract_row(1), extract_row(2), extract_row(1)])).files[0]
    assert file.rows_kept == 3
    assert file.quality["reference_repeats"] == 1
    assert [one.reason for one in file.problems] == ["the reference stands in line 2 too"]


def test_flag_words_are_those_that_were_confirmed(lake: Lake, inbox: Path) -> None:
    words = replace(EXTRACT, yes=("domestic",), no=("not domestic",), blank="no")
    rows = [extract_row(n, DA=da, Alc="") for n, da in enumerate(("Domestic", "Not domestic", ""), 1)]
    load_text(lake, inbox, extract(rows), words)
    found = lake.snapshot().read("records").sort_by("line")["domestic_abuse"].to_pylist()
    assert found == [True, False, False]


def test_a_file_whose_flag_is_mostly_unread_is_refused_whole(lake: Lake, inbox: Path) -> None:
    file = load_text(lake, inbox, extract([extract_row(n, DA="DV") for n in range(1, 9)])).files[0]
    assert file.status == "refused"
    assert "'DV' means neither yes nor no" in file.message
    assert "which words mean yes" in file.message
    assert len(file.problems) == 8


def test_points_fall_into_the_outline_they_lie_in_or_near_and_else_outside(lake: Lake, inbox: Path) -> None:
    east = [
        ("351000", "X01"),
        ("352500", "X02"),
        (str(353_000 + int(NEAR) - 1), "X02"),
        (str(353_000 + int(NEAR) + 1), ""),
    ]
    rows = [extract_row(n, **{"X Coord": x}) for n, (x, _) in enumerate(east, 1)]
    rows.append(extract_row(9, **{"X Coord": "", "Y Coord": ""}))
    report = take_own(lake, write(inbox, "a.csv", extract(rows)), mapping=EXTRACT, locator=SQUARES)
    found = lake.snapshot().read("records").sort_by("line")
    assert found["lsoa_code"].to_pylist() == [*(code for _, code in east), ""]
    assert found["outside"].to_pylist() == [False, False, False, True, None]
    quality = report.files[0].quality
    assert (quality["nearest"], quality["outside"], quality["no_point"], quality["no_place"]) == (1, 1, 1, 2)


def test_a_point_on_a_shared_edge_lies_in_the_first_of_both() -> None:
    found = SQUARES.place(np.array([352_000.0, np.nan]), np.array([239_500.0, 1.0]))
    assert found.codes.tolist() == ["X01", ""]
    assert found.outside.tolist() == [False, False]


def test_degrees_become_metres(lake: Lake, inbox: Path) -> None:
    degrees = replace(
        EXTRACT,
        columns=tuple(
            ({"easting": "longitude", "northing": "latitude"}.get(ours, ours), theirs)
            for ours, theirs in EXTRACT.columns
        ),
        coordinates="wgs84",
    )
    # Hereford Cathedral, 52.0542 N 2.7160 W, stands at SO 510 398.
    load_text(lake, inbox, extract([extract_row(1, **{"X Coord": "-2.7160", "Y Coord": "52.0542"})]), degrees)
    row = lake.snapshot().read("records").to_pylist()[0]
    assert abs(row["easting"] - 351_000) < 100
    assert abs(row["northing"] - 239_800) < 100


def test_a_newer_extract_replaces_the_months_it_has_and_no_other(lake: Lake, inbox: Path) -> None:
    older = [extract_row(1, Recorded="10/12/2025"), extract_row(2, Recorded="10/01/2026")]
    take_own(lake, write(inbox, "a.csv", extract(older)), mapping=EXTRACT, at=FEBRUARY)
    newer = [extract_row(3, Recorded="11/01/2026"), extract_row(4, Recorded="11/02/2026")]
    report = take_own(lake, write(inbox, "b.csv", extract(newer)), mapping=EXTRACT, at=MARCH)
    assert report.files[0].status == "replaced"
    kept = sorted(lake.snapshot().read("records")["reference"].to_pylist())
    assert kept == ["FN/00001", "FN/00003", "FN/00004"]
    before = lake.snapshot(as_known=FEBRUARY.date()).read("records")["reference"].to_pylist()
    assert sorted(before) == ["FN/00001", "FN/00002"]


def test_another_data_set_of_the_same_force_stands_beside(lake: Lake, inbox: Path) -> None:
    load_text(lake, inbox, extract([extract_row(1)]))
    load_text(lake, inbox, extract([extract_row(2)]), replace(EXTRACT, data_set="Domestic abuse"), "b.csv")
    assert lake.snapshot().read("records").num_rows == 2


def test_a_title_above_the_header_is_passed_over_and_lines_stay_true(lake: Lake, inbox: Path) -> None:
    text = table(
        HEADERS,
        [extract_row(1), extract_row(2, Recorded="soon")] + [extract_row(n) for n in range(3, 40)],
        above=[["Fenshire Constabulary"], ["Extract of crime, OFFICIAL"], []],
    )
    file = load_text(lake, inbox, text).files[0]
    assert (file.rows_read, [one.line for one in file.problems]) == (39, [6])


def test_a_needed_column_that_is_not_there_is_named_with_what_it_may_be(lake: Lake, inbox: Path) -> None:
    text = extract([extract_row(1)]).replace("HO Code", "Classification")
    file = load_text(lake, inbox, text).files[0]
    assert file.status == "refused"
    for told in ("“Offence code”", "'HO Code' is not in the file", "'Classification'", "a.csv"):
        assert told in file.message


def test_an_extract_that_nobody_confirmed_is_refused_with_a_suggestion(lake: Lake, inbox: Path) -> None:
    file = load_text(lake, inbox, extract(), None).files[0]
    assert file.status == "refused"
    assert "nobody has said yet how its columns are read" in file.message
    assert "reference ← 'Crime Ref'" in file.message


def test_an_offence_code_of_no_known_shape_is_kept_and_told(lake: Lake, inbox: Path) -> None:
    rows = [extract_row(1), extract_row(2, **{"HO Code": "99Z9"}), extract_row(3, **{"HO Code": "robbery"})]
    assert load_text(lake, inbox, extract(rows)).files[0].rows_kept == 3
    (judged,) = quality(lake).releases
    assert judged.warnings[0] == "offence codes of no known shape, kept: 99Z9, robbery"
