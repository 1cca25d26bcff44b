"""Hours and weekdays where only an earliest and a latest time are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis import NotACount, NotEnoughData
from frankpledge.analysis.clock import aoristic
from frankpledge.analysis.periods import Month

MONDAY, TUESDAY, SUNDAY = 0, 1, 6


def test_a_span_of_four_whole_hours_gives_a_quarter_to_each() -> None:
    # Ratcliffe and McCullagh (1998), Aoristic crime analysis: an event that may have happened in any of four hours.
    found = aoristic(start=["2025-03-03T22:00"], end=["2025-03-04T02:00"])

    assert found.weights[MONDAY, 22] == found.weights[MONDAY, 23] == 0.25
    assert found.weights[TUESDAY, 0] == found.weights[TUESDAY, 1] == 0.25
    assert found.weights.sum() == 1


def test_an_hour_gets_the_part_of_the_span_that_lies_in_it() -> None:
    found = aoristic(start=["2025-03-03T22:30"], end=["2025-03-04T00:30"])

    assert found.weights[MONDAY, 22] == 0.25
    assert found.weights[MONDAY, 23] == 0.5
    assert found.weights[TUESDAY, 0] == 0.25


def test_touched_hours_share_alike_with_the_hour_of_the_end() -> None:
    found = aoristic(start=["2025-03-03T22:30"], end=["2025-03-04T00:30"], method="touched")

    assert found.weights[MONDAY, 22] == found.weights[MONDAY, 23] == found.weights[TUESDAY, 0] == 1 / 3


def test_an_event_of_one_moment_falls_wholly_in_its_hour() -> None:
    found = aoristic(start=["2025-03-02T00:00"], end=["2025-03-02T00:00"])

    assert found.weights[SUNDAY, 0] == 1
    assert found.exact == 1


def test_a_night_may_run_over_the_end_of_the_week() -> None:
    found = aoristic(start=[datetime(2025, 3, 2, 23)], end=[datetime(2025, 3, 3, 1)])  # noqa: DTZ001 (local times)

    assert found.by_weekday[SUNDAY] == found.by_weekday[MONDAY] == 0.5


def test_what_is_unknown_or_too_long_is_counted_and_not_spread() -> None:
    found = aoristic(
        start=["2025-03-03T10:00", None, "2025-03-01T10:00"], end=["2025-03-03T11:00", "2025-03-03T11:00", "2025-03-09"]
    )

    assert (found.n, found.unknown, found.too_long) == (1, 1, 1)
    assert found.weights.sum() == 1


def test_a_latest_before_its_earliest_is_refused() -> None:
    with pytest.raises(NotACount, match="before its earliest"):
        aoristic(start=["2025-03-03T11:00"], end=["2025-03-03T10:00"])


def test_months_are_no_times_and_nothing_known_is_no_table() -> None:
    with pytest.raises(NotEnoughData, match="month only"):
        aoristic(start=[Month(2025, 3)], end=[Month(2025, 3)])
    with pytest.raises(NotEnoughData):
        aoristic(start=[None], end=[None])


def test_times_with_a_zone_are_refused_and_lists_must_be_alike() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        aoristic(start=[datetime(2025, 3, 3, tzinfo=UTC)], end=[datetime(2025, 3, 3, tzinfo=UTC)])
    with pytest.raises(ValueError, match="1 earliest times but 0 latest"):
        aoristic(start=["2025-03-03"], end=[])


def naive(begins: list[datetime], ends: list[datetime]) -> np.ndarray:
    """Spread every event minute by minute."""
    table = np.zeros((7, 24))
    for first, last in zip(begins, ends, strict=True):
        minutes = max(1, int((last - first).total_seconds()) // 60)
        for step in range(minutes):
            at = first + timedelta(minutes=step)
            table[at.weekday(), at.hour] += 1 / minutes
    return table


@given(
    st.lists(
        st.tuples(
            st.datetimes(min_value=datetime(2024, 2, 1), max_value=datetime(2025, 3, 9)),  # noqa: DTZ001 (local times)
            st.integers(0, 60 * 40),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_table_agrees_with_spreading_minute_by_minute(spans: list[tuple[datetime, int]]) -> None:
    begins = [first.replace(second=0, microsecond=0) for first, _ in spans]
    ends = [first + timedelta(minutes=length) for first, (_, length) in zip(begins, spans, strict=True)]

    found = aoristic(start=begins, end=ends)

    assert np.allclose(found.weights, naive(begins, ends))
    assert np.isclose(found.by_hour.sum(), len(spans))
