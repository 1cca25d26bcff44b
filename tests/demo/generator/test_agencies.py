"""What other agencies of the invented county send: layouts as they are met, and marks for what is not there."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from frankpledge.demo.generator import Generated
from frankpledge.demo.generator.agencies import HEALTH_HEADER, agency_paths, quarters_in
from frankpledge.demo.partners import AGENCIES, EXTRACT
from frankpledge.lake.own.look import look


def test_only_whole_quarters_are_returned_and_none_without_one() -> None:
    assert [str(quarter) for quarter in quarters_in([f"2023-{n:02d}" for n in range(2, 11)])] == [
        "2023/24 Q1",
        "2023/24 Q2",
    ]
    assert agency_paths(Path(), ["2023-01", "2023-02"]) == ()


def test_fire_hides_its_small_counts_and_has_a_column_for_each_quarter(evidence: Generated) -> None:
    sheet = openpyxl.load_workbook(evidence.agencies[0])["Incidents"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["Incident type", "Area", "2022/23 Q4"]
    assert len(rows[0]) == 2 + len(quarters_in(evidence.months))
    cells = [cell for row in rows[1:] for cell in row[2:]]
    assert "<5" in cells
    assert all(cell == "<5" or cell == 0 or cell >= 5 for cell in cells)


def test_public_health_has_no_newest_quarter_of_treatment_yet(evidence: Generated) -> None:
    rows = list(csv.DictReader(evidence.agencies[1].read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == HEALTH_HEADER
    newest = str(quarters_in(evidence.months)[-1])
    treated = [row for row in rows if row["Unit"] == "percent"]
    assert {row["Value"] for row in treated if row["Period"] == newest} == {":"}
    for row in treated:
        if row["Period"] != newest:
            assert float(row["Value"]) == pytest.approx(100 * int(row["Numerator"]) / int(row["Denominator"]), abs=0.06)


def test_probation_has_three_columns_under_each_quarter(evidence: Generated) -> None:
    sheet = openpyxl.load_workbook(evidence.agencies[2])["Reoffending"]
    above, below, first = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4))
    assert above[2:6] == ["2022/23 Q4", None, None, "2023/24 Q1"]
    assert below[2:5] == ["Numerator", "Denominator", "%"]
    assert first[4] == pytest.approx(100 * first[2] / first[3], abs=0.06)


def test_a_look_at_each_file_suggests_what_the_analyst_confirmed(evidence: Generated) -> None:
    for path, confirmed in zip((evidence.extract, *evidence.agencies), (EXTRACT, *AGENCIES), strict=True):
        guess = look(path)[0].suggestion
        assert guess.mapping.kind == confirmed.kind
        assert set(confirmed.columns) <= set(guess.mapping.columns)
