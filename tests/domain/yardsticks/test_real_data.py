"""The five partnerships of West Mercia from real open data, where it is at hand: counted again, and looked at."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.months import months_of
from frankpledge.domain.yardsticks.queries.against import against_rest
from frankpledge.domain.yardsticks.queries.alike import nearest
from frankpledge.domain.yardsticks.queries.deprived import deprivation_reading
from frankpledge.domain.yardsticks.queries.hot import hot_reading
from frankpledge.domain.yardsticks.queries.levels import levels, wider
from frankpledge.domain.yardsticks.queries.people import people_reading
from frankpledge.lake import areas, queries
from frankpledge.lake.store import Snapshot
from tests.domain.county import load

MONTH = Window(Month(2025, 12), Month(2025, 12))
FIVE = {"Herefordshire", "Shropshire", "Telford and Wrekin", "North Worcestershire", "South Worcester"}
ARCHIVE = "police_uk/west-mercia-2018-10-to-2025-12.zip"
ASB = "Anti-social behaviour"


@pytest.fixture(scope="module")
def street(shared_data: Path) -> list[dict[str, str]]:
    """Return the rows of West Mercia's file of December 2025."""
    with zipfile.ZipFile(shared_data / ARCHIVE) as archive:
        name = next(n for n in archive.namelist() if n.endswith("2025-12-west-mercia-street.csv"))
        return list(csv.DictReader(io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def real(shared_data: Path, street: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return a lake with one month of West Mercia and what the nation's places and people are like."""
    folder = tmp_path_factory.mktemp("mercia")
    path = folder / "2025-12-west-mercia-street.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(street[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(street)
    geography = shared_data / "geography"
    wanted = [
        p for p in sorted(geography.iterdir()) if p.name.startswith(("lookup_", "lad17", "ruc21")) and p.is_file()
    ]
    extra = [
        geography / "boundaries_ltla24.geojson",
        shared_data / "population" / "population20_lsoa11.csv.gz",
        shared_data / "deprivation" / "imd2025_england_lsoa21.csv.gz",
    ]
    return load(folder, [*wanted, *extra, path]).snapshot()


def test_each_partnership_has_the_rows_of_its_lsoas(real: Snapshot, street: list[dict[str, str]]) -> None:
    force = areas.force_of(real, find(real, "Herefordshire"))
    assert force is not None
    five = areas.members(real, force, "csp")
    assert {one.name.partition(", ")[0].replace("&", "and") for one in five} == FIVE
    for one in levels(real, five, MONTH):
        codes = set(areas.lsoa_codes(real, next(area for area in five if area.code == one.code)))
        counted = sum(row["LSOA code"] in codes and row["Crime type"] != ASB for row in street)
        assert one.events == counted > 500
    by_type = queries.by_partnership(real, five, first="2025-12", last="2025-12")
    here = find(real, "Herefordshire")
    own = set(areas.lsoa_codes(real, here))
    assert by_type.counts[here.code] == Counter(row["Crime type"] for row in street if row["LSOA code"] in own)


def test_the_force_has_a_rate_and_the_nation_none_for_want_of_forty_two_forces(real: Snapshot) -> None:
    force, region, nation = wider(real, find(real, "Herefordshire"), MONTH)
    assert force.rate is not None
    assert region.rate is None
    assert nation.why == "42 of its 43 forces lack months"


def test_the_partnerships_nearest_to_herefordshire_are_other_rural_counties(real: Snapshot) -> None:
    found = nearest(real, find(real, "Herefordshire"), size=15)
    names = [area.name for area, _ in found.members]
    assert names[0] == "Shropshire"
    assert "North Yorkshire" in names[:5]
    assert not {"Birmingham", "Manchester", "Westminster"} & set(names)
    assert len(found.variables) == 6
    assert found.chosen_from > 250


def test_the_deprivation_of_herefordshire_is_that_of_the_file(real: Snapshot, shared_data: Path) -> None:
    here = find(real, "Herefordshire")
    found = deprivation_reading(real, here, MONTH, people_year=2020, complete=True)
    assert found is not None
    codes = set(areas.lsoa_codes(real, here))
    with gzip.open(shared_data / "deprivation" / "imd2025_england_lsoa21.csv.gz", "rt", encoding="utf-8") as text:
        deciles = {row["lsoa21_code"]: float(row["IMD_decile"]) for row in csv.DictReader(text)}
    assert found.lsoas == len(codes & deciles.keys()) == 117
    assert found.most_deprived_lsoas == sum(deciles[code] == 1 for code in codes & deciles.keys())
    people = people_reading(real, here, MONTH)
    assert people is not None
    assert people.residents.number == 193_615
    assert (people.residents.age.years, people.residents.age.verdict) == (5, "flagged")


def test_what_one_month_cannot_tell_is_not_told(real: Snapshot) -> None:
    here = find(real, "Herefordshire")
    months = months_of(real, here, MONTH)
    found = against_rest(real, here, MONTH, months)
    assert found is not None
    large = [one for one in found.types if one.events + one.rest_events >= 50]
    assert {one.found.verdict for one in large} == {"cannot_tell"}
    assert "35 months of the 3 years are missing" in hot_reading(real, here, MONTH, months, people_year=2020).why
