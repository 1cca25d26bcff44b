"""Known answers from real open data, where it is at hand."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pytest

from frankpledge.lake.quality import QualityReport, quality
from frankpledge.lake.report import IngestReport
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.files import FEBRUARY, cube_agrees, take

WEST_MERCIA = "police_uk/west-mercia-2018-10-to-2025-12.zip"


@pytest.fixture(scope="module")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lake, IngestReport]:
    """Return a lake with all the police files and the lookups that place them."""
    lake = Lake(tmp_path_factory.mktemp("real") / "lake")
    geography = shared_data / "geography"
    lookups = [
        path for path in sorted(geography.iterdir()) if path.name.startswith(("lookup_", "lad17")) and path.is_file()
    ]
    return lake, take(lake, *sorted((shared_data / "police_uk").iterdir()), *lookups)


@pytest.fixture(scope="module")
def snapshot(loaded: tuple[Lake, IngestReport]) -> Snapshot:
    return loaded[0].snapshot()


@pytest.fixture(scope="module")
def told(snapshot: Snapshot) -> QualityReport:
    return quality(snapshot)


def test_every_file_loads_and_no_row_is_set_aside(loaded: tuple[Lake, IngestReport]) -> None:
    lake, report = loaded
    assert Counter(file.status for file in report.files)["refused"] == 0
    assert sum(file.rows_quarantined for file in report.files) == 0
    police = [file for file in report.files if file.reader.startswith("police_uk")]
    assert len(police) == 21 + 12 + 5 + 21 + 1
    assert cube_agrees(lake)


def test_herefordshire_has_its_known_rows(snapshot: Snapshot) -> None:
    rows = snapshot.read("street").select(["month", "force", "lsoa_name", "crime_type"])
    here = rows.filter(
        pc.and_(
            pc.and_(pc.starts_with(rows["lsoa_name"], "Herefordshire"), pc.greater_equal(rows["month"], "2025-01")),
            pc.equal(rows["force"], "west-mercia"),
        )
    )
    quiet = pc.sum(pc.equal(here["crime_type"], "Anti-social behaviour")).as_py()
    assert (here.num_rows, quiet) == (11_948, 1_968)


def test_west_mercia_has_its_known_repeats_and_strays(told: QualityReport) -> None:
    year = [
        release
        for release in told.releases
        if release.reader == "police_uk_street" and release.force == "west-mercia" and (release.month or "") >= "2025"
    ]
    assert len(year) == 12
    assert sum(release.rows_kept for release in year) == 102_105
    assert sum(release.rows_kept - release.by_type["Anti-social behaviour"] for release in year) == 85_235
    assert sum(release.exact_duplicates or 0 for release in year) == 3_446
    assert sum(release.id_repeats or 0 for release in year) == 36
    assert sum(release.outside_area or 0 for release in year) == 348


def test_blank_streets_placeless_rows_and_missing_identifiers_are_counted(told: QualityReport) -> None:
    by_pair = {
        (release.force, release.month): release for release in told.releases if release.reader == "police_uk_street"
    }
    assert by_pair["northern-ireland", "2025-01"].blank_street == 1_411
    assert by_pair["north-yorkshire", "2025-03"].blank_street == 482
    assert by_pair["btp", "2025-01"].no_place == 103
    assert by_pair["dyfed-powys", "2025-06"].by_vintage["W"] == 3_820
    assert by_pair["btp", "2025-01"].outside_area is None, "a force without an area has nothing outside it"


def test_the_months_that_are_not_there_are_named(told: QualityReport) -> None:
    (west_mercia,) = [held for held in told.coverage if (held.table, held.force) == ("street", "west-mercia")]
    assert (west_mercia.first, west_mercia.last, west_mercia.months) == ("2018-10", "2025-12", 21)
    assert "missing: 2019-03 to 2023-12, 2024-05 to 2024-12" in west_mercia.sentence


def test_searches_keep_their_files_month_though_utc_says_the_one_before(
    told: QualityReport, snapshot: Snapshot
) -> None:
    assert snapshot.read("stops").num_rows == 22_587
    assert {month for month, _ in snapshot.partitions("stops")} == {"2019-12", "2020-01", "2020-02"}


def test_the_archive_unpacked_and_packed_again_is_known(
    loaded: tuple[Lake, IngestReport], shared_data: Path, tmp_path: Path
) -> None:
    lake, first = loaded
    with zipfile.ZipFile(shared_data / WEST_MERCIA) as archive:
        archive.extractall(tmp_path / "unpacked")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as again:
        for path in sorted((tmp_path / "unpacked").rglob("*.csv")):
            again.write(path, path.name)
    report = take(lake, tmp_path, at=FEBRUARY)
    assert Counter(file.status for file in report.files) == {"known": 42}
    assert report.manifest_id is None
    assert lake.snapshot().manifest.id == first.manifest_id
