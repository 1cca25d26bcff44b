"""Residents, other bases and deprivation, each added up again from the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.yardsticks.queries.deprived import WORDS, deprivation_reading
from frankpledge.domain.yardsticks.queries.people import base_reading, people_reading, rate_on
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Lake, Snapshot
from tests.domain.county import ASB, County
from tests.domain.yardsticks.conftest import WINDOW, Facts


def lsoas(snapshot: Snapshot, area: Area) -> list[dict[str, str]]:
    rows = areas.places_in(snapshot, area).to_pylist()
    return [row for row in rows if row["vintage"] in ("2021", "both")]


def test_residents_and_their_ages_are_those_of_the_file(county: County, snapshot: Snapshot, area: Area) -> None:
    found = people_reading(snapshot, area, WINDOW)
    assert found is not None
    assert found.residents.number == county.residents("Nevermouth", found.residents.year)
    assert sum(found.bands.values()) == pytest.approx(found.residents.number, abs=3)
    assert found.women is None
    assert found.residents.age.verdict == "usable"


def test_households_are_the_sum_of_every_lsoa_and_none_where_one_lacks(
    snapshot: Snapshot, area: Area, facts: Facts
) -> None:
    found = base_reading(snapshot, area, WINDOW, "households")
    assert found is not None
    assert found.number == sum(facts.households[row["lsoa_code"]] for row in lsoas(snapshot, area))
    assert (found.year, found.age.years) == (2021, 4)
    assert found.words == f"{found.number:,} households, 2021"
    assert base_reading(snapshot, area, WINDOW, "workday") is None


def test_a_base_that_is_too_old_bears_no_rate(snapshot: Snapshot, area: Area) -> None:
    late = base_reading(snapshot, area, year_ending(Month(2028, 12)), "households")
    assert late is not None
    assert late.age.verdict == "refused"
    assert rate_on(100, late) is None
    assert rate_on(100, None) is None
    near = base_reading(snapshot, area, WINDOW, "households")
    assert near is not None
    again = rate_on(100, near)
    assert again is not None
    assert again.value == pytest.approx(100_000 / near.number)


def test_crime_by_fifth_of_deprivation_is_that_of_neighbourhoods_counted_by_hand(
    county: County, snapshot: Snapshot, area: Area, facts: Facts
) -> None:
    found = deprivation_reading(snapshot, area, WINDOW, people_year=2024, complete=True)
    assert found is not None
    component = {row["lsoa_code"]: row["component"] for row in areas.places_in(snapshot, area).to_pylist()}
    fifths: dict[str, set[int]] = {}
    for row in lsoas(snapshot, area):
        fifths.setdefault(row["component"], set()).add((facts.tenths[row["lsoa_code"]] + 1) // 2)
    counted = dict.fromkeys((*range(1, 6), "mixed"), 0)
    for row in county.of("Nevermouth", "2025-01", "2025-12"):
        if row.kind != ASB and row.lsoa in component:
            held = fifths[component[row.lsoa]]
            counted[next(iter(held)) if len(held) == 1 else "mixed"] += 1
    assert [fifth.words for fifth in found.fifths] == list(WORDS)
    assert [fifth.events for fifth in found.fifths] == [counted[n] for n in range(1, 6)]
    assert found.mixed_events == counted["mixed"]
    assert found.lsoas == len(lsoas(snapshot, area))
    assert found.most_deprived_lsoas == sum(facts.tenths[row["lsoa_code"]] == 1 for row in lsoas(snapshot, area))
    assert all(fifth.rate for fifth in found.fifths if fifth.people)


def test_a_window_with_a_missing_month_has_counts_by_fifth_and_no_rates(snapshot: Snapshot, area: Area) -> None:
    found = deprivation_reading(snapshot, area, WINDOW, people_year=2024, complete=False)
    assert found is not None
    assert sum(fifth.events for fifth in found.fifths) > 1_000
    assert not any(fifth.rate for fifth in found.fifths)


def test_without_an_index_or_lookups_there_is_nothing_to_tell(partly: Callable[..., Path], county: County) -> None:
    bare = Lake(partly(["2025-12"], places=False) / "lake").snapshot()
    window = Window(Month(2025, 12), Month(2025, 12))
    somewhere = Area("district", "", "Nevermouth")
    assert deprivation_reading(bare, somewhere, window, people_year=None, complete=True) is None
    versions = {name: at for name, at in county.snapshot().manifest.versions.items() if name != "deprivation"}
    unindexed = replace(county.snapshot(), manifest=replace(county.snapshot().manifest, versions=versions))
    here = find(unindexed, "Nevermouth")
    assert deprivation_reading(unindexed, here, window, people_year=None, complete=True) is None


def test_the_context_says_the_age_of_the_estimate_and_the_rate_on_every_base(told: Callable[[str], str]) -> None:
    words = told("context.people")
    assert "residents by the estimate of mid-2024." in words
    assert "The estimate lies 1 year from the middle of the window" in words
    assert "Households | " in words
    assert "People present on a working day | not loaded | not loaded" in words


def test_deprivation_is_told_with_the_warning_that_its_index_counts_crime(told: Callable[[str], str]) -> None:
    words = told("context.deprivation")
    assert "English index of multiple deprivation 2025" in words
    assert "crime is not independent of it" in words
    assert "Most deprived fifth" in words
