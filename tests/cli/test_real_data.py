"""Real downloads, where they are at hand: the known rows of Herefordshire, from three commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

YEAR = ("2025-01", "2025-12")
LOOKUPS = ("lookup_lsoa11_lsoa21_ltla22", "lookup_lsoa21_ward24_ltla24", "lookup_ltla24_csp24_pfa24")


@pytest.fixture(scope="module")
def downloads(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    files = [shared_data / "geography" / f"{name}.csv.gz" for name in LOOKUPS]
    files += [shared_data / "geography" / "lad17_csp17_pfa17.csv"]
    with Terminal(tmp_path_factory.mktemp("downloads") / "data") as say:
        assert say("init").code == 0
        told = say("ingest", *files, shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip")
        assert told.code == 0, told.err
        yield say


@pytest.mark.parametrize(("measure", "known"), [("all", 11_948), ("asb", 1_968), ("crime", 9_980)])
def test_herefordshire_in_2025_has_its_known_rows_however_they_are_split(
    downloads: Terminal, measure: str, known: int
) -> None:
    for by in ("month", "ward", "outcome", "lsoa,type"):
        told = downloads.counts("Herefordshire", *YEAR, "--measure", measure, "--by", by, "--json").json
        assert (told["total"], sum(row["count"] for row in told["rows"])) == (known, known)
        assert told["area"]["name"] == "Herefordshire, County of"


def test_the_months_that_are_not_in_the_archive_are_named(downloads: Terminal) -> None:
    told = downloads.counts("Herefordshire", "2024-01", "2024-12", "--json").json
    assert [gap["month"] for gap in told["missing"]] == [f"2024-{month:02}" for month in range(5, 13)]
    assert "May 2024" in " ".join(told["caveats"])


def test_names_differ_between_sources_and_mean_the_same(downloads: Terminal) -> None:
    for one, other in (("Telford & Wrekin", "telford and wrekin"), ("South Worcester", "South Worcestershire")):
        told = [downloads.counts(name, *YEAR, "--json").json for name in (one, other)]
        assert told[0] == told[1]


def test_a_file_of_another_kind_is_refused_and_named(downloads: Terminal, shared_data: Path) -> None:
    told = downloads("ingest", shared_data / "partnership")
    assert told.code == 2
    assert told.err.count("refused") == 2
    assert "Action plan, line 1: no reader knows this kind of file" in told.err
