"""The invented county with an invented index of deprivation and invented households, in a lake of its own."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.months import Months, months_of
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Block, Paragraph, Picture, Subheading, Table
from frankpledge.ground.documents.words import plain_text
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from tests.domain.county import County, load

WINDOW = year_ending(Month(2025, 12))


@dataclass(frozen=True)
class Facts:
    """What was invented of every LSOA of 2021: its tenth of deprivation, of income, and its households."""

    tenths: dict[str, int]
    income: dict[str, int]
    households: dict[str, int]


@pytest.fixture(scope="session")
def facts(county: County) -> Facts:
    path = county.made.folder / "geography" / "ruc21_lsoa21.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        codes = [row["lsoa21_code"] for row in csv.DictReader(text)]
    return Facts(
        tenths={code: 1 + (7 * n) % 10 for n, code in enumerate(codes)},
        income={code: 1 + (3 * n) % 10 for n, code in enumerate(codes)},
        households={code: 500 + (11 * n) % 300 for n, code in enumerate(codes)},
    )


@pytest.fixture(scope="session")
def rich(county: County, facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with everything that the county has, its deprivation and its households."""
    folder = tmp_path_factory.mktemp("rich")
    shutil.copytree(county.folder / "lake", folder / "lake")
    index, homes = folder / "imd2025_invented_lsoa21.csv", folder / "households_2021_lsoa21.csv"
    rows = [f"{code},{n},{facts.income[code]},{at}" for at, (code, n) in enumerate(facts.tenths.items(), start=1)]
    index.write_text("\n".join(["lsoa21_code,IMD_decile,Income_decile,IMD_rank", *rows]), encoding="utf-8")
    homes.write_text("\n".join(["lsoa21_code,households", *(f"{c},{n}" for c, n in facts.households.items())]))
    load(folder, [index, homes])
    return folder


@pytest.fixture(scope="session")
def snapshot(rich: Path) -> Snapshot:
    from frankpledge.lake.store import Lake

    return Lake(rich / "lake").snapshot()


@pytest.fixture(scope="session")
def area(snapshot: Snapshot) -> Area:
    return find(snapshot, "Nevermouth")


@pytest.fixture(scope="session")
def months(snapshot: Snapshot, area: Area) -> Months:
    return months_of(snapshot, area, WINDOW)


@pytest.fixture(scope="session")
def held(snapshot: Snapshot, area: Area) -> AreaReading:
    return area_reading(snapshot, area=area, window=WINDOW, generated=True)


@pytest.fixture
def ledger(held: AreaReading, snapshot: Snapshot) -> Ledger:
    """Return an empty ledger over everything."""
    return Ledger(held, Known(snapshot, None))


@pytest.fixture
def told(ledger: Ledger) -> Callable[[str], str]:
    """Return what an exhibit says in words, its pictures by their titles and its tables cell by cell."""

    def words(name: str) -> str:
        return "\n".join(_heard(block, ledger) for block in EXHIBITS[name](ledger))

    return words


def _heard(block: Block, ledger: Ledger) -> str:
    if isinstance(block, Paragraph):
        return f"{plain_text(block.line, ledger.figures)} [{block.note}]"
    if isinstance(block, Table):
        rows = [" | ".join(plain_text(cell, ledger.figures) for cell in row.cells) for row in block.rows]
        return "\n".join([block.title, *rows, block.source, *block.notes])
    if isinstance(block, Picture):
        return f"{block.title} ({block.description})"
    assert isinstance(block, Subheading)
    return block.text
