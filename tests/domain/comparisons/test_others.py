"""Beside others and together with them: sums by hand, no funnel of a few, ranks that say how little they know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.domain.comparisons.presenters.compare import compare_page, rank_words
from frankpledge.domain.comparisons.presenters.what_if import what_if_page
from frankpledge.domain.comparisons.queries.alike import alike
from frankpledge.domain.comparisons.queries.beside import beside_others
from frankpledge.domain.comparisons.queries.together import anywhere, choices, together
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.ahead import outlook
from frankpledge.domain.studies.queries.series import CannotStudy, subject
from frankpledge.lake import areas
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event
from tests.domain.county import ASB, County, months_between
from tests.domain.studies.conftest import Ask


def of(county: County, partnership: str, first: str, last: str) -> int:
    return sum(row.kind != ASB for row in county.of(partnership, first, last))


def test_partnerships_together_are_the_sum_of_their_rows_and_residents(county: County, ask: Ask) -> None:
    asked = ask()
    others = choices(asked)
    found = together(asked, tuple(one.code for one in others[:2]))
    names = ["Nevermouth", *(one.name for one in others[:2])]
    assert found.whole.events == sum(of(county, name, "2025-01", "2025-12") for name in names)
    assert found.whole.compared
    assert found.whole.compared.before == sum(of(county, name, "2024-01", "2024-12") for name in names)
    assert found.whole.people == sum(one.people or 0 for one in found.members)
    assert found.whole.rate
    assert found.whole.rate.value == pytest.approx(1_000 * found.whole.events / (found.whole.people or 0))
    page = what_if_page(found, Frame("t", "what-if", subject(asked)))
    assert f"Together: {found.whole.events:,} recorded" in page.title


def test_nothing_is_put_together_with_itself_or_with_a_part(ask: Ask) -> None:
    asked = ask()
    with pytest.raises(CannotStudy, match="Nothing is chosen"):
        together(asked, (asked.area.code,))
    with pytest.raises(CannotStudy, match="only partnerships, districts and wards are put together"):
        together(ask("Nevershire", kind="force"), ())


def test_a_funnel_is_not_drawn_of_four_and_ranks_keep_their_intervals(ask: Ask) -> None:
    asked = ask(what="Burglary")
    found = beside_others(asked)
    assert len(found.levels) == 4
    assert found.outer is None
    page = compare_page(found, Frame("t", "compare", subject(asked)))
    assert "a funnel needs 20" in page.parts[0].absent
    assert found.ranks
    rates = [1_000 * (one.events or 0) / (one.people or 1) for one in found.levels]
    assert [round(float(rank)) for rank in found.ranks.rank] == [
        1 + sum(other > rate for other in rates) for rate in rates
    ]
    assert all(
        low <= rank <= high for low, rank, high in zip(found.ranks.low, found.ranks.rank, found.ranks.high, strict=True)
    )


def test_three_years_are_too_few_for_a_forecast_and_last_year_is_repeated_by_hand(county: County, ask: Ask) -> None:
    found = outlook(ask(what="Burglary"), 6)
    assert found.found is None
    assert "48" in found.why
    counted = [
        float(sum(row.kind == "Burglary" for row in county.of("Nevermouth", month, month)))
        for month in months_between("2025-01", "2025-06")
    ]
    assert list(found.naive) == counted
    assert [str(month) for month in found.ahead] == months_between("2026-01", "2026-06")


def test_a_rank_is_told_with_the_ranks_that_its_interval_holds() -> None:
    assert rank_words(2, 1, 3, of=4) == "Rank 2 of 4, and between 1 and 3"
    assert rank_words(1, 1, 1, of=4) == "Rank 1 of 4, with no other in its interval"


def of_ward(county: County, snapshot: Snapshot, code: str) -> int:
    lsoas = set(areas.lsoa_codes(snapshot, areas.find_area(snapshot, code, kind="ward")))
    return sum(row.kind != ASB and row.lsoa in lsoas for row in county.of("Vale and Wold", "2025-01", "2025-12"))


def test_a_ward_stands_beside_the_other_wards_of_its_partnership_each_counted_by_hand(county: County, ask: Ask) -> None:
    asked = ask("Yarrow Bank", kind="ward")
    found = alike(asked)
    assert (found.kind, found.where) == ("wards", "Vale and Wold")
    assert [one.code for one in found.found if one.own] == [asked.area.code]
    for one in found.found[:3]:
        assert one.events == of_ward(county, asked.snapshot, one.code), one.name
    page = compare_page(beside_others(asked), Frame("t", "compare", subject(asked)))
    assert "wards of Vale and Wold" in dict(page.parameters)["Compared"]


def test_a_dispersion_that_is_not_known_is_said_not_to_be(ask: Ask) -> None:
    asked = ask(what="Burglary")
    unknown = replace(beside_others(asked), dispersion=None)
    told = dict(compare_page(unknown, Frame("t", "compare", subject(asked))).parameters)
    assert told["Dispersion of ranks"].startswith("not known")


def test_a_force_is_compared_with_forces_and_a_county_with_nothing(ask: Ask) -> None:
    found = alike(ask("Nevershire", kind="force"))
    assert [one.own for one in found.found] == [True]
    asked = ask()
    county = replace(asked, area=replace(asked.area, kind="county"))
    with pytest.raises(CannotStudy, match="of those no others are compared"):
        alike(county)


def test_wards_are_put_together_and_add_up(county: County, ask: Ask) -> None:
    asked = ask("Yarrow Bank", kind="ward")
    others = choices(asked)
    assert asked.area not in others
    found = together(asked, tuple(one.name for one in others[:2]))
    codes = [asked.area.code, *(one.code for one in others[:2])]
    assert found.whole.events == sum(of_ward(county, asked.snapshot, code) for code in codes)
    assert found.kind == "wards"
    assert list(found.events) == sorted(found.events, key=lambda event: event.first)


def test_whatever_is_registered_is_heeded_for_the_whole(ask: Ask) -> None:
    event = Event(
        id="x",
        kind="recording",
        first=Month(2025, 3),
        last=Month(2025, 3),
        nation="both",
        forces=(),
        types=(),
        words="Reports came online",
        source="A test",
        confidence="K",
    )
    asked = ask(events=(event,))
    found = together(asked, (choices(asked)[0].code,))
    assert event in found.events
    assert found.whole.compared
    assert found.whole.compared.change.verdict == "cannot_tell"


def test_areas_elsewhere_are_those_that_are_not_near(ask: Ask) -> None:
    asked = ask("Yarrow Bank", kind="ward")
    near = {asked.area, *choices(asked)}
    assert anywhere(asked)
    assert near.isdisjoint(anywhere(asked))
    assert anywhere(ask("Nevershire", kind="force")) == ()
