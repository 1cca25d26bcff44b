"""The generated police tables load through the product's own door, and every query says what a naive recount says."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.demo.generator import Generated
from frankpledge.demo.generator.names import DISTRICTS, FORCE_NAME
from frankpledge.domain.evidence.queries.recorded import (
    ons_level,
    outcomes_of,
    recorded_levels,
    sources_compared,
)
from frankpledge.lake.areas import Area, find_area
from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.lake.quality import quality
from frankpledge.lake.queries import csp_names
from frankpledge.lake.store import Lake, Snapshot

YEAR = year_ending(Month(2025, 12))
Rows = list[list[object]]


def load(lake: Lake, paths: tuple[Path, ...], on: date) -> IngestReport:
    return ingest(lake, paths, known_at=datetime.combine(on, datetime.min.time(), tzinfo=UTC), by="test")


@pytest.fixture(scope="module")
def lake(evidence: Generated, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("lake"))
    load(lake, (*evidence.geography, *evidence.first_publication), evidence.known_first)
    report = load(lake, evidence.police_tables, evidence.known_second)
    assert [(file.status, file.rows_quarantined) for file in report.files] == [("new", 0)] * 4 + [("replaced", 0)]
    return lake


@pytest.fixture(scope="module")
def snapshot(lake: Lake) -> Snapshot:
    return lake.snapshot()


@pytest.fixture(scope="module")
def force(snapshot: Snapshot) -> Area:
    return find_area(snapshot, FORCE_NAME, kind="force")


@cache
def sheets(path: Path) -> dict[str, Rows]:
    """Return the sheets of a workbook as another program reads them."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    tag = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    with zipfile.ZipFile(path) as archive:
        tree = ET.fromstring(archive.read("content.xml"))
    return {
        str(table.get(f"{tag}name")): [
            ["".join(cell.itertext()) for cell in row] for row in table.iter(f"{tag}table-row")
        ]
        for table in tree.iter(f"{tag}table")
    }


