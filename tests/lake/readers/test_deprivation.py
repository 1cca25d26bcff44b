"""Deprivation and the rural-urban classification."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.readers.deprivation import DEPRIVATION, RURAL_URBAN
from frankpledge.lake.source import BadFile
from tests.lake.readers.reading import read_text


def test_measures_are_rows_under_the_name_of_the_index(tmp_path: Path) -> None:
    text = "lsoa11_code,IMD_decile,Income_rank\nX01000001,9.0,29199\nX01000002,,7\n"
    reading = read_text(DEPRIVATION, tmp_path, text, "imd2019_england.csv")
    rows = [tuple(row.values()) for row in reading.tables["deprivation"].to_pylist()]
    assert rows == [
        ("imd2019", "lsoa11", "X01000001", "IMD_decile", 9.0),
        ("imd2019", "lsoa11", "X01000001", "Income_rank", 29199.0),
        ("imd2019", "lsoa11", "X01000002", "Income_rank", 7.0),
    ]
    assert "areas" not in reading.tables


def test_the_governments_own_headers_are_understood(tmp_path: Path) -> None:
    text = (
        "LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Rank,"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\n"
        'X01000001,Ashby 001A,"29,199",9\n'
    )
    reading = read_text(DEPRIVATION, tmp_path, text, "IMD2019_Index.csv")
    rows = {row["measure"]: row["value"] for row in reading.tables["deprivation"].to_pylist()}
    assert rows == {"IMD_rank": 29199.0, "IMD_decile": 9.0}
    assert reading.tables["areas"]["name"].to_pylist() == ["Ashby 001A"]


def test_an_index_of_no_stated_year_is_refused_where_two_share_their_areas(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="of which year"):
        read_text(DEPRIVATION, tmp_path, "lsoa11_code,IMD_decile\nX01000001,9\n", "deciles.csv")
    newer = read_text(DEPRIVATION, tmp_path, "lsoa21_code,IMD_decile\nX01000001,9\n", "deciles.csv")
    assert newer.quality["index"] == "imd2025"
    welsh = read_text(DEPRIVATION, tmp_path, "lsoa11_code,WIMD_rank\nW01000001,9\n", "wimd2019.csv")
    assert welsh.quality["index"] == "wimd2019"


def test_text_in_place_of_a_number_is_set_aside(tmp_path: Path) -> None:
    text = "lsoa21_code,IMD_decile\nX01000001,high\nX01000002,3\nnone,4\n"
    reading = read_text(DEPRIVATION, tmp_path, text)
    assert [(bad.line, bad.column) for bad in reading.quarantined] == [(2, "IMD_decile"), (4, "lsoa21_code")]
    assert reading.tables["deprivation"]["code"].to_pylist() == ["X01000002"]


@pytest.mark.parametrize(
    "header", ["lsoa21_code,ruc21_code,classification,ruc", "LSOA21CD,RUC21CD,RUC21NM,Urban_rural_flag"]
)
def test_classes_come_with_their_labels(tmp_path: Path, header: str) -> None:
    text = f"{header}\nX01000001,UN1,Urban: Nearer to a major town or city,Urban\nX01000002,,,\n"
    reading = read_text(RURAL_URBAN, tmp_path, text)
    (row,) = reading.tables["rural_urban"].to_pylist()
    assert row == {
        "area_kind": "lsoa21",
        "code": "X01000001",
        "year": 2021,
        "class": "UN1",
        "label": "Urban: Nearer to a major town or city",
    }
    assert [bad.line for bad in reading.quarantined] == [3]
