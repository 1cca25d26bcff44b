"""The data quality report, on invented files whose faults are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frankpledge.lake.quality import UnknownRelease, quality
from frankpledge.lake.store import Lake
from tests.lake.files import FEBRUARY, street_name, street_row, street_text, take, write
from tests.lake.invented_land import CSP_2024, lookups, street


def of(*kinds: str, month: str = "2025-01") -> str:
    rows = [street_row(number, month=month, kind=kind) for number, kind in enumerate(kinds)]
    return "\n".join([*street_text(0, month=month).split("\n")[:1], *rows, ""])


def test_a_clean_release_has_no_warnings(lake: Lake, inbox: Path) -> None:
    report = take(lake, write(inbox, street_name(), street_text(20)))
    (found,) = quality(lake).releases
    assert found.warnings == ()
    assert (found.release_id, found.month, found.force) == (report.files[0].release_id, "2025-01", "fenshire")
    assert (found.rows_read, found.rows_kept, found.rows_quarantined) == (20, 20, 0)
    assert found.outside_area is None, "where the force's area lies is not known"
    assert quality(lake).lines()[-1] == "Crime and anti-social behaviour, fenshire: 1 month, 2025-01, none missing."


def test_types_that_come_and_go_are_told(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "1.csv", of(*["Violent crime"] * 25, *["Drugs"] * 30, *["Robbery"] * 3)))
    take(lake, write(inbox, "2.csv", of(*["Public order"] * 25, *["Drugs"] * 30, month="2025-02")))
    first, second = quality(lake).releases
    assert (first.types_new, first.types_gone) == ((), ())
    assert (second.types_new, second.types_gone) == (("Public order",), ("Violent crime",))
    assert second.warnings == (
        "the type 'Public order' appears for the first time",
        "the type 'Violent crime' is gone since the month before",
    )


def test_a_version_that_lost_rows_is_told_and_the_older_one_can_be_asked_for(lake: Lake, inbox: Path) -> None:
    old = take(lake, write(inbox, "1.csv", street_text(40))).files[0].release_id
    take(lake, write(inbox, "2.csv", street_text(30)), at=FEBRUARY)
    (found,) = quality(lake).releases
    assert (found.rows_before, found.replaces) == (40, (old,))
    assert found.warnings == ("the version before had 40 rows, this has 30",)
    (superseded,) = quality(lake, old).releases
    assert not superseded.current
    assert "superseded" in quality(lake, old).lines()[0]
    assert quality(lake, old).coverage == ()


def test_an_unknown_release_is_refused(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "1.csv", street_text(4)))
    with pytest.raises(UnknownRelease, match="no release 'r-nothing'"):
        quality(lake, "r-nothing")


def test_columns_that_came_or_went_and_rows_set_aside_are_told(lake: Lake, inbox: Path) -> None:
    lines = street_text(60).rstrip("\n").split("\n")
    lines = [line.rsplit(",", 1)[0] + (",Beat" if number == 0 else ",7") for number, line in enumerate(lines)]
    lines[4] = lines[4].replace("2025-01", "")
    take(lake, write(inbox, "1.csv", "\n".join([*lines, ""])))
    (found,) = quality(lake).releases
    assert found.warnings == (
        "1 row could not be read and is set aside",
        "columns that are not read: Beat",
        "columns of today's files that are absent: Context",
    )


def test_rows_outside_the_forces_area_are_counted_once_places_are_known(lake: Lake, inbox: Path) -> None:
    rows = [("X01000001", "Greater Ashby 001A", "Drugs")] * 5 + [("X01000014", "Coldwell 001E", "Drugs")] * 2
    file = street(
        inbox, "2025-01", "Fenshire Police", [*rows, ("", "", "Drugs"), ("X09999999", "", "Drugs")], slug="fenshire"
    )
    take(lake, file)
    assert quality(lake).releases[0].outside_area is None
    take(lake, *lookups(inbox / "lookups"), at=FEBRUARY)
    (found,) = [release for release in quality(lake).releases if release.force]
    assert (found.outside_area, found.no_place) == (2, 1)
    assert found.share(found.outside_area) == pytest.approx(2 / 9)
    assert any("2 outside the force's area (22.2%)" in line for line in quality(lake).lines())


def test_missing_months_are_named_in_spans(lake: Lake, inbox: Path) -> None:
    months = ["2024-01", "2024-02", "2024-05", "2024-07"]
    take(lake, *[write(inbox, street_name(month), street_text(3, month=month)) for month in months])
    (held,) = quality(lake).coverage
    assert held.missing == ("2024-03", "2024-04", "2024-06")
    assert held.sentence == (
        "Crime and anti-social behaviour, fenshire: 4 months, 2024-01 to 2024-07; missing: 2024-03 to 2024-04, 2024-06."
    )


def test_the_report_is_also_json(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "1.csv", street_text(4)))
    told = json.loads(json.dumps(quality(lake).as_json()))
    assert told["releases"][0]["by_type"] == {"Anti-social behaviour": 1, "Burglary": 2, "Shoplifting": 1}
    assert told["coverage"][0]["missing"] == []
    assert told["lines"]


def test_lookups_that_contradict_each_other_are_refused_and_the_rest_loads(lake: Lake, inbox: Path) -> None:
    """Barrow's LSOA lie, by the newest lookup, in a council without Barrow's partnership: nobody can say where."""
    torn = CSP_2024.replace("X22000002,Barrow", "X22000009,Marsh Partnership")
    files = lookups(inbox / "lookups", "csp24.csv")
    report = take(lake, *files, write(inbox, "csp24.csv", torn), write(inbox, street_name(), street_text(9)))
    refused = {Path(file.file).name for file in report.refused}
    assert "csp24.csv" in refused
    assert "population20_lsoa11.csv" not in refused
    assert all("X0100000" in file.message for file in report.refused)
    assert lake.snapshot().read("street").num_rows == 9
    assert set(lake.snapshot().read("places")["csp_code"].to_pylist()) == {None}


def test_a_lookup_that_contradicts_what_is_held_leaves_it_as_it_is(lake: Lake, inbox: Path) -> None:
    take(lake, *lookups(inbox / "lookups"))
    before = lake.snapshot().read("places").to_pylist()
    torn = CSP_2024.replace("X22000002,Barrow", "X22000009,Marsh Partnership").replace("24", "25")
    report = take(lake, write(inbox, "csp25.csv", torn), at=FEBRUARY)
    assert [file.status for file in report.files] == ["refused"]
    assert report.manifest_id is None
    assert lake.snapshot().read("places").to_pylist() == before
