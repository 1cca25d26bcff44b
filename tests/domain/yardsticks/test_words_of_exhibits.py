"""What exhibits say follows from the verdict alone: averages, types against the rest, funnels, women, force files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge.analysis.change import Change, compare_counts
from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS, averages, peers
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.yardsticks.queries.averages import Average
from frankpledge.domain.yardsticks.queries.levels import Level
from frankpledge.domain.yardsticks.queries.people import people_reading
from frankpledge.ground.documents.blocks import Picture
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Lake, Snapshot
from tests.domain.county import County, load, months_between
from tests.domain.yardsticks.conftest import WINDOW, _heard


def average(change: Change | None, *, value: float | None = 100.0, **facts: object) -> Average:
    return replace(Average(value=value, by_month=(), missing=(), excluded=(), change=change), **facts)


def said(ledger: Ledger, usual: Average) -> str:
    blocks = averages._said(ledger, usual, "crime", "recorded crime", 120)
    return "\n".join(_heard(block, ledger) for block in blocks)


def change(after: int, **facts: object) -> Change:
    return compare_counts(before=3_000, after=after, exposure_before=3, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (change(1_400, dispersion=2.0), "Recorded crime is higher than its three-year average of 100, +40%."),
        (change(700, dispersion=2.0), "Recorded crime is lower than its three-year average of 100, −30%."),
        (change(1_010, dispersion=1.0), "No detectable difference between recorded crime and its three-year average"),
        (change(1_100, dispersion=4.0), "the true ratio may be anything from 0.96 to 1.26"),
        (change(1_400), "fewer than 24 earlier months are loaded"),
        (change(1_400, dispersion=2.0, recording_change=True), "recording changed between the two"),
        (None, "the window is not complete, so it is not compared"),
    ],
)
def test_the_sentence_on_the_average_follows_from_its_verdict(ledger: Ledger, found: Change | None, words: str) -> None:
    assert words in said(ledger, average(found))


def test_months_left_out_are_named_and_a_year_of_none_is_the_reason_where_it_is(ledger: Ledger) -> None:
    left = average(change(1_400, dispersion=2.0), excluded=(Month(2023, 3), Month(2023, 4)))
    assert "Left out: March to April 2023." in said(ledger, left)
    assert "a month of the same name is left out" in said(ledger, average(None, value=None))
    many = tuple(Month(year, month) for year in (2022, 2023, 2024) for month in (1, 3, 5, 7, 9, 11))
    assert "January 2022 and 17 more" in said(ledger, average(None, value=None, missing=many))


def invented(areas_of: int) -> list[Level]:
    rng = np.random.default_rng(5)
    people = rng.integers(40_000, 400_000, size=areas_of)
    rates = 0.06 * np.exp(rng.normal(0, 0.05, size=areas_of))
    rates[1] *= 3
    return [
        Level(f"X{n:03}", f"Area {n}", int(rng.poisson(rates[n] * people[n])), int(people[n]), None, own=n == 0)
        for n in range(areas_of)
    ]


def test_a_funnel_of_thirty_areas_names_the_one_that_lies_outside(ledger: Ledger) -> None:
    drawn = peers.funnel_of(ledger, invented(30))
    assert isinstance(drawn, Picture)
    assert drawn.title.startswith("Nevermouth lies within the range expected for its size; 1 of 30")
    assert "Above the limits: Area 1." in drawn.description
    assert "widened for spread between areas" in " ".join(drawn.notes)


def test_a_funnel_of_areas_without_ours_says_only_how_many_lie_outside(ledger: Ledger) -> None:
    drawn = peers.funnel_of(ledger, [replace(one, own=False) for one in invented(25)])
    assert isinstance(drawn, Picture)
    assert drawn.title == "1 of 25 partnerships lie outside the range expected for their size"


def test_women_and_men_are_added_up_where_a_file_tells_them_apart(
    county: County, rich: Path, area: Area, tmp_path: Path, held: AreaReading, snapshot: Snapshot
) -> None:
    import shutil

    shutil.copytree(rich / "lake", tmp_path / "lake")
    codes = [row["lsoa_code"] for row in areas.places_in(snapshot, area).to_pylist()]
    rows = "\n".join(f"{code},2000,1100,900" for code in codes)
    path = tmp_path / "population25_sexes_lsoa21.csv"
    path.write_text(f"lsoa21_code,total_population,females,males\n{rows}\n", encoding="utf-8")
    state = load(tmp_path, [path]).snapshot()
    found = people_reading(state, find(state, "Nevermouth"), WINDOW)
    assert found is not None
    assert found.women is not None
    assert (found.women.number / (found.women.number + (found.men or 0)), found.women.year) == (0.55, 2025)
    ledger = Ledger(held, Known(state, None))
    words = "\n".join(_heard(block, ledger) for block in EXHIBITS["context.people"](ledger))
    assert "55% of them women or girls" in words


def test_a_month_alone_has_no_changes_no_types_told_apart_and_no_lasting_places(
    partly: Callable[..., Path], told: Callable[[str], str]
) -> None:
    from frankpledge.analysis.periods import Window
    from frankpledge.domain.evidence.queries.area import area_reading

    state = Lake(partly(months_between("2025-11", "2025-12")) / "lake").snapshot()
    window = Window(Month(2025, 12), Month(2025, 12))
    reading = area_reading(state, area=find(state, "Nevermouth"), window=window, generated=True)
    ledger = Ledger(reading, Known(state, None))

    def words(name: str) -> str:
        return "\n".join(_heard(block, ledger) for block in EXHIBITS[name](ledger))

    assert "No type is compared with the rest of Nevershire: residents are not known" in words("against.types")
    assert "No hot spot is named, because a hot spot lasts" in words("hot_spots.stability")
    assert words("hot_spots.map") == words("hot_spots.table") == ""
    assert words("context.people") == ""
    assert "What this source cannot show" in words("theme.violence")
    assert "per 1,000" not in words("theme.violence").split("[")[0]
