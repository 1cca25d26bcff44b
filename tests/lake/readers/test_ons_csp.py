"""The ONS's workbook of recorded crime by partnership: numbers, marks and notes, each a thing of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frankpledge.lake.quality import quality
from frankpledge.lake.readers.marks import printed
from frankpledge.lake.readers.ons_csp_words import measure_of, period_of, periods_in
from frankpledge.lake.store import Lake
from tests.lake.files import take, write
from tests.lake.police_tables import ONS_GROUPS, Rows, book, ons_row, ons_sheet, text

COUNTS = ons_sheet(
    "Table C3: Recorded crime by Community Safety Partnership area, year ending September 2025 [note 1]",
    "Numbers",
    [
        ("X23000001", "Fenshire", "[z]", "[z]", "[z]", "[z]", 9_000, 3_000, 400, 100, 2_500, 410),
        ons_row("X22000001", "Ashby and District", "5,120", 1_700, "[x]", 0, ":", 210),
        ons_row("X22000002", "Barrow [note 2]", 3_880, 1_300, "[low]", 100, "1,000 [r]", "[c]"),
    ],
)
RATES = ons_sheet(
    "Table C5: Rates of recorded crime by Community Safety Partnership area, year ending September 2025",
    "Rate per 1,000 population",
    [
        ons_row("X22000001", "Ashby and District", 64_000, 28_000, 80.0, 26.6, 5.2, 1.4, ":", 7.5),
        ons_row("X22000002", "Barrow", 50_100, 21_700, 77.4, 25.9, "[x]", 2.0, 20.0, 6.1),
    ],
    groups=(
        "Population figures (mid-2024) - rounded to 100",
        "Household figures (mid-2024) - rounded to 100",
        *ONS_GROUPS,
    ),
)
WORKBOOK: dict[str, Rows] = {
    "Cover sheet": [["Recorded crime data by Community Safety Partnership area"]],
    "Notes": [
        ["Note number", "Note text"],
        ["note 1", "Not accredited official statistics"],
        ["note 2", "Boundary changed"],
    ],
    "Table C3": COUNTS,
    "Table C5": RATES,
}


@pytest.fixture
def held(lake: Lake, inbox: Path) -> list[dict[str, Any]]:
    (result,) = take(lake, write(inbox, "csptables.xlsx", book(WORKBOOK))).files
    assert (result.status, result.reader, result.rows_quarantined) == ("new", "csp_levels", 0), result.message
    return list(lake.snapshot().read("csp_levels").to_pylist())


def cell(rows: list[dict[str, Any]], sheet: str, name: str, group: str) -> dict[str, Any]:
    (found,) = [row for row in rows if (row["sheet"], row["area_name"], row["offence_group"]) == (sheet, name, group)]
    return found


def test_every_cell_says_what_it_is_and_where_it_stands(held: list[dict[str, Any]]) -> None:
    total = cell(held, "Table C3", "Ashby and District", "Total recorded crime (excluding fraud)")
    assert (total["value"], total["state"], total["mark"]) == (5_120.0, "known", "")
    assert (total["area_kind"], total["area_code"], total["force_code"]) == ("csp", "X22000001", "X23000001")
    assert (total["first_month"], total["last_month"], total["measure"], total["per"]) == (
        "2024-10",
        "2025-09",
        "count",
        None,
    )
    assert (total["line"], total["column"]) == (7, "Total recorded crime (excluding fraud)")
    assert COUNTS[total["line"] - 1][6] == "5,120", "the row is that of the sheet"


def test_missing_suppressed_and_zero_are_three_things(held: list[dict[str, Any]]) -> None:
    def told(name: str, group: str) -> tuple[float | None, str, str]:
        row = cell(held, "Table C3", name, group)
        return row["value"], row["state"], row["mark"]

    assert told("Ashby and District", "Robbery") == (0.0, "known", "")
    assert told("Ashby and District", "Sexual offences") == (None, "missing", "[x]")
    assert told("Ashby and District", "Theft offences") == (None, "missing", ":")
    assert told("Barrow", "Sexual offences") == (None, "suppressed", "[low]")
    assert told("Barrow", "Residential burglary") == (None, "suppressed", "[c]")
    assert told("Barrow", "Theft offences") == (1_000.0, "known", "[r]")


def test_rates_carry_what_they_are_per_and_the_residents_of_the_table(held: list[dict[str, Any]]) -> None:
    total = cell(held, "Table C5", "Barrow", "Total recorded crime (excluding fraud)")
    assert (total["measure"], total["per"], total["base"], total["residents"]) == ("rate", 1_000, "residents", 50_100.0)
    homes = cell(held, "Table C5", "Barrow", "Residential burglary")
    assert (homes["base"], homes["households"], homes["value"]) == ("households", 21_700.0, 6.1)


def test_a_row_without_a_partnership_is_the_forces(held: list[dict[str, Any]]) -> None:
    whole = cell(held, "Table C3", "Fenshire", "Total recorded crime (excluding fraud)")
    assert (whole["area_kind"], whole["area_code"]) == ("force", "X23000001")


def test_notes_titles_and_footnotes_are_kept(held: list[dict[str, Any]], lake: Lake) -> None:
    notes = [(row["sheet"], row["text"]) for row in lake.snapshot().read("table_notes").to_pylist()]
    assert ("Notes", "note 2 Boundary changed") in notes
    assert ("Table C3", "Source: invented") in notes
    assert any(sheet == "Table C5" and words.startswith("Table C5: Rates") for sheet, words in notes)


def test_a_rate_in_a_table_of_counts_is_set_aside_with_its_cell(lake: Lake, inbox: Path) -> None:
    rows = [ons_row("X22000001", f"Place {number}", 100, 40, 5, 1, 30, 6) for number in range(40)]
    rows[30] = ons_row("X22000001", "Place 30", 100, "40%", 5.5, 1, 30, 6)
    title = "Table C3: Recorded crime, year ending September 2025"
    (result,) = take(lake, write(inbox, "c.xlsx", book({"Table C3": ons_sheet(title, "Numbers", rows)}))).files
    assert result.status == "new", result.message
    bad = sorted(lake.snapshot().read("quarantine").to_pylist(), key=lambda row: row["column"])
    assert [(row["line"], row["column"]) for row in bad] == [
        (36, "Sexual offences"),
        (36, "Violence against the person"),
    ]
    assert "a rate or a share stands where a count belongs" in bad[0]["reason"]
    assert "a percentage where a count belongs" in bad[1]["reason"]


def test_a_sheet_that_mixes_years_is_left_out_and_told(lake: Lake, inbox: Path) -> None:
    mixed = ons_sheet(
        "Table C1: Recorded crime, year ending September 2024 and year ending September 2025", "Numbers", COUNTS[5:8]
    )
    (result,) = take(lake, write(inbox, "c.xlsx", book({"Table C1": mixed, "Table C3": COUNTS}))).files
    assert result.status == "new"
    assert {row["sheet"] for row in lake.snapshot().read("csp_levels").to_pylist()} == {"Table C3"}
    told = "it mixes year ending September 2024 and year ending September 2025"
    assert any(f"the sheet 'Table C1' is not read: {told}" in line for line in quality(lake).lines())


def test_half_a_year_is_kept_as_half_a_year_and_told(lake: Lake, inbox: Path) -> None:
    half = ons_sheet("Table C3: Recorded crime, April 2025 to September 2025", "Numbers", COUNTS[5:8])
    take(lake, write(inbox, "c.xlsx", book({"Table C3": half})))
    periods = {(row["first_month"], row["last_month"]) for row in lake.snapshot().read("csp_levels").to_pylist()}
    assert periods == {("2025-04", "2025-09")}
    assert any("periods that are no year: April to September 2025" in line for line in quality(lake).lines())


def test_a_long_table_of_which_one_year_is_half_a_year_is_told(lake: Lake, inbox: Path) -> None:
    header = ("area_code", "area_name", "period", "value", "indicator", "measure", "unit", "group")
    groups = ("Total recorded crime", "Robbery", "Theft offences")
    values = {"2017/18": (80.0, 2.0, 30.0), "2018/19": (82.0, 2.1, 31.0), "2019": (41.1, 1.0, 15.0)}
    rows = [
        ("X22000001", "Ashby and District", period, value, "Offence rate", "Rate per 1,000", "Offences", group)
        for period, own in values.items()
        for group, value in zip(groups, own, strict=True)
    ]
    marked = ("X23000001", "Fenshire", "2019", ":", "Offence rate", "Rate per 1,000", "Offences", "Robbery")
    (result,) = take(lake, write(inbox, "rates.csv", text([header, *rows, marked]))).files
    assert (result.status, result.reader) == ("new", "csp_levels")
    told = "Ashby and District: 2019 is less than 65% of year ending March 2019 in every group: perhaps half a year"
    assert any(told in line for line in quality(lake).lines())
    assert any(
        "periods whose months are not plain, answered for no year: 2019" in line for line in quality(lake).lines()
    )


def test_a_table_saved_as_csv_with_its_title_reads_the_same(tmp_path: Path, lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "c.xlsx", book({"Table C3": COUNTS})))
    plain = [[" ".join(str(value).split()) for value in row] for row in COUNTS]
    other = Lake(tmp_path / "other")
    (result,) = take(other, write(inbox, "c3.csv", text(plain))).files
    assert result.status == "new", result.message

    def cells(of: Lake) -> list[tuple[Any, ...]]:
        wanted = ("area_name", "offence_group", "value", "mark", "line")
        return [tuple(row[name] for name in wanted) for row in of.snapshot().read("csp_levels").to_pylist()]

    assert sorted(cells(other), key=str) == sorted(cells(lake), key=str)


@pytest.mark.parametrize(
    ("text_", "first", "last"),
    [
        ("year ending December 2022", "2022-01", "2022-12"),
        ("12 months ending Sept 2023", "2022-10", "2023-09"),
        ("2018/19", "2018-04", "2019-03"),
        ("April 2025 to September 2025", "2025-04", "2025-09"),
        ("Apr '24 to Mar '25", "2024-04", "2025-03"),
        ("2019", "", ""),
        ("2018/20", "", ""),
    ],
)
def test_periods_are_read_and_never_supposed(text_: str, first: str, last: str) -> None:
    found = period_of(text_)
    assert (found.first, found.last) == (first, last)


def test_what_titles_say() -> None:
    assert measure_of(["Percentage change, year ending March 2024 to year ending March 2025"]) == "change"
    assert measure_of(["Rate per 1,000 population"]) == "rate"
    assert measure_of(["Number of offences by corporate body"]) == "count"
    assert [period.last for period in periods_in(["year ending March 2025, compared with year ending March 2024"])] == [
        "2024-03",
        "2025-03",
    ]


@pytest.mark.parametrize(
    ("text_", "value", "state"),
    [
        ("1,234", 1234.0, "known"),
        ("-3", -3.0, "known"),
        ("..", None, "missing"),
        ("[c]", None, "suppressed"),
        ("7 [note 3]", 7.0, "known"),
    ],
)
def test_a_cell_is_a_number_or_a_known_mark(text_: str, value: float | None, state: str) -> None:
    found = printed(text_)
    assert found is not None
    assert (found.value, found.state) == (value, state)


@pytest.mark.parametrize("text_", ["", "forty", "12%", "1,23", "[x", "1 2"])
def test_what_is_neither_number_nor_mark(text_: str) -> None:
    assert printed(text_) is None
