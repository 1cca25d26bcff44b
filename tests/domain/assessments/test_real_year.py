"""A real year of North Worcestershire, each number counted again from the files by nothing but their rows.

Three districts make one partnership, some of its LSOAs were split in 2021, and its year before has four months: what
goes wrong with such data goes wrong in silence.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Block, Picture, Table
from frankpledge.ground.documents.words import plain_text
from frankpledge.statute.weights import usable_weights
from tests.domain.county import load

HERE = "North Worcestershire"
ASB = "Anti-social behaviour"
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
SPRING, SPRING_BEFORE = YEAR[:4], [f"2024-{month:02d}" for month in range(1, 5)]
QUARTERS = {("2024/25", "4"), ("2025/26", "1"), ("2025/26", "2"), ("2025/26", "3")}
THEFT = ("Robbery", "Theft from the person", "Shoplifting", "Vehicle crime", "Bicycle theft", "Other theft")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a packed table."""
    plain = gzip.decompress(path.read_bytes())
    yield from csv.DictReader(io.StringIO(plain.decode("utf-8-sig"), newline=""))


@dataclass(frozen=True)
class Files:
    """What the files say: rows by (partnership, month, type), the rows of HERE by place, and who lives where."""

    rows: Counter[tuple[str, str, str]]
    by_place: dict[str, Counter[str]]
    people: Counter[str]
    people_by_place: Counter[str]
    fifths: dict[str, set[int]]

    @property
    def places(self) -> int:
        """Return how many places HERE has."""
        return len(self.fifths)

    def total(self, area: str, months: list[str], *types: str) -> int:
        return sum(
            n
            for (where, month, kind), n in self.rows.items()
            if where == area and month in months and (kind in types if types else kind != ASB)
        )


