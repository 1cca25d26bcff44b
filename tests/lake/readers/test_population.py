"""Populations by age, by sex, by year; which year they are of; what is not a number of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.readers.population import POPULATION, year_in_name
from frankpledge.lake.source import BadFile
from tests.lake.readers.reading import head_of, read_text, source_of

AGED = "lsoa11_name,lsoa11_code,total_population,0,1,2,3,4,90+\nAshby 001A,X01000001,28.0,1.0,2.0,3.0,4.0,5.0,13.0\n"


def test_totals_and_ages_are_rows(tmp_path: Path) -> None:
    reading = read_text(POPULATION, tmp_path, AGED, "population20_lsoa11.csv")
    rows = reading.tables["population"].to_pylist()
    assert [(row["age"], row["people"]) for row in rows] == [
        (None, 28.0),
        (0, 1.0),
        (1, 2.0),
        (2, 3.0),
        (3, 4.0),
        (4, 5.0),
        (90, 13.0),
    ]
    assert {(row["area_kind"], row["code"], row["year"], row["sex"]) for row in rows} == {
        ("lsoa11", "X01000001", 2020, "all")
    }
    assert reading.tables["areas"].to_pylist() == [
        {"kind": "lsoa11", "code": "X01000001", "name": "Ashby 001A", "year": 2011}
    ]
    assert reading.quality["people"] == 28.0


def test_a_missing_total_is_summed_from_the_ages(tmp_path: Path) -> None:
    text = "LSOA21CD,F0,F1,F2,M0,M1,M2\nX01000001,1,2,3,4,5,6\n"
    rows = read_text(POPULATION, tmp_path, text, "mid-2022.csv").tables["population"].to_pylist()
    assert (rows[0]["sex"], rows[0]["age"], rows[0]["people"]) == ("all", None, 21.0)
    assert sum(row["people"] for row in rows if row["sex"] == "female") == 6


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("population20_ltla21.csv", 2020),
        ("population19_lsoa11.csv.gz", 2019),
        ("mid-2020-estimates.csv", 2020),
        ("sapelsoamid2022.csv", 2022),
        ("ons_2018.csv", 2018),
        ("lsoa11.csv", None),
        ("estimates.csv", None),
    ],
)
def test_a_files_name_tells_its_year(name: str, year: int | None) -> None:
    assert year_in_name(name) == year


def test_without_a_year_the_file_is_refused_and_a_stated_year_is_taken(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="of which mid-year"):
        read_text(POPULATION, tmp_path, AGED, "people.csv")
    stated = read_text(POPULATION, tmp_path, AGED, "people.csv", year=2017)
    assert stated.tables["population"]["year"].unique().to_pylist() == [2017]


def test_a_column_of_years_and_columns_for_years_are_read(tmp_path: Path) -> None:
    rows = "LAD24CD,year,population\nX07000001,2021,100\nX07000001,2022,110\n"
    dated = read_text(POPULATION, tmp_path, rows).tables["population"].to_pylist()
    assert [(row["year"], row["people"]) for row in dated] == [(2021, 100.0), (2022, 110.0)]
    wide = read_text(POPULATION, tmp_path, "LAD24CD,2021,2022\nX07000001,100,110\n").tables["population"].to_pylist()
    assert {row["year"]: row["people"] for row in wide} == {2021: 100.0, 2022: 110.0}


def test_what_is_not_a_number_of_people_is_set_aside(tmp_path: Path) -> None:
    lines = ["A01,1000", 'A02,"1,250"', "A03,", "A04,-5", "A05,c", "A01,7", "A06,0"]
    lines = [f"X010000{line}" for line in lines]
    reading = read_text(POPULATION, tmp_path, "\n".join(["LSOA21CD,Total", *lines, ""]), "mid-2021.csv")
    assert [(bad.line, bad.column) for bad in reading.quarantined] == [
        (4, "Total"),
        (5, "Total"),
        (6, "Total"),
        (7, "LSOA21CD"),
    ]
    assert reading.tables["population"]["people"].to_pylist() == [1000.0, 1250.0, 0.0]


def test_an_area_of_nobody_is_kept_as_nobody(tmp_path: Path) -> None:
    reading = read_text(POPULATION, tmp_path, "LAD24CD,population\nX07000001,0\n", "mid-2021.csv")
    assert reading.tables["population"]["people"].to_pylist() == [0.0]


@pytest.mark.parametrize("header", ["LAD24CD,CSP24CD", "population,year", "LSOA21CD,RUC21CD", "LSOA11CD,IMD_rank"])
def test_other_formats_are_left_to_their_readers(tmp_path: Path, header: str) -> None:
    source = source_of(tmp_path, f"{header}\n")
    assert not POPULATION.recognises(head_of(source), source)
