"""What a person is offered to confirm: which column is which, and everything that is not sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.lake.own.layout import Layout, likeliest
from frankpledge.lake.own.look import look
from frankpledge.lake.own.mapping import BadMapping, Mapping, checked, headers_digest
from frankpledge.lake.own.periods import joined_period, key_of, label_of, period, window_of
from frankpledge.lake.own.suggest import suggest
from frankpledge.lake.own.values import is_key
from frankpledge.lake.source import Head
from tests.lake.files import write
from tests.lake.own.own_files import EXTRACT, KEY

FORCE = Head(
    "csv",
    ("Crime Number", "Date Recorded", "Committed From", "Committed To", "Home Office Code", "Eastings", "Northings",
     "DA Flag", "Hate Crime Flag", "Victim Hash", "Suspect surname"),
    (
        ("22/1", "2026-01-31", "2026-01-30 22:00", "2026-01-31 01:00", "8N", "352000", "239000", "Y", "N", KEY, "No"),
        ("22/2", "2026-01-30", "2026-01-30 21:00", "2026-01-30 22:00", "8N", "352100", "239100", "N", "N", "", "Noone"),
    ),
)  # fmt: skip


def changed(head: Head, column: str, *cells: str) -> Head:
    """Return the rows with other cells in one column."""
    at = head.header.index(column)
    rows = tuple((*row[:at], cell, *row[at + 1 :]) for row, cell in zip(head.rows, cells, strict=True))
    return Head("csv", head.header, rows)


def doubts(head: Head) -> dict[str, str]:
    return {one.field: one.reason for one in suggest(head).unsure}


def test_usual_names_of_columns_are_known_and_the_rest_is_left_out() -> None:
    found = suggest(FORCE, data_set="Extract", supplier="Fenshire")
    assert dict(found.mapping.columns) == {
        "reference": "Crime Number",
        "recorded": "Date Recorded",
        "earliest": "Committed From",
        "latest": "Committed To",
        "offence_code": "Home Office Code",
        "easting": "Eastings",
        "northing": "Northings",
        "domestic_abuse": "DA Flag",
        "hate": "Hate Crime Flag",
        "victim": "Victim Hash",
    }
    assert (found.extra, found.missing, found.unsure, found.sure) == (("Suspect surname",), (), (), True)
    assert (found.mapping.kind, found.mapping.dates, found.mapping.coordinates) == ("records", "iso", "osgb")


def test_a_column_of_names_is_never_offered_as_the_key_of_a_victim() -> None:
    found = suggest(changed(FORCE, "Victim Hash", "Ann Nobody", "Bob Noone"))
    assert found.mapping.header("victim") is None
    assert {one.field: one.reason for one in found.unsure}["victim"].endswith("but its cells are not")


@pytest.mark.parametrize(
    ("column", "cells", "field", "told"),
    [
        ("Date Recorded", ("03/04/2026", "05/06/2026"), "dates", "day or the month comes first"),
        ("Date Recorded", ("03/14/2026", "05/06/2026"), "dates", "month first"),
        ("DA Flag", ("Y", "Maybe"), "domestic_abuse", "neither yes nor no"),
        ("DA Flag", ("Y", ""), "domestic_abuse", "an empty cell may mean it"),
        ("Eastings", ("-2.71", "-2.72"), "easting", "may be degrees"),
    ],
)
def test_what_the_cells_leave_open_is_asked(column: str, cells: tuple[str, ...], field: str, told: str) -> None:
    assert told in doubts(changed(FORCE, column, *cells))[field]


def test_two_columns_of_one_meaning_and_a_name_that_only_resembles_are_asked_about() -> None:
    head = Head(
        "csv",
        ("Crime Ref", "Reference", "Recorded", "Classification code (offence)"),
        (("1", "2", "2026-01-31", "8N"),),
    )
    found = suggest(head)
    told = {one.field: one.candidates for one in found.unsure}
    assert set(told["reference"]) == {"Crime Ref", "Reference"}
    assert told["offence_code"] == ("Classification code (offence)",)
    assert found.missing == ("Offence code",)


def test_a_mapping_survives_its_file_and_a_bad_one_is_refused() -> None:
    assert Mapping.from_json(json.loads(json.dumps(EXTRACT.as_json()))) == EXTRACT
    sound = EXTRACT.as_json()
    shuffled = dict(
        sorted(sound["columns"].items(), key=lambda pair: (len(pair[0]), pair[0]))
    )  # as PostgreSQL keeps it
    assert Mapping.from_json({**sound, "columns": shuffled}) == EXTRACT
    for change, told in (
        ({"kind": "letters"}, "of which kind"),
        ({"columns": {"surname": "Victim name"}}, "no field 'surname'"),
        ({"columns": {"reference": "A", "recorded": "a"}}, "mapped twice"),
        ({"dates": "backwards"}, "no choice for dates"),
        ({"yes": ["y"], "no": ["y"]}, "means both yes and no"),
        ({"supplier": " "}, "who sends it"),
        ({"colour": "blue"}, "which no reader knows"),
    ):
        with pytest.raises(BadMapping, match=told):
            Mapping.from_json({**sound, **change})
    with pytest.raises(BadMapping):
        Mapping.from_json([])
    with pytest.raises(BadMapping):
        checked(None)


def test_headers_are_the_same_set_whatever_their_order_capitals_and_marks() -> None:
    assert headers_digest(["Crime Ref", "HO_Code", ""]) == headers_digest(["ho code", "CRIME REF "])
    assert headers_digest(["Crime Ref"]) != headers_digest(["Crime Ref", "HO Code"])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2013-14 Q1", (2013, 4), (2013, 6)),
        ("Q4 2023/24", (2024, 1), (2024, 3)),
        ("Quarter 2, 2023-24", (2023, 7), (2023, 9)),
        ("2023/24", (2023, 4), (2024, 3)),
        ("2023/2024", (2023, 4), (2024, 3)),
        ("FY 2023-24 (provisional)", (2023, 4), (2024, 3)),
        ("Apr-23", (2023, 4), (2023, 4)),
        ("September 2023", (2023, 9), (2023, 9)),
        ("2023-09", (2023, 9), (2023, 9)),
        ("2023-04-01", (2023, 4), (2023, 4)),
        ("01/04/2023", (2023, 4), (2023, 4)),
        ("YE Jun 2023", (2022, 7), (2023, 6)),
        ("Year ending 30 June 2023", (2022, 7), (2023, 6)),
        ("12 months to Jun-23", (2022, 7), (2023, 6)),
        ("April to June 2023", (2023, 4), (2023, 6)),
        ("Nov-Jan 2024", (2023, 11), (2024, 1)),
        ("Oct 2022 - Mar 2023", (2022, 10), (2023, 3)),
        ("2023", (2023, 1), (2023, 12)),
    ],
)
def test_a_heading_that_means_one_period_is_read(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert period(text) == Window(Month(*first), Month(*last))


@pytest.mark.parametrize(
    "text", ["Q1 2023", "2011-12", "2023/25", "Total", "", "13/2023", "2023-13", "soon", "Mar 2023 - Jan 2023"]
)
def test_a_heading_that_means_none_or_two_is_not_read(text: str) -> None:
    assert period(text) is None


def test_quarters_and_months_stand_under_their_financial_year() -> None:
    assert str(joined_period("2023/24", "Q4")) == str(Window(Month(2024, 1), Month(2024, 3)))
    assert joined_period("2023/24", "Jan") == Window(Month(2024, 1), Month(2024, 1))
    assert joined_period("2023", "Q1") is None, "of a calendar year, or from April?"
    assert joined_period("Apr 2023", "Q1") is None


def test_keys_of_periods_go_both_ways() -> None:
    window = Window(Month(2023, 4), Month(2023, 6))
    assert window_of(key_of(window)) == window
    assert window_of("undated") is None
    assert label_of("2023-04--2023-06") == "April to June 2023"
    assert label_of("undated") == "no period stated"


def test_the_header_of_a_sheet_is_found_below_its_title() -> None:
    rows = [(1, ["Fenshire"]), (2, []), (3, ["Measure", "2023/24 Q1", "2023/24 Q2"]), (4, ["Fires", "3", "4"])]
    found = likeliest(rows)
    assert isinstance(found, Layout)
    assert (found.line, found.words, found.periods) == (3, ("Measure",), 2)
    assert likeliest([(1, ["alone"])]) is None


def test_a_look_at_a_file_shows_its_sheets_and_what_they_seem_to_be(inbox: Path) -> None:
    file = write(inbox, "fire_service-Q1.csv", "Measure\t2023/24 Q1\nFires\t4\n")
    (seen,) = look(file, supplier="Fire Service")
    assert (seen.words, seen.rows, seen.template) == (("Measure",), (("Fires", "4"),), False)
    assert (seen.suggestion.mapping.kind, seen.suggestion.mapping.data_set) == ("wide", "fire service Q1")


@pytest.mark.parametrize(
    ("text", "hash_like"),
    [(KEY, True), ("a" * 8 + "1" * 8, True), ("Ann Nobody", False), ("AnnNobodyAtAll", False), ("123456789012", False),
     ("1234567890123456", True), ("short1a", False)],
)  # fmt: skip
def test_only_what_looks_like_a_hash_is_a_key(text: str, hash_like: bool) -> None:
    assert is_key(text) is hash_like