def areas_and_places(geography: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the partnership of every LSOA of either vintage, and what hangs together, called by one of its LSOAs."""
    csps = {
        row["ltla24_code"]: row["csp24_name"]
        for row in rows_of(geography / "lookup_ltla24_csp24_pfa24.csv.gz")
        if row["pfa24_name"] == "West Mercia"
    }
    area = {
        row["lsoa21_code"]: csps[row["ltla24_code"]]
        for row in rows_of(geography / "lookup_lsoa21_ward24_ltla24.csv.gz")
        if row["ltla24_code"] in csps
    }
    place: dict[str, str] = {}
    for row in rows_of(geography / "lookup_lsoa11_lsoa21_ltla22.csv.gz"):
        if row["lsoa21_code"] in area:
            old, new = (place.setdefault(row[f"lsoa{year}_code"], row[f"lsoa{year}_code"]) for year in (11, 21))
            area[row["lsoa11_code"]] = area[row["lsoa21_code"]]
            place = {code: new if called == old else called for code, called in place.items()}
    return area, place


def street_rows(shared_data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield month, type and LSOA of every row of the year and of the four months before it that there are."""
    with zipfile.ZipFile(shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip") as archive:
        for name in archive.namelist():
            if name[:7] in YEAR + SPRING_BEFORE:
                for row in csv.DictReader(io.TextIOWrapper(archive.open(name), encoding="utf-8", newline="")):
                    yield row["Month"], row["Crime type"].strip(), row["LSOA code"].strip()


@pytest.fixture(scope="module")
def files(shared_data: Path) -> Files:
    area, place = areas_and_places(shared_data / "geography")
    rows: Counter[tuple[str, str, str]] = Counter()
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for month, kind, code in street_rows(shared_data):
        rows[area.get(code, "nowhere"), month, kind] += 1
        if area.get(code) == HERE and month in YEAR:
            by_place[kind][place[code]] += 1
    people: Counter[str] = Counter()
    people_by_place: Counter[str] = Counter()
    for row in rows_of(shared_data / "population" / "population20_lsoa11.csv.gz"):
        if (code := row["lsoa11_code"]) in area:
            people[area[code]] += round(float(row["total_population"]))
            people_by_place[place[code]] += round(float(row["total_population"]))
    fifths: dict[str, set[int]] = defaultdict(set)
    for row in rows_of(shared_data / "deprivation" / "imd2025_england_lsoa21.csv.gz"):
        if area.get(row["lsoa21_code"]) == HERE:
            fifths[place[row["lsoa21_code"]]].add((int(float(row["IMD_decile"])) + 1) // 2)
    return Files(rows, by_place, people, people_by_place, fifths)


@dataclass(frozen=True)
class Printed:
    """The exhibits of the year as they are printed, and the figures that they quote."""

    ledger: Ledger
    blocks: dict[str, list[Block]]

    def figure(self, key: str) -> str:
        return self.ledger.figures[key].display

    def table(self, exhibit: str) -> dict[str, list[str]]:
        (table,) = (block for block in self.blocks[exhibit] if isinstance(block, Table))
        cells = ([plain_text(cell, self.ledger.figures) for cell in row.cells] for row in table.rows)
        return {name: rest for name, *rest in cells}


@pytest.fixture(scope="module")
def printed(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("real-year")
    geography = shared_data / "geography"
    lookups = [path for path in sorted(geography.iterdir()) if path.name.startswith(("lookup_", "lad17", "ruc21"))]
    lake = load(
        folder,
        [
            *lookups,
            shared_data / "population" / "population20_lsoa11.csv.gz",
            shared_data / "deprivation" / "imd2025_england_lsoa21.csv.gz",
            shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip",
            home_office_of(shared_data, folder),
        ],
    )
    snapshot = lake.snapshot()
    window = year_ending(Month(2025, 12))
    ledger = Ledger(
        area_reading(snapshot, area=find(snapshot, HERE), window=window, generated=False), Known(snapshot, None)
    )
    wanted = [name for name in EXHIBITS if name.startswith(("crime.", "asb.", "types.", "theme.", "against.", "harm."))]
    return Printed(ledger, {name: EXHIBITS[name](ledger) for name in [*wanted, "context.deprivation"]})


def home_office_of(shared_data: Path, folder: Path) -> Path:
    """Return the rows of West Mercia in the Home Office's table as a file of their own, which is read faster."""
    kept = folder / "prc_pfa_west_mercia.csv"
    with kept.open("w", encoding="utf-8", newline="") as out:
        every = rows_of(shared_data / "recorded_crime" / "prc_pfa_long.csv.gz")
        first = next(every)
        writer = csv.DictWriter(out, list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in every if row["Force"] == "West Mercia")
    return kept


def byar(events: int, people: int) -> tuple[str, str, str]:
    """Return the rate per 1,000 with Byar's 95% interval, as it is printed."""
    low = events * (1 - 1 / (9 * events) - 1.959964 / (3 * sqrt(events))) ** 3
    more = events + 1
    high = more * (1 - 1 / (9 * more) + 1.959964 / (3 * sqrt(more))) ** 3
    rate, lower, upper = (f"{1_000 * n / people:,.1f}" for n in (events, low, high))
    return rate, lower, upper


def test_the_level_and_its_rate_are_those_of_the_rows(printed: Printed, files: Files) -> None:
    crimes, people = files.total(HERE, YEAR), files.people[HERE]
    assert (crimes, people) == (19_625, 287_276), "as counted once by hand"
    assert printed.figure("crime.total") == "19,625"
    assert printed.figure("asb.total") == f"{files.total(HERE, YEAR, ASB):,}"
    rate, lower, upper = byar(crimes, people)
    found = printed.ledger.figures["crime.rate"]
    assert f"{found.value:.1f}" == rate
    assert f"{lower} to {upper}" in found.method
    every = sum(n for (_, month, kind), n in files.rows.items() if month in YEAR and kind != ASB)
    placed = sum(files.total(area, YEAR) for area in files.people)
    assert printed.figure("force.placeless") == f"{every - placed:,}" == "2,117"


def test_every_type_has_its_rows_and_its_difference_per_day(printed: Printed, files: Files) -> None:
    table = printed.table("types.table")
    assert len(table) == 13
    for name, (total, before, now, difference, signal) in table.items():
        then, since = files.total(HERE, SPRING_BEFORE, name), files.total(HERE, SPRING, name)
        assert (total, before, now) == tuple(f"{n:,}" for n in (files.total(HERE, YEAR, name), then, since)), name
        per_day = round(100 * ((since / 120) / (then / 121) - 1))
        told = f"{per_day:+d}%".replace("-", "−") if per_day else "0%"
        assert difference == (told if then >= 50 else "base under 50"), name
        assert signal == "cannot tell", "four months of a year before are no basis for a verdict"


def test_every_ratio_is_against_the_four_other_partnerships(printed: Printed, files: Files) -> None:
    elsewhere = [area for area in files.people if area != HERE]
    others = sum(files.people[area] for area in elsewhere)
    for name, (here, rate, rest, ratio, *_) in printed.table("against.types").items():
        own, theirs = files.total(HERE, YEAR, name), sum(files.total(area, YEAR, name) for area in elsewhere)
        rates = own / files.people[HERE], theirs / others
        told = (f"{own:,}", *(f"{1_000 * one:.1f}" for one in rates), f"{rates[0] / rates[1]:.2f}")
        assert (here, rate, rest, ratio) == told, name


def test_half_of_a_theme_lies_in_as_few_places_as_printed(printed: Printed, files: Files) -> None:
    for key, types in {"burglary": ("Burglary",), "acquisitive": THEFT, "weapons": ("Possession of weapons",)}.items():
        held = sorted(sum((files.by_place[kind] for kind in types), Counter[str]()).values(), reverse=True)
        fewest = next(n for n in range(1, len(held) + 1) if 2 * sum(held[:n]) >= sum(held))
        assert printed.figure(f"theme-{key}.half") == f"{fewest} of {files.places}", key


def test_every_fifth_by_deprivation_is_whole_and_what_was_split_is_in_none(printed: Printed, files: Files) -> None:
    table = printed.table("context.deprivation")
    crimes = sum((n for kind, n in files.by_place.items() if kind != ASB), Counter[str]())
    words = ("Most deprived fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Least deprived fifth")
    for fifth, name in enumerate(words, start=1):
        places = [place for place, of in files.fifths.items() if of == {fifth}]
        events, people = sum(crimes[one] for one in places), sum(files.people_by_place[one] for one in places)
        number, count, _, residents, rate = table[name]
        assert (number, count, residents) == (str(len(places)), f"{events:,}", f"{people:,}"), name
        assert rate == "{} ({} to {})".format(*byar(events, people)), name
    split = [place for place, of in files.fifths.items() if len(of) > 1]
    assert table["In no one fifth"][:2] == [str(len(split)), f"{sum(crimes[one] for one in split):,}"]


def test_the_harm_is_count_times_weight_of_the_home_offices_own_rows(printed: Printed, shared_data: Path) -> None:
    counts: Counter[str] = Counter()
    for row in rows_of(shared_data / "recorded_crime" / "prc_pfa_long.csv.gz"):
        due = row["Force"] == "West Mercia" and (row["FY"], row["Financial Quarter"][0]) in QUARTERS
        if due and not row["Group"].startswith("Fraud") and "outcomes only" not in row["Offence Description"].lower():
            counts[row["Offence Code"]] += round(float(row["n"]))
    assert counts.total() == 80_730, "as published"
    weights = usable_weights("ons-severity", by="code")
    weighed = sum(n * weights[code] for code, n in counts.items() if code in weights)
    covered = sum(n for code, n in counts.items() if code in weights)
    assert printed.ledger.figures["harm.total"].value == pytest.approx(weighed)
    assert printed.figure("harm.covered") == f"{100 * covered / counts.total():.0f}%"


def test_what_cannot_be_told_is_called_neither_changed_nor_unchanged(printed: Printed) -> None:
    titles = [block.title for blocks in printed.blocks.values() for block in blocks if isinstance(block, Picture)]
    assert len(titles) > 5
    assert not [title for title in titles if "No detectable" in title or "changed by more than chance" in title]
    assert "For none of the 6 types of robbery and theft can we tell whether it changed" in titles
