"""Households and people by day: read with their year, and never taken for residents."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.readers import READERS
from frankpledge.lake.readers.bases import BASES
from frankpledge.lake.recognise import reader_for
from frankpledge.lake.source import BadFile
from tests.lake.readers.reading import head_of, read_text, source_of


def rows(folder: Path, text: str, name: str = "households_2021.csv") -> list[tuple[object, ...]]:
    reading = read_text(BASES, folder, text, name)
    return [tuple(row.values()) for row in reading.tables["bases"].to_pylist()]


def test_households_carry_the_year_that_the_files_name_states(tmp_path: Path) -> None:
    found = rows(tmp_path, 'lsoa21_code,Total households\nX01000001,"1,204"\nX01000002,0\n')
    assert found == [
        ("lsoa21", "X01000001", 2021, "households", 1204.0),
        ("lsoa21", "X01000002", 2021, "households", 0.0),
    ]


def test_a_column_of_years_is_heeded_row_by_row(tmp_path: Path) -> None:
    text = "ltla24_code,year,households\nX07000001,2021,10\nX07000001,2023,12\nX07000001,soon,13\n"
    reading = read_text(BASES, tmp_path, text, "households.csv")
    assert [(row["year"], row["number"]) for row in reading.tables["bases"].to_pylist()] == [(2021, 10.0), (2023, 12.0)]
    assert [(bad.line, bad.column) for bad in reading.quarantined] == [(4, "year")]
    assert "2021-2023" in reading.key


def test_people_by_day_are_another_base_and_may_stand_beside_households(tmp_path: Path) -> None:
    found = rows(tmp_path, "lsoa21_code,households,Workday population\nX01000001,500,1800\n")
    assert {(base, number) for _, _, _, base, number in found} == {("households", 500.0), ("workday", 1800.0)}


def test_what_is_no_number_or_no_code_is_set_aside_with_its_line(tmp_path: Path) -> None:
    reading = read_text(
        BASES, tmp_path, "lsoa21_code,households\nX01000001,many\nnowhere,4\nX01000003,5\n", "h_2021.csv"
    )
    assert [(bad.line, bad.column) for bad in reading.quarantined] == [(2, "households"), (3, "lsoa21_code")]
    assert reading.rows_read == 3
    assert reading.tables["bases"]["code"].to_pylist() == ["X01000003"]


def test_counts_of_no_stated_year_are_refused_and_a_person_may_state_it(tmp_path: Path) -> None:
    text = "lsoa21_code,households\nX01000001,5\n"
    with pytest.raises(BadFile, match="of which year"):
        read_text(BASES, tmp_path, text, "homes.csv")
    stated = read_text(BASES, tmp_path, text, "homes.csv", year=2022)
    assert stated.tables["bases"]["year"].to_pylist() == [2022]


def test_a_file_whose_every_row_lacks_its_year_has_none_in_its_key(tmp_path: Path) -> None:
    reading = read_text(BASES, tmp_path, "lsoa21_code,year,households\nX01000001,never,5\n", "homes.csv")
    assert " none " in reading.key


@pytest.mark.parametrize(
    ("header", "reader"),
    [
        ("lsoa21_code,households", "bases"),
        ("lsoa21_code,total_population,households", "population"),
        ("lsoa11_code,total_population,0,1,2,3,4", "population"),
    ],
)
def test_residents_are_never_taken_for_another_base(tmp_path: Path, header: str, reader: str) -> None:
    source = source_of(tmp_path, f"{header}\n{','.join(['X01000001', *['1'] * header.count(',')])}\n", "p2021.csv")
    assert reader_for(head_of(source), source, READERS).name == reader
