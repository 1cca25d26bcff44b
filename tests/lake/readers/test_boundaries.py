"""Outlines: whose they are, whether they can be drawn, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from frankpledge.lake.readers.boundaries import BOUNDARIES
from frankpledge.lake.source import BadFile
from tests.lake.invented_land import boundaries
from tests.lake.readers.reading import read_text

WARDS = boundaries("WD25", [("X05000001", "Abbey", 0.0), ("X05000002", "Mill", 0.01)])


def test_outlines_come_as_well_known_binary_with_code_name_and_year(tmp_path: Path) -> None:
    reading = read_text(BOUNDARIES, tmp_path, WARDS, "wards.geojson")
    first, second = reading.tables["boundaries"].to_pylist()
    assert (first["kind"], first["code"], first["name"], first["year"]) == ("ward", "X05000001", "Abbey", 2025)
    assert shapely.from_wkb(second["wkb"]).bounds == pytest.approx((0.01, 52.0, 0.02, 52.01))
    assert reading.tables["areas"].num_rows == 2


def test_the_smallest_area_named_is_the_one_drawn(tmp_path: Path) -> None:
    document = json.loads(WARDS)
    for feature in document["features"]:
        feature["properties"] |= {"LAD25CD": "X07000003", "LAD25NM": "Coldwell", "UTLACD": "X10", "FID": 7}
    reading = read_text(BOUNDARIES, tmp_path, json.dumps(document), "wards.geojson")
    assert set(reading.tables["boundaries"]["kind"].to_pylist()) == {"ward"}
    assert reading.tables["memberships"].to_pylist()[0] == {
        "child_kind": "ward",
        "child_code": "X05000001",
        "parent_kind": "district",
        "parent_code": "X07000003",
        "conversion": "exact",
        "year": 2025,
    }


def test_a_bow_tie_is_mended(tmp_path: Path) -> None:
    document = json.loads(WARDS)
    document["features"][0]["geometry"]["coordinates"] = [[[0, 52], [1, 53], [1, 52], [0, 53], [0, 52]]]
    reading = read_text(BOUNDARIES, tmp_path, json.dumps(document), "wards.geojson")
    assert all(shapely.from_wkb(wkb).is_valid for wkb in reading.tables["boundaries"]["wkb"].to_pylist())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"geometry": None}, "cannot be read"),
        ({"geometry": {"type": "Point", "coordinates": [0, 52]}}, "not a polygon"),
        (
            {"geometry": {"type": "Polygon", "coordinates": [[[351417, 240997], [351517, 240997], [351417, 241097]]]}},
            "read",
        ),
        ({"properties": {"WD25CD": "", "WD25NM": "Abbey"}}, "not the code"),
    ],
)
def test_an_outline_that_cannot_be_used_is_set_aside(tmp_path: Path, change: dict[str, object], told: str) -> None:
    document = json.loads(WARDS)
    document["features"][1] |= change
    reading = read_text(BOUNDARIES, tmp_path, json.dumps(document), "wards.geojson")
    assert [bad.line for bad in reading.quarantined] == [2]
    assert told in reading.quarantined[0].reason
    assert reading.tables["boundaries"].num_rows == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WARDS[:-9], "not whole JSON"),
        ('{"type": "FeatureCollection", "features": []}', "no list of outlines"),
        (WARDS.replace("WD25CD", "ref"), "dated code"),
        (WARDS.replace('"features"', '"crs": {"properties": {"name": "EPSG:27700"}}, "features"'), "longitude"),
        (WARDS.replace("X05000001", "").replace("X05000002", ""), "none of its outlines"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadFile, match=told):
        read_text(BOUNDARIES, tmp_path, text, "wards.geojson")
