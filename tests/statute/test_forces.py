from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from frankpledge.statute.forces import UnknownForce, _index, find_force, force, forces
from frankpledge.statute.load import BadDefinition

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def test_there_are_forty_three_territorial_forces_and_two_more() -> None:
    assert len(forces()) == 45
    assert sum(each.is_territorial for each in forces()) == 43
    assert [each.slug for each in forces() if not each.is_territorial] == ["btp", "northern-ireland"]
    assert sum(each.nation == "wales" for each in forces()) == 4


def test_codes_run_without_gaps() -> None:
    codes = sorted(each.pfa_code for each in forces() if each.pfa_code)
    assert codes == [f"E23{n:06d}" for n in range(1, 40)] + [f"W15{n:06d}" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Devon and Cornwall", "devon-and-cornwall"),
        ("DEVON & CORNWALL POLICE", "devon-and-cornwall"),
        ("devon-and-cornwall", "devon-and-cornwall"),
        ("E23000035", "devon-and-cornwall"),
        ("London, City of", "city-of-london"),
        ("City of London Police", "city-of-london"),
        ("Dyfed-Powys Police", "dyfed-powys"),
        ("Hampshire and Isle of Wight Constabulary", "hampshire"),
        ("Metropolitan Police", "metropolitan"),
        ("Police Service of Northern Ireland", "northern-ireland"),
        ("British Transport Police", "btp"),
    ],
)
def test_a_force_is_found_by_any_of_its_names(name: str, slug: str) -> None:
    assert force(name).slug == slug


def test_every_name_of_every_force_finds_it() -> None:
    for each in forces():
        assert all(force(name) is each for name in each.names)


def test_a_name_that_no_force_has_is_refused_or_nothing() -> None:
    with pytest.raises(UnknownForce, match="Ruritania"):
        force("Ruritania")
    assert find_force("Ruritania") is None
    assert find_force("") is None


def test_two_forces_may_not_share_a_name() -> None:
    west_mercia, norfolk = force("West Mercia"), force("Norfolk")
    twin = type(norfolk)(
        **{field: getattr(norfolk, field) for field in norfolk.__slots__} | {"aliases": ("West Mercia",)}
    )
    with pytest.raises(BadDefinition, match="two forces"):
        _index((west_mercia, twin))


def test_names_and_codes_are_those_of_the_published_lookup() -> None:
    path = SHARED / "geography" / "lookup_ltla24_csp24_pfa24.csv.gz"
    if not path.exists():
        pytest.skip("the published lookup is not here")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        published = {(row["pfa24_code"], row["pfa24_name"]) for row in csv.DictReader(lines)}
    assert published == {(each.pfa_code, each.pfa_name) for each in forces() if each.is_territorial}


def test_reported_by_in_published_files_is_the_force_of_the_file_name() -> None:
    archives = sorted((SHARED / "police_uk").glob("*.zip"))
    if not archives:
        pytest.skip("no published archive is here")
    seen = {}
    for archive in archives:
        with zipfile.ZipFile(archive) as unpacked:
            for name in unpacked.namelist():
                if name.endswith("-street.csv"):
                    with io.TextIOWrapper(unpacked.open(name), encoding="utf-8-sig") as lines:
                        first = next(csv.DictReader(lines))
                    seen[name.split("/")[-1][8:].removesuffix("-street.csv")] = first["Reported by"]
    assert seen
    for slug, reported_by in seen.items():
        assert (force(slug).reported_by, force(reported_by).slug) == (reported_by, slug)
