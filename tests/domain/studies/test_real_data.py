"""The studies on a real partnership's published months: parts add up, forecasts are tried, refusals are plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, rolling
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.why import steps
from frankpledge.domain.studies.queries.ahead import outlook
from frankpledge.domain.studies.queries.series import CannotStudy
from frankpledge.domain.studies.queries.when import time_reading
from frankpledge.domain.studies.queries.why import why
from frankpledge.lake.store import Snapshot
from tests.domain.county import load


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("west-mercia-studies")
    people = shared_data / "population" / "population20_lsoa11.csv.gz"
    files = [shared_data / "geography", people, shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip"]
    return load(folder, files).snapshot()


def about(real: Snapshot, what: str, *, to: str = "2025-12", months: int = 12) -> Asked:
    window = rolling(Month.parse(to), months)
    return Asked(real, find(real, "E22000326", "csp"), what, window, "neighbourhood", (), (), generated=False)


def test_a_year_with_months_that_were_never_loaded_is_neither_taken_apart_nor_looked_ahead_of(real: Snapshot) -> None:
    with pytest.raises(CannotStudy, match="8 months of the two periods are not loaded"):
        why(about(real, "crime"))
    assert len(time_reading(about(real, "Burglary")).months) == 12
    assert outlook(about(real, "Burglary"), 6).found is None


def test_three_real_months_are_taken_apart_exactly(real: Snapshot) -> None:
    found = why(about(real, "crime", to="2025-04", months=3))
    assert found.exact == pytest.approx(found.change, abs=1e-6)
    assert sum(step.value for step in steps(found)) == found.change
    assert found.years == (2020, 2020)
    assert not found.residents_known
