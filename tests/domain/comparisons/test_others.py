"""Beside others and together with them: sums by hand, no funnel of a few, ranks that say how little they know."""

from __future__ import annotations

import pytest

from frankpledge.domain.comparisons.presenters.compare import compare_page, rank_words
from frankpledge.domain.comparisons.presenters.what_if import what_if_page
from frankpledge.domain.comparisons.queries.beside import beside_others
from frankpledge.domain.comparisons.queries.together import choices, together
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.ahead import outlook
from frankpledge.domain.studies.queries.series import CannotStudy, subject
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
