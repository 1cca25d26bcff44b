"""Indicator workbooks, wide or long: every value with its months, unit and mark, and no number guessed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from frankpledge.lake.own.look import look
from frankpledge.lake.own.mapping import Mapping, headers_digest
from frankpledge.lake.quality import quality
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, MARCH, write
from tests.lake.own.own_files import load_text, table, take_own, workbook

LONG = Mapping(
    "long",
    "Public health indicators",
    "Public Health Team",
    (
        ("indicator", "Indicator"),
        ("period", "Period"),
        ("value", "Value"),
        ("numerator", "Numerator"),
        ("denominator", "Denominator"),
        ("unit", "Unit"),
        ("area", "Area"),
    ),
)
LONG_HEAD = ("Indicator", "Area", "Period", "Value", "Numerator", "Denominator", "Unit")
WIDE = Mapping("wide", "Fire service", "Fire and Rescue Service", (("indicator", "Measure"),), unit="count")


def values(lake: Lake) -> list[dict[str, Any]]:
    return sorted(
        lake.snapshot().read("partner_values").to_pylist(), key=lambda row: (row["sheet"], row["line"], row["first"])
    )


def one_long(lake: Lake, inbox: Path, *cells: object) -> dict[str, Any]:
    """Load one row among many sound ones, and return how it was kept."""
    rows = [["Calls", "North", f"{year}/{year - 1999:02d}", year, "", "", "count"] for year in range(2001, 2025)]
    report = load_text(lake, inbox, table(LONG_HEAD, [cells, *rows]), LONG)
    assert report.files[0].status == "new", report.files[0].message
    return values(lake)[0]


def test_a_column_a_quarter_becomes_a_value_a_quarter(lake: Lake, inbox: Path) -> None:
    text = table(
        ("Measure", "2023/24 Q1", "2023/24 Q2", "YE Jun 2023", "Apr-23"),
        [("Deliberate fires", 12, 0, 55, 4), ("Malicious calls", "<5", "-", "[x]", "")],
    )
    load_text(lake, inbox, text, WIDE)
    kept = [
        (row["indicator"], row["first"], row["last"], row["value"], row["state"], row["mark"]) for row in values(lake)
    ]
    assert sorted(kept, key=str) == sorted(
        [
            ("Deliberate fires", "2023-04", "2023-06", 12.0, "value", ""),
            ("Deliberate fires", "2023-07", "2023-09", 0.0, "value", ""),
            ("Deliberate fires", "2022-07", "2023-06", 55.0, "value", ""),
            ("Deliberate fires", "2023-04", "2023-04", 4.0, "value", ""),
            ("Malicious calls", "2023-04", "2023-06", None, "suppressed", "<5"),
            ("Malicious calls", "2023-07", "2023-09", None, "missing", "-"),
            ("Malicious calls", "2022-07", "2023-06", None, "missing", "[x]"),
            ("Malicious calls", "2023-04", "2023-04", None, "missing", ""),
        ],
        key=str,
    )


def test_years_over_quarters_and_a_title_above_are_understood(lake: Lake, inbox: Path) -> None:
    book = workbook(
        inbox / "fire.xlsx",
        {
            "Notes": [["This workbook was made by hand."]],
            "Fires": [
                ["Fire and Rescue Service, quarterly return"],
                [],
                ["Measure", "2023/24", None, None, None, "2024/25"],
                [None, "Q1", "Q2", "Q3", "Q4", "Q1"],
                ["Primary fires", 10, 11, 12, 13, 14],
            ],
        },
    )
    report = take_own(lake, book, mapping=replace(WIDE, columns=(("indicator", "Measure"),)))
    if report.files[0].status == "refused":
        pytest.fail(report.files[0].message)
    assert [(row["first"], row["value"], row["line"], row["sheet"]) for row in values(lake)] == [
        ("2023-04", 10, 5, "Fires"),
        ("2023-07", 11, 5, "Fires"),
        ("2023-10", 12, 5, "Fires"),
        ("2024-01", 13, 5, "Fires"),
        ("2024-04", 14, 5, "Fires"),
    ]
    assert report.files[0].quality["sheets_not_read"] == ["Notes"]


def test_numerators_and_denominators_stand_beside_their_percentage(lake: Lake, inbox: Path) -> None:
    text = table(
        ("Measure", "2023/24 Q1 numerator", "2023/24 Q1 denominator", "2023/24 Q1 %"),
        [("Reconvicted within the year", 20, 35, "57.1%")],
    )
    load_text(lake, inbox, text, replace(WIDE, unit="percent"))
    (row,) = values(lake)
    assert (row["value"], row["numerator"], row["denominator"], row["unit"]) == (57.1, 20, 35, "percent")


def test_a_percentage_is_made_of_its_two_parts_where_only_they_are_given(lake: Lake, inbox: Path) -> None:
    text = table(("Measure", "2023/24 Q1 num", "2023/24 Q1 den"), [("Reconvicted", 20, 35)])
    load_text(lake, inbox, text, replace(WIDE, unit="percent"))
    assert values(lake)[0]["value"] == pytest.approx(57.142857)


@pytest.mark.parametrize(
    ("written", "value", "state", "mark"),
    [
        ("1,234", 1234.0, "value", ""),
        (" 7 ", 7.0, "value", ""),
        ("0", 0.0, "value", ""),
        ("nil", 0.0, "value", "nil"),
        ("12r", 12.0, "value", "r"),
        ("12 (p)", 12.0, "value", "(p)"),
        ("", None, "missing", ""),
        ("-", None, "missing", "-"),
        (":", None, "missing", ":"),
        ("n/a", None, "missing", "n/a"),
        ("[x]", None, "missing", "[x]"),
        ("<5", None, "suppressed", "<5"),
        ("< 5", None, "suppressed", "< 5"),
        ("1-4", None, "suppressed", "1-4"),
        ("*", None, "suppressed", "*"),
        ("[c]", None, "suppressed", "[c]"),
    ],
)
def test_missing_suppressed_and_zero_are_three_things(
    written: str, value: float | None, state: str, mark: str, lake: Lake, inbox: Path
) -> None:
    row = one_long(lake, inbox, "Reviews", "North", "2023-24 Q1", written, "", "", "count")
    assert (row["value"], row["state"], row["mark"]) == (value, state, mark)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (("Reviews", "", "2023-24 Q1", "57%", "", "", "count"), "Value", "is a percentage where a count belongs"),
        (("Reviews", "", "2023-24 Q1", "12.5", "", "", "count"), "Value", "no whole number where a count belongs"),
        (("Reviews", "", "2023-24 Q1", "-3", "", "", "count"), "Value", "is a negative count"),
        (("Reviews", "", "2023-24 Q1", "about ten", "", "", "count"), "Value", "neither a number nor a known mark"),
        (("Reviews", "", "2023-24 Q1", "571", "", "", "%"), "Value", "is not between 0 and 100"),
        (("Reviews", "", "2023-24 Q1", "57", "57%", "100", "%"), "Numerator", "is a percentage where a count belongs"),
        (("Reviews", "", "2023-24 Q1", "57", "40", "35", "%"), "Numerator", "larger than the denominator"),
        (("Reviews", "", "Q1 2023", "57", "", "", "count"), "Period", "no period that can be read in one way only"),
        (("Reviews", "", "2026/27 Q1", "57", "", "", "count"), "Period", "has not yet come"),
        (("", "", "2023-24 Q1", "57", "", "", "count"), "Indicator", "there is no indicator"),
        (("Calls", "North", "2001/02", "9", "", "", "count"), "Value", "stand in line"),
    ],
)
def test_a_bad_cell_is_set_aside_with_file_line_column_and_reason(
    cells: tuple[str, ...], column: str, reason: str, lake: Lake, inbox: Path
) -> None:
    rows = [["Calls", "North", f"{year}/{year - 1999:02d}", year, "", "", "count"] for year in range(2001, 2025)]
    file = load_text(lake, inbox, table(LONG_HEAD, [*rows, cells]), LONG).files[0]
    (bad,) = file.problems
    assert (file.status, bad.line, bad.column) == ("new", 26, column)
    assert reason in bad.reason
    assert len(values(lake)) == 24


def test_a_workbook_that_is_mostly_wrong_is_refused_and_every_cell_is_told_with_its_sheet(
    lake: Lake, inbox: Path
) -> None:
    book = workbook(
        inbox / "a.xlsx", {"Return": [["Measure", "2023/24 Q1", "2023/24 Q2"], ["Fires", "57%", 9], ["Calls", "8%", 3]]}
    )
    file = take_own(lake, book, mapping=WIDE).files[0]
    assert file.status == "refused"
    assert "a.xlsx › Return, row 2" in file.message
    assert [(bad.sheet, bad.line, bad.column) for bad in file.problems] == [
        ("Return", 2, "2023/24 Q1"),
        ("Return", 3, "2023/24 Q1"),
    ]


def test_one_period_over_two_columns_is_refused_since_nobody_knows_which_counts(lake: Lake, inbox: Path) -> None:
    text = table(("Measure", "2023/24 Q1", "Apr-Jun 2023"), [("Fires", 4, 5)])
    file = load_text(lake, inbox, text, WIDE).files[0]
    assert file.status == "refused"
    assert "April to June 2023 heads two columns, '2023/24 Q1' and 'Apr-Jun 2023'" in file.message


def test_a_percentage_that_its_parts_do_not_make_is_kept_and_told(lake: Lake, inbox: Path) -> None:
    text = table(LONG_HEAD, [("Reconvicted", "", "2023/24", "50%", 20, 35, "%")])
    file = load_text(lake, inbox, text, LONG).files[0]
    assert values(lake)[0]["value"] == 50
    assert [(bad.reason, bad.kept) for bad in file.problems] == [
        ("numerator and denominator make 57.1%, not 50%", True)
    ]


def test_shares_of_one_are_percentages_only_when_a_person_said_so(lake: Lake, inbox: Path) -> None:
    text = table(("Measure", "2023/24 Q1"), [("Completed a programme", "0.86")])
    load_text(lake, inbox, text, replace(WIDE, unit="percent", shares=True))
    assert values(lake)[0]["value"] == 86


def test_a_newer_file_replaces_the_periods_it_has_and_leaves_the_others(lake: Lake, inbox: Path) -> None:
    old = table(("Measure", "2023/24 Q1", "2023/24 Q2"), [("Fires", 1, 2)])
    new = table(("Measure", "2023/24 Q2", "2023/24 Q3"), [("Fires", 20, 30)])
    take_own(lake, write(inbox, "a.csv", old), mapping=WIDE, at=FEBRUARY)
    take_own(lake, write(inbox, "b.csv", new), mapping=WIDE, at=MARCH)
    assert sorted((row["first"], row["value"]) for row in values(lake)) == [
        ("2023-04", 1),
        ("2023-07", 20),
        ("2023-10", 30),
    ]


def test_next_quarters_columns_are_the_same_layout(lake: Lake, inbox: Path) -> None:
    this = write(inbox, "a.csv", table(("Measure", "2023/24 Q1"), [("Fires", 1)]))
    (seen,) = look(this)
    following = write(inbox, "b.csv", table(("Measure", "2023/24 Q1", "2023/24 Q2"), [("Fires", 1, 2)]))
    report = take_own(lake, following, mappings={digest(seen.words): WIDE})
    assert report.files[0].status == "new"


def digest(words: tuple[str, ...]) -> str:

    return headers_digest(words)


def test_the_printed_table_of_2013_is_read_exactly(shared_data: Path, lake: Lake) -> None:
    path = shared_data.parent / "reference" / "herefordshire" / "indicators-2013-14.csv"
    if not path.exists():
        pytest.skip("the printed table is not at hand")
    (seen,) = look(path, supplier="Herefordshire Community Safety Partnership")
    assert seen.suggestion.mapping.kind == "long"
    assert (seen.suggestion.missing, seen.suggestion.extra, seen.suggestion.unsure) == ((), (), ())
    report = take_own(lake, path, mapping=seen.suggestion.mapping)
    assert (report.files[0].rows_quarantined, report.files[0].problems) == (0, ())
    with path.open(encoding="utf-8", newline="") as stream:
        printed = list(csv.DictReader(stream))
    kept = {(row["indicator"], row["first"] or row["mark"]): row for row in values(lake)}
    assert len(kept) == len(printed)
    quarters = {"Q1": "04", "Q2": "07", "Q3": "10", "Q4": "01"}
    for row in printed:
        year, _, quarter = row["period"].partition(" ")
        first = f"{int(year[:4]) + (quarter == 'Q4')}-{quarters[quarter]}" if quarter in quarters else row["period"]
        found = kept[row["indicator"], first]
        assert found["value"] == (float(row["value"]) if row["value"] else None)
        assert found["state"] == ("value" if row["value"] else "missing")
        told = ("theme", "supplier", "polarity", "unit", "target")
        want = [row[name] for name in ("priority", "source", "polarity", "unit", "target")]
        want[1] = want[1] or "Herefordshire Community Safety Partnership"
        assert [found[name] for name in told] == want


def test_percentages_among_numbers_without_a_unit_are_told_and_so_are_marks(lake: Lake, inbox: Path) -> None:
    cells = ("40", "45%", ":", "[c]", "50%")
    rows = [["Call-outs", "North", f"2023-24 Q{n}", cell, "", "", ""] for n, cell in enumerate(cells[:4], start=1)]
    rows.append(["Call-outs", "North", "2024-25 Q1", cells[4], "", "", ""])
    rows += [["Arrivals", "North", f"2023-24 Q{n}", f"{n}%", "", "", ""] for n in (1, 2)]
    load_text(lake, inbox, table(LONG_HEAD, rows), LONG)
    (judged,) = quality(lake).releases
    assert judged.warnings == (
        "1 values are missing: an empty cell or a mark such as [x], and never zero",
        "1 values are suppressed by their supplier: known to it, and not shown",
        "'Call-outs' has percentages among plain numbers, and no unit says which it is",
    )


def test_an_area_that_nobody_knows_is_kept_and_told(lake: Lake, inbox: Path) -> None:
    rows = [("Fires", area, "2023-24 Q1", 4, "", "", "count") for area in ("North", "Nroth", "")]
    file = write(inbox, "a.csv", table(LONG_HEAD, rows))
    take_own(lake, file, mapping=LONG, is_area={"North"}.__contains__)
    assert sorted(row["area"] for row in values(lake)) == ["", "North", "Nroth"]
    (judged,) = quality(lake).releases
    assert judged.warnings == ("areas of no name or code that is known here, kept as they are written: Nroth",)
