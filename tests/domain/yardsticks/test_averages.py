"""The three-year average is of the same months of three whole years, event months left out, and never of fewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.months import Months
from frankpledge.domain.yardsticks.queries.averages import Average, average
from frankpledge.statute.events import Event

KIND = "Burglary"
LAST = Month(2025, 12)
WINDOW = year_ending(LAST)
AROUND = {"nation": "england", "force": "", "events": ()}


def invented(seed: int = 1, *, years: int = 5, mean: float = 90, factor: float = 1.0) -> Months:
    """Return five years of counts up to December 2025, the last year's multiplied by a factor."""
    rng = np.random.default_rng(seed)
    present = tuple(LAST - back for back in reversed(range(12 * years)))
    means = [mean * (1 + 0.2 * np.cos(month.month)) * (factor if month in WINDOW else 1) for month in present]
    counts = {(month, KIND): int(n) for month, n in zip(present, rng.poisson(means), strict=True)}
    return Months(counts=counts, present=present, forces=("invented",))


def usual(months: Months, *, events: tuple[Event, ...] = ()) -> Average:
    return average(months, WINDOW, KIND.__eq__, nation="england", force="", crime_type=KIND, events=events)


def event(first: str, last: str, kind: str = "event") -> Event:
    return Event(
        id="x", kind=kind, first=Month.parse(first), last=Month.parse(last), nation="both", forces=(), types=(),
        words="A flood", source="council", confidence="K",
    )  # fmt: skip


def test_it_is_the_sum_of_three_years_divided_by_three() -> None:
    months = invented()
    by_hand = sum(n for (month, _), n in months.counts.items() if Month(2022, 1) <= month <= Month(2024, 12)) / 3
    found = usual(months)
    assert found.value == pytest.approx(by_hand)
    assert (found.missing, found.excluded) == ((), ())


def test_each_month_has_the_average_of_its_own_name_and_none_while_three_years_are_not_there() -> None:
    months = invented()
    by_month = dict(usual(months).by_month)
    august = [months.counts[Month(year, 8), KIND] for year in (2022, 2023, 2024)]
    assert by_month[Month(2025, 8)] == pytest.approx(sum(august) / 3)
    assert by_month[Month(2023, 8)] is None
    assert by_month[Month(2024, 1)] is not None


def test_a_month_of_an_event_is_left_out_and_the_others_of_its_name_stand_for_it() -> None:
    months = invented()
    found = usual(months, events=(event("2023-03", "2023-03"),))
    others = [months.counts[Month(year, 3), KIND] for year in (2022, 2024)]
    assert found.excluded == (Month(2023, 3),)
    assert dict(found.by_month)[Month(2025, 3)] == pytest.approx(sum(others) / 2)
    whole = usual(months).value
    assert whole is not None
    assert found.value == pytest.approx(
        whole - (sum(others) + months.counts[Month(2023, 3), KIND]) / 3 + sum(others) / 2
    )


def test_a_missing_month_makes_it_unknown_and_is_named() -> None:
    months = invented()
    gone = Month(2023, 6)
    found = usual(replace(months, present=tuple(month for month in months.present if month != gone)))
    assert (found.value, found.change) == (None, None)
    assert found.missing == (gone,)


def test_a_month_of_which_every_year_is_left_out_makes_it_unknown() -> None:
    found = usual(invented(), events=tuple(event(f"{year}-03", f"{year}-03") for year in (2022, 2023, 2024)))
    assert found.value is None
    assert found.missing == ()


def test_a_change_of_recording_since_then_makes_it_untellable() -> None:
    found = usual(invented(factor=1.6), events=(event("2024-06", "2024-06", kind="recording"),))
    assert found.change is not None
    assert (found.change.verdict, found.change.recorded) == ("cannot_tell", "higher")


def test_the_ratio_is_that_of_the_window_to_the_average_whatever_months_are_left_out() -> None:
    months = invented(factor=1.4)
    for events in ((), (event("2023-11", "2024-01"),)):
        found = usual(months, events=events)
        assert found.change is not None
        assert found.value is not None
        now = months.total(WINDOW.months(), KIND.__eq__)
        assert found.change.ratio == pytest.approx(now / found.value, rel=0.002)
        assert found.change.verdict == "higher"


SEEDS = 200


def test_no_change_is_called_one_once_in_twenty_and_a_step_of_thirty_in_a_hundred_is_found() -> None:
    verdicts = [usual(invented(seed)).change for seed in range(SEEDS)]
    alarms = sum(one is not None and one.verdict in ("higher", "lower") for one in verdicts) / SEEDS
    assert alarms <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / SEEDS)
    steps = [usual(invented(seed, factor=1.3)).change for seed in range(SEEDS)]
    found = sum(one is not None and one.verdict == "higher" for one in steps) / SEEDS
    assert found >= 0.97 - 3 * np.sqrt(0.97 * 0.03 / SEEDS)


def test_three_years_of_files_have_no_three_years_before_them_and_the_document_says_so(
    told: Callable[[str], str],
) -> None:
    words = told("crime.average")
    assert words.startswith("We cannot tell how recorded crime stands to its three-year average")
    assert "January to December 2022" in words


def test_a_window_of_more_than_a_year_has_none() -> None:
    from frankpledge.analysis.refusals import NotEnoughData

    with pytest.raises(NotEnoughData):
        average(invented(), Window(Month(2024, 1), LAST), KIND.__eq__, nation="england", force="")