def data_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the sheets of years by heading, with their sheet and row."""
    found = []
    for name, rows in sheets(path).items():
        if re.fullmatch(r"20\d\d_\d\d", name):
            for number, row in enumerate(rows[1:], start=2):
                found.append(
                    {**dict(zip(map(str, rows[0]), map(str, row), strict=True)), "sheet": name, "row": str(number)}
                )
    return found


def within(row: dict[str, str], window: Window) -> bool:
    year, quarter = int(row["Financial Year"][:4]), int(row["Financial Quarter"])
    first = Month(year + (quarter == 4), {1: 4, 2: 7, 3: 10, 4: 1}[quarter])
    return first in window


def by_group(rows: list[dict[str, str]], window: Window, count: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        if within(row, window) and "only)" not in row["Offence Description"]:
            sums[row["Offence Group"]] += int(row[count])
    return sums


@pytest.mark.parametrize("name", sorted({district.partnership for district in DISTRICTS}))
def test_a_partnerships_level_is_the_naive_sum_of_its_rows(name: str, evidence: Generated, snapshot: Snapshot) -> None:
    rows = [row for row in data_rows(evidence.police_tables[0]) if row["CSP Name"] == name]
    levels = recorded_levels(snapshot, find_area(snapshot, name, kind="csp"), YEAR)
    assert levels is not None
    now, before = by_group(rows, YEAR, "Offence Count"), by_group(rows, YEAR.shifted(-12), "Offence Count")
    assert {level.name: (level.now, level.before) for level in levels.groups} == {
        group: (now[group], before[group]) for group in now
    }
    assert (levels.total.now, levels.total.before) == (now.total(), before.total())
    assert levels.complete
    assert not levels.missing_before
    codes: Counter[str] = Counter()
    for row in rows:
        if within(row, YEAR) and "only)" not in row["Offence Description"]:
            codes[row["Offence Code"]] += int(row["Offence Count"])
    assert {level.name: level.now for level in levels.codes} == dict(codes)


def test_a_forces_level_leaves_out_what_is_listed_for_outcomes_alone(
    evidence: Generated, snapshot: Snapshot, force: Area
) -> None:
    rows = data_rows(evidence.police_tables[1])
    levels = recorded_levels(snapshot, force, YEAR)
    assert levels is not None
    assert levels.total.now == by_group(rows, YEAR, "Number of Offences").total()
    only = [row for row in rows if within(row, YEAR) and "only)" in row["Offence Description"]]
    assert sum(int(row["Number of Offences"]) for row in only) == 12
    assert sum(row.n or 0 for row in levels.left_out) == 12
    assert len(levels.left_out) == len(only)


def test_every_number_is_traced_to_its_sheet_and_row(evidence: Generated, snapshot: Snapshot) -> None:
    printed = sheets(evidence.police_tables[0])
    area = find_area(snapshot, evidence.partnership, kind="csp")
    levels = recorded_levels(snapshot, area, YEAR)
    assert levels is not None
    assert len(levels.total.rows) > 150
    header = list(map(str, printed["2024_25"][0]))
    for row in levels.total.rows:
        cells = dict(zip(header, printed[row.sheet][row.line - 1], strict=True))
        assert (str(cells["Offence Code"]), cells["Offence Count"]) == (row.code, row.n)
        assert cells["CSP Name"] == evidence.partnership
    (release,) = levels.releases
    (told,) = [row for row in snapshot.read("releases").to_pylist() if row["release_id"] == release]
    assert told["file"].endswith("prc-csp-tables.xlsx")


def test_corrections_below_zero_stand_in_the_tables_and_in_the_sums(evidence: Generated, lake: Lake) -> None:
    rows = data_rows(evidence.police_tables[0])
    negative = [row for row in rows if int(row["Offence Count"]) < 0]
    assert len(negative) > 3
    told = "\n".join(quality(lake).lines())
    assert f"{len(negative)} counts lie below zero" in told


def test_the_partnerships_add_up_to_the_force_with_those_assigned_to_none(
    evidence: Generated, snapshot: Snapshot, force: Area
) -> None:
    whole = recorded_levels(snapshot, force, YEAR)
    parts = [recorded_levels(snapshot, find_area(snapshot, name, kind="csp"), YEAR) for name in evidence.partnerships]
    loose = [row for row in data_rows(evidence.police_tables[0]) if row["CSP Name"].startswith("Unassigned")]
    assert whole is not None
    placed = sum(part.total.now for part in parts if part is not None)
    assert placed + by_group(loose, YEAR, "Offence Count").total() == whole.total.now
    names = csp_names(snapshot)
    assert not names.unresolved
    assert names.unassigned == (("nevershire", "Unassigned Nevershire"),)


def test_the_two_sources_differ_by_what_was_planted_and_neither_corrects_the_other(
    evidence: Generated, snapshot: Snapshot, force: Area, first_street: dict[str, list[dict[str, str]]]
) -> None:
    pair = sources_compared(snapshot, force, Window(Month(2025, 2), Month(2025, 12)))
    assert pair is not None
    assert [str(one.quarter) for one in pair.quarters] == ["2025/26 Q1", "2025/26 Q2", "2025/26 Q3"]
    street = sum(
        row["Crime type"] != "Anti-social behaviour"
        for month, rows in first_street.items()
        if "2025-04" <= month <= "2025-12"
        for row in rows
    )
    assert pair.street == street
    assert pair.ratio == pytest.approx(pair.street / pair.recorded)
    assert pair.percent is not None
    assert 1 < pair.percent < 9, "some four and a half in a hundred were cancelled"
    assert {reason.id for reason in pair.reasons} >= {"cancelled", "revised", "late"}
    assert "placed" not in {reason.id for reason in pair.reasons}, "that is for partnerships"


def test_outcomes_are_the_naive_sums_and_parts_stand_apart(
    evidence: Generated, snapshot: Snapshot, force: Area
) -> None:
    counted = outcomes_of(snapshot, force, YEAR)
    assert counted is not None
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in data_rows(evidence.police_tables[2]):
        if within(row, YEAR):
            sums[row["Outcome Type"]][0] += int(row["Force outcomes for offences recorded in quarter"])
            sums[row["Outcome Type"]][1] += int(row["Force outcomes recorded in quarter"])
    assert {one.type: [one.of_recorded, one.given] for one in counted.counts} == dict(sums)
    assert [one.type for one in counted.counts if one.is_part] == ["1A"]
    assert [one.type for one in counted.counts if not one.is_outcome] == ["0"]
    recorded = recorded_levels(snapshot, force, YEAR)
    assert recorded is not None
    of_crimes = sum(one.of_recorded for one in counted.counts if not one.is_part)
    assert of_crimes == pytest.approx(recorded.total.now, rel=0.01), "corrections below zero and no more part the two"


def test_the_ons_tables_say_what_they_print_marks_included(evidence: Generated, snapshot: Snapshot) -> None:
    printed = sheets(evidence.police_tables[-1])
    header = [" ".join(str(cell).split()) for cell in printed["Table C3"][5]]
    for row in printed["Table C3"][6:11]:
        cells = dict(zip(header, row, strict=True))
        if cells["Community Safety Partnership code"] == "[z]":
            continue
        area = find_area(snapshot, str(cells["Community Safety Partnership code"]))
        level = ons_level(snapshot, area, YEAR)
        assert level is not None
        assert level.total is not None
        assert level.total.value == cells["Total recorded crime (excluding fraud)"]
        assert (level.total.sheet, level.total.state) == ("Table C3", "known")
        published = recorded_levels(snapshot, area, YEAR)
        assert published is not None
        assert level.total.value == published.total.now
        assert level.total_rate is not None
        assert level.residents is not None
        assert level.total_rate.value == pytest.approx(1_000 * level.total.value / level.residents, abs=0.06)
        assert any("rounded to the nearest 100" in note for note in level.notes)


def test_a_mark_is_neither_zero_nor_a_number(snapshot: Snapshot) -> None:
    rows = snapshot.read("csp_levels").to_pylist()
    marked = [row for row in rows if row["mark"]]
    assert {row["mark"] for row in marked} == {":", "[x]"}
    assert all(row["value"] is None and row["state"] == "missing" for row in marked)
    assert all(row["value"] is not None for row in rows if not row["mark"])


def test_a_year_before_comes_from_the_edition_loaded_last_and_the_older_one_stays_readable(
    evidence: Generated, lake: Lake, snapshot: Snapshot
) -> None:
    area = find_area(snapshot, evidence.partnership, kind="csp")
    level = ons_level(snapshot, area, year_ending(Month(2024, 12)))
    assert level is not None
    assert level.total is not None
    assert level.total.sheet == "Table C2"
    assert ons_level(snapshot, area, year_ending(Month(2023, 12))) is not None
    assert ons_level(snapshot, area, Window(Month(2025, 7), Month(2025, 12))) is None, "half a year is no year"
    assert recorded_levels(lake.snapshot(evidence.known_first), area, YEAR) is None, "not loaded by then"


def test_the_same_files_again_change_nothing(evidence: Generated, lake: Lake) -> None:
    before = lake.snapshot().manifest.id
    report = load(lake, evidence.police_tables, evidence.known_second)
    assert {file.status for file in report.files} == {"known"}
    assert lake.snapshot().manifest.id == before


def test_a_year_of_the_partnership_table_saved_as_csv_reads_the_same(
    evidence: Generated, tmp_path: Path, snapshot: Snapshot
) -> None:
    rows = sheets(evidence.police_tables[0])["2024_25"]
    path = tmp_path / "prc-csp.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    alone = Lake(tmp_path / "lake")
    load(alone, (path,), evidence.known_second)
    columns = ["quarter", "csp_name", "offence_code", "n", "line"]

    def held(lake: Snapshot) -> list[dict[str, object]]:
        table = lake.read("recorded_crime_csp")
        return sorted(
            (row for row in table.select([*columns, "year"]).to_pylist() if row["year"] == "2024/25"),
            key=lambda row: row["line"],
        )

    assert held(alone.snapshot()) == held(snapshot)
