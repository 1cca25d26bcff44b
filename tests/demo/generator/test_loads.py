"""What is generated loads through the product's own door: nothing refused, nothing left over, and history kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from frankpledge.demo.generator import Generated, generate_country, mini_archive
from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.lake.store import Lake


def loaded(lake: Lake, paths: Iterable[Path], on: date) -> IngestReport:
    return ingest(lake, list(paths), known_at=datetime.combine(on, datetime.min.time(), tzinfo=UTC), by="test")


def assert_clean(report: IngestReport) -> None:
    for file in report.files:
        assert file.status in {"new", "replaced"}, (file.file, file.member, file.message)
        assert file.rows_quarantined == 0


@pytest.fixture(scope="module")
def lake(evidence: Generated, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("lake"))
    for paths, day in (
        (evidence.geography, evidence.known_first),
        (evidence.first_publication, evidence.known_first),
        (evidence.second_publication, evidence.known_second),
    ):
        assert_clean(loaded(lake, paths, day))
    return lake


def by_month(lake: Lake, as_known: date | None) -> dict[str, int]:
    snapshot = lake.snapshot(as_known)
    table = snapshot.arrow(snapshot.table("street").group_by("month").count())
    return dict(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))


def test_an_old_cut_off_gives_the_first_publication_and_today_the_second(lake: Lake, evidence: Generated) -> None:
    before, now = by_month(lake, evidence.known_first), by_month(lake, None)
    assert tuple(sorted(before)) == tuple(sorted(now)) == evidence.months
    for month in evidence.months:
        gain = now[month] / before[month] - 1
        assert gain == pytest.approx(evidence.gains.get(month, 0.0), abs=0.001)


def test_every_placed_row_within_the_border_lies_in_one_partnership(lake: Lake, evidence: Generated) -> None:
    snapshot = lake.snapshot()
    places = snapshot.arrow(snapshot.table("places").select("lsoa_code", "csp_code", "conversion"))
    assert len(set(places.column("lsoa_code").to_pylist())) == len(places)
    assert len(set(places.column("csp_code").to_pylist())) == len(evidence.partnerships)
    assert set(places.column("conversion").to_pylist()) == {"exact", "former_district"}
    street = snapshot.arrow(snapshot.table("street").select("lsoa_code", "lsoa_name"))
    placed = street.filter(pc.not_equal(pc.fill_null(street.column("lsoa_code"), ""), ""))
    unknown = placed.filter(pc.invert(pc.is_in(placed.column("lsoa_code"), places.column("lsoa_code"))))
    assert {name[:-5] for name in unknown.column("lsoa_name").to_pylist()} == {"Evermore"}


def test_every_partnership_has_residents_in_both_years(lake: Lake, evidence: Generated) -> None:
    snapshot = lake.snapshot()
    people = snapshot.arrow(snapshot.table("population").filter(lambda row: row.age.isnull()))
    assert set(people.column("year").to_pylist()) == {2023, 2024}
    assert set(people.column("area_kind").to_pylist()) == {"lsoa11"}
    assert pc.sum(people.filter(pc.equal(people.column("year"), 2024)).column("people")).as_py() > 250_000


def test_a_mini_archive_and_a_country_load_without_a_complaint(tmp_path: Path) -> None:
    country = generate_country(tmp_path / "country", forces=3, months=2, rows=3_000)
    lake = Lake(tmp_path / "lake")
    assert_clean(loaded(lake, [mini_archive(tmp_path), country.geography, *country.files], date(2026, 1, 1)))
    snapshot = lake.snapshot()
    forces: pa.Table = snapshot.arrow(snapshot.table("street").group_by("force").count())
    assert set(forces.column(0).to_pylist()) == {"nevershire", "avon-and-somerset", "bedfordshire", "cambridgeshire"}
    assert sum(forces.column(1).to_pylist()) == 3_200
