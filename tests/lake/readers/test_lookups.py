"""Lookups in any spelling: which columns they hold, what they say, and which rows they cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.lake.readers.area_columns import area_column, area_columns
from frankpledge.lake.readers.lookups import LOOKUPS
from frankpledge.lake.readers.text_tables import text_table
from frankpledge.lake.source import BadFile, Head
from tests.lake.readers.reading import head_of, read_text, source_of


@pytest.mark.parametrize(
    ("header", "kind", "year", "role"),
    [
        ("LSOA21CD", "lsoa21", 2021, "code"),
        ("lsoa11_name", "lsoa11", 2011, "name"),
        ("LSOA code (2011)", "lsoa11", 2011, "code"),
        ("LSOA 2021 Code", "lsoa21", 2021, "code"),
        ("LAD24NM", "district", 2024, "name"),
        ("ltla21_code", "district", 2021, "code"),
        ("Local Authority District code (2019)", "district", 2019, "code"),
        ("LA Code (2018 boundaries)", "district", 2018, "code"),
        ("UTLA21CD", "county", 2021, "code"),
        ("CTY24NM", "county", 2024, "name"),
        ("CSP24CD", "csp", 2024, "code"),
        ("PFA 2023 Code", "force", 2023, "code"),
        ("pfa24_name", "force", 2024, "name"),
        ("WD25NMW", "ward", 2025, "other_name"),
        ("sicbl24_code", "sub_icb", 2024, "code"),
        ("RGN24CD", "region", 2024, "code"),
    ],
)
def test_the_spellings_of_official_files_are_understood(header: str, kind: str, year: int, role: str) -> None:
    column = area_column(header)
    assert column is not None
    assert (column.kind, column.year, column.role) == (kind, year, role)


@pytest.mark.parametrize(
    "header", ["FID", "icb24_code_nhs", "LSOA code", "CHGIND", "GlobalID", "population", "LSOA15CD", ""]
)
def test_other_columns_are_left_alone(header: str) -> None:
    assert area_column(header) is None


def test_columns_stand_from_the_smallest_area_to_the_largest() -> None:
    kinds = [column.kind for column in area_columns(["PFA24CD", "CSP24CD", "LAD24CD", "WD24CD", "LSOA21CD"])]
    assert kinds == ["lsoa21", "ward", "district", "csp", "force"]


def test_every_pair_of_smaller_and_larger_areas_is_a_membership(tmp_path: Path) -> None:
    text = "LAD24CD,LAD24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM\nX07000001,Ashby,X22000001,Ashby,X23000001,Fenshire\n"
    reading = read_text(LOOKUPS, tmp_path, text)
    rows = {tuple(row.values()) for row in reading.tables["memberships"].to_pylist()}
    assert rows == {
        ("district", "X07000001", "csp", "X22000001", "exact", 2024),
        ("district", "X07000001", "force", "X23000001", "exact", 2024),
        ("csp", "X22000001", "force", "X23000001", "exact", 2024),
    }
    assert reading.tables["areas"].num_rows == 3


def test_a_council_in_two_partnerships_is_in_part_in_each(tmp_path: Path) -> None:
    text = "LAD24CD,CSP24CD\nX06000009,X22000001\nX06000009,X22000002\nX07000003,X22000003\n"
    rows = read_text(LOOKUPS, tmp_path, text).tables["memberships"].to_pylist()
    assert {row["parent_code"]: row["conversion"] for row in rows} == {
        "X22000001": "part",
        "X22000002": "part",
        "X22000003": "exact",
    }


def test_a_lookup_by_ward_places_lsoas_by_best_fit(tmp_path: Path) -> None:
    text = "LSOA21CD,WD24CD,LAD24CD\nX01000001,X05000001,X06000009\n"
    rows = read_text(LOOKUPS, tmp_path, text).tables["memberships"].to_pylist()
    assert {(row["child_kind"], row["parent_kind"]): row["conversion"] for row in rows} == {
        ("lsoa21", "ward"): "best_fit",
        ("lsoa21", "district"): "best_fit",
        ("ward", "district"): "exact",
    }


def test_districts_over_the_years_are_successors(tmp_path: Path) -> None:
    text = "LAD19CD,LAD20CD,LAD21CD\nX07000001,X07000001,X06000009\nX07000003,X07000003,X07000003\n"
    rows = read_text(LOOKUPS, tmp_path, text).tables["memberships"].to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("district", "X07000001", "district", "X06000009", "successor", 2021)
    ]


def test_both_vintages_give_the_changes_between_them(tmp_path: Path) -> None:
    text = "LSOA11CD,LSOA21CD,CHGIND,LAD22CD\nX01000001,X01000001,U,X06000009\nX01000002,X01000011,S,X06000009\n"
    reading = read_text(LOOKUPS, tmp_path, text)
    assert [tuple(row.values()) for row in reading.tables["lsoa_changes"].to_pylist()] == [
        ("X01000001", "X01000001", "U"),
        ("X01000002", "X01000011", "S"),
    ]
    assert {row["child_kind"] for row in reading.tables["memberships"].to_pylist()} == {"lsoa21"}


def test_the_kind_of_change_follows_from_the_shape_where_the_file_leaves_it_out(tmp_path: Path) -> None:
    pairs = ["A01,A01", "A02,A11", "A02,A12", "A04,A13", "A05,A13", "A07,A14", "A07,A15", "A08,A15"]
    text = "\n".join(["LSOA11CD,LSOA21CD", *pairs, ""])
    changes = read_text(LOOKUPS, tmp_path, text).tables["lsoa_changes"].to_pylist()
    assert [row["change"] for row in changes] == ["U", "S", "S", "M", "M", "X", "X", "X"]


def test_rows_that_cannot_be_read_are_set_aside_with_line_and_reason(tmp_path: Path) -> None:
    text = "LAD24CD,CSP24CD\nX07000001,X22000001\n,X22000002\nX07000003\nX07000004,see note\n"
    reading = read_text(LOOKUPS, tmp_path, text)
    told = [(bad.line, bad.column, bad.reason) for bad in reading.quarantined]
    assert told == [
        (3, "LAD24CD", "the code is missing"),
        (4, "", "the row has 1 fields where the header has 2"),
        (5, "CSP24CD", "'see note' is not the code of an area"),
    ]
    assert reading.rows_read == 4
    assert reading.tables["memberships"].num_rows == 1


def test_a_larger_area_may_be_blank_and_is_told(tmp_path: Path) -> None:
    reading = read_text(LOOKUPS, tmp_path, "LAD24CD,CTY24CD\nX06000009,\nX07000003,X10000002\n")
    assert reading.quarantined == ()
    assert reading.quality["without_code"] == {"CTY24CD": 1}


def test_an_undated_column_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="of which year"):
        read_text(LOOKUPS, tmp_path, "LAD24CD,region code\nX07000001,X12000001\n")


def test_a_lookup_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no rows"):
        read_text(LOOKUPS, tmp_path, "LAD24CD,CSP24CD\n")


def test_another_language_names_are_other_names(tmp_path: Path) -> None:
    text = "LAD24CD,LAD24NM,LAD24NMW,PFA24CD\nX06000001,Cardiff,Caerdydd,X15000003\nX06000002,Powys,Powys,X15000004\n"
    areas = read_text(LOOKUPS, tmp_path, text).tables["areas"].to_pylist()
    assert [(row["name"], row["year"]) for row in areas] == [("Cardiff", 2024), ("Powys", 2024), ("Caerdydd", None)]


def test_the_key_is_the_same_for_a_newer_edition_and_not_for_another_area(tmp_path: Path) -> None:
    one = read_text(LOOKUPS, tmp_path, "LAD24CD,CSP24CD\nX07000001,X22000001\n").key
    again = read_text(LOOKUPS, tmp_path, "LAD24CD,CSP24CD\nX07000001,X22000009\n").key
    other = read_text(LOOKUPS, tmp_path, "LAD24CD,CSP24CD\nX07000002,X22000001\n").key
    assert one == again != other


@pytest.mark.parametrize(
    "header",
    [
        "LSOA21CD,RUC21CD,LAD24CD",
        "LSOA11CD,LAD20CD,total_population",
        "lsoa11_code,lad19_code,IMD_decile",
        "LAD24CD,LAD24NM",
    ],
)
def test_other_formats_are_left_to_their_readers(tmp_path: Path, header: str) -> None:
    source = source_of(tmp_path, f"{header}\n")
    assert not LOOKUPS.recognises(head_of(source), source)


def test_bytes_that_are_no_text_and_a_doubled_column_are_refused(tmp_path: Path) -> None:
    source = source_of(tmp_path, "")
    source.path.write_bytes(b"LAD24CD,CSP24CD\nX0700\xff\xfe001,X22000001\n")
    with pytest.raises(BadFile, match="cannot be read as a table"):
        text_table(source, Head("csv", ("LAD24CD", "CSP24CD")))
    with pytest.raises(BadFile, match="'CSP24CD' stands twice"):
        text_table(source, Head("csv", ("LAD24CD", "CSP24CD", "CSP24CD")))
