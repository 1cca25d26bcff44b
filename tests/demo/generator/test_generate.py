"""The same arguments give the same bytes; a folder that is whole is left alone; nonsense is refused."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import shapely

from frankpledge.demo.generator import Country, Generated, generate, generate_country, mini_archive


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines()))


def test_a_folder_that_is_whole_is_left_alone_and_one_that_is_not_is_written_again(evidence: Generated) -> None:
    before = {path: path.stat().st_mtime_ns for path in evidence.folder.rglob("*") if path.is_file()}
    assert generate(evidence.folder) == evidence
    assert {path: path.stat().st_mtime_ns for path in evidence.folder.rglob("*") if path.is_file()} == before


def test_an_interrupted_folder_is_finished_with_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    made = generate(tmp_path, months=2)
    whole = digests(tmp_path)
    made.planted.unlink()
    made.first_publication[0].write_bytes(b"PK half a zip")
    again = (
        "import sys, pathlib; from frankpledge.demo.generator import generate;"
        "generate(pathlib.Path(sys.argv[1]), months=2)"
    )
    subprocess.run([sys.executable, "-c", again, tmp_path], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert digests(tmp_path) == whole


def test_what_is_told_is_there(evidence: Generated) -> None:
    for path in (
        *evidence.geography,
        *evidence.first_publication,
        *evidence.second_publication,
        evidence.extract,
        evidence.null_twins,
        evidence.planted,
    ):
        assert path.exists()
    assert (evidence.months[0], evidence.last_month, len(evidence.months)) == ("2023-01", "2025-12", 36)
    assert evidence.partnership in evidence.partnerships
    assert len(evidence.partnerships) == 4
    assert evidence.last_month < str(evidence.known_first) < str(evidence.known_second)
    assert len(table(evidence.null_twins)) == 1_000


def test_registered_events_say_when_they_were_and_the_twin_is_not_among_them(evidence: Generated) -> None:
    told = {event.name: (event.scope, event.first, event.last) for event in evidence.events}
    assert told == {
        "lockdown": ("Vale and Wold", "2023-04", "2023-06"),
        "recording": ("force", "2024-10", "2025-12"),
    }
    assert json.loads(evidence.planted.read_text())["generated"] is True


def test_every_lsoa_leads_through_the_lookups_to_one_partnership_and_the_force(evidence: Generated) -> None:
    folder = evidence.geography[0]
    wards = table(folder / "lookup_lsoa21_ward24_ltla24.csv.gz")
    assert len({row["lsoa21_code"] for row in wards}) == len(wards) == 208
    partnerships = table(folder / "lookup_ltla24_csp24_pfa24.csv.gz")
    assert {row["pfa24_name"] for row in partnerships} == {evidence.county}
    assert {row["csp24_name"] for row in partnerships} == set(evidence.partnerships)
    split = [row["csp24_name"] for row in partnerships if row["ltla24_name"] == "Inkle Marshes"]
    former = {row["lsoa11_name"][:-5] for row in table(folder / "lookup_lsoa11_ltla21.csv.gz")}
    assert set(split) == {"Inklemarsh", "Quillbridge"} <= former
    with (folder / "lad17_csp17_pfa17.csv").open(encoding="utf-8-sig", newline="") as file:
        assert set(split) <= {row["CSP17NM"] for row in csv.DictReader(file)}
    assert evidence.partnership_code in {row["csp24_code"] for row in partnerships}


def test_population_files_add_up_and_carry_their_year_in_their_names(evidence: Generated) -> None:
    assert [path.name for path in evidence.geography[1:]] == [
        "population23_lsoa11.csv.gz",
        "population24_lsoa11.csv.gz",
    ]
    for path in evidence.geography[1:]:
        for row in table(path):
            ages = [float(value) for key, value in row.items() if key.rstrip("+").isdigit()]
            assert len(ages) == 91
            assert sum(ages) == float(row["total_population"])


def test_boundaries_are_valid_and_wards_fill_their_council(evidence: Generated) -> None:
    folder = evidence.geography[0]
    for path in sorted((folder / "ward").glob("*.geojson")):
        wards = shapely.from_geojson(path.read_text())
        council = shapely.from_geojson((folder / "lsoa21" / path.name).read_text())
        assert all(shapely.is_valid(shape) for shape in shapely.get_parts(wards))
        assert shapely.union_all(shapely.get_parts(wards)).area == pytest.approx(
            shapely.union_all(shapely.get_parts(council)).area, rel=1e-4
        )


def test_shape_headers_are_those_of_the_real_files(evidence: Generated, shared_data: Path) -> None:
    real, ours = shared_data / "geography", evidence.geography[0]
    for path in sorted(ours.glob("lookup_*.csv.gz")):
        assert list(table(path)[0]) == list(table(real / path.name)[0]), path.name
    population = evidence.geography[2]
    assert list(table(population)[0]) == list(table(shared_data / "population" / "population20_lsoa11.csv.gz")[0])
    with (ours / "lad17_csp17_pfa17.csv").open("rb") as a, (real / "lad17_csp17_pfa17.csv").open("rb") as b:
        assert a.readline().strip() == b.readline().strip()


def test_a_mini_archive_has_exactly_two_hundred_rows(tmp_path: Path) -> None:
    with zipfile.ZipFile(mini_archive(tmp_path)) as archive:
        files = {name: archive.read(name).decode().splitlines() for name in archive.namelist()}
    assert sum(len(lines) - 1 for lines in files.values()) == 200
    assert list(files) == ["2025-01/2025-01-nevershire-street.csv", "2025-02/2025-02-nevershire-street.csv"]
    assert all(",Nevermouth " in line or ",No Location," in line for lines in files.values() for line in lines[1:])


def test_too_few_months_or_rows_and_wrong_months_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two months"):
        generate(tmp_path, months=1)
    with pytest.raises(ValueError, match="2023-00"):
        generate(tmp_path, first="2023-00")
    with pytest.raises(ValueError, match="two rows"):
        mini_archive(tmp_path, rows=1)
    with pytest.raises(ValueError, match="at least one"):
        generate_country(tmp_path, rows=0)
    assert list(tmp_path.iterdir()) == []


def test_a_country_has_the_files_and_rows_asked_for_in_the_real_layout(tmp_path: Path) -> None:
    made = generate_country(tmp_path, forces=5, months=3, rows=4_001, seed=9)
    assert len(made.files) == 15
    contents = [path.read_text().splitlines() for path in made.files]
    assert sum(len(lines) - 1 for lines in contents) == 4_001
    assert all(path.parent.name == path.name[:7] for path in made.files)
    for path, lines in zip(made.files, contents, strict=True):
        for row in csv.DictReader(lines):
            assert path.name == f"{row['Month']}-{slug(made, row['Reported by'])}-street.csv"
            assert (row["Crime ID"] == "") == (row["Crime type"] == "Anti-social behaviour")
            assert len(row["Crime ID"]) in {0, 64}
            assert (row["Location"] == "No Location") == (row["LSOA code"] == "")
        names = [row["LSOA name"] for row in csv.DictReader(lines) if row["LSOA name"]]
        assert names == sorted(names)


def test_every_lsoa_of_a_country_is_in_its_lookups(tmp_path: Path) -> None:
    made = generate_country(tmp_path, forces=5, months=1, rows=2_000, seed=9)
    known = {row["lsoa21_code"] for row in table(made.geography / "lookup_lsoa21_ward24_ltla24.csv.gz")}
    used = {row["LSOA code"] for path in made.files for row in csv.DictReader(path.read_text().splitlines())}
    assert used - {""} <= known
    districts = {row["ltla24_code"] for row in table(made.geography / "lookup_ltla24_csp24_pfa24.csv.gz")}
    assert {row["ltla24_code"] for row in table(made.geography / "lookup_lsoa21_ward24_ltla24.csv.gz")} <= districts


def test_a_country_is_the_same_each_time(tmp_path: Path) -> None:
    made = [digests(generate_country(tmp_path / one, forces=3, months=2, rows=500).folder) for one in ("a", "b")]
    assert made[0] == made[1]


def test_a_country_of_many_forces_runs_out_of_real_names_and_invents_more(tmp_path: Path) -> None:
    made = generate_country(tmp_path, forces=45, months=1, rows=900)
    slugs = [force.slug for force in made.forces]
    assert slugs[:2] == ["avon-and-somerset", "bedfordshire"]
    assert slugs[43:] == ["force-44", "force-45"]
    assert len(set(slugs)) == 45
    assert all(path.exists() for path in made.files)


def slug(made: Country, reports_as: str) -> str:
    return next(force.slug for force in made.forces if force.reports_as == reports_as)
