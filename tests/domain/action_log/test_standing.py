"""How an action stands on a day, against a naive twin, and what may not be written of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as some

from frankpledge.domain.action_log.rules import NotAnAction, Progress, Standing, Status, check_evidence, standing

DAY = date(2025, 12, 2)
DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))


def stands(due: date | None, said: Progress | None = None, on: date = DAY) -> Standing:
    return standing(status=Status.OPEN, due=due, closed_on=None, said=said, on=on)


@pytest.mark.parametrize(
    ("due", "kind", "words"),
    [
        (date(2025, 12, 2), "soon", "due today"),
        (date(2025, 12, 1), "late", "1 day late"),
        (date(2024, 12, 2), "late", "365 days late"),
        (date(2025, 12, 16), "soon", "due in 14 days"),
        (date(2025, 12, 17), "later", "due in 15 days"),
        (None, "ongoing", "ongoing, no date set"),
    ],
)
def test_an_action_is_late_from_the_day_after_its_date(due: date | None, kind: str, words: str) -> None:
    assert (stands(due).kind, stands(due).words) == (kind, words)


def test_words_that_a_date_contradicts_are_told() -> None:
    due = date(2025, 1, 10)
    assert stands(due, Progress.UNDER_WAY).contradicts == "“under way” was the last word of it"
    assert stands(due).contradicts == "nothing was said of it"
    assert stands(due, Progress.AT_RISK).contradicts == ""
    assert stands(date(2026, 1, 10), Progress.UNDER_WAY).contradicts == ""


def test_what_is_over_says_when_and_how_long_after_its_date() -> None:
    over = {"closed_on": date(2025, 11, 12), "said": None, "on": DAY}
    assert standing(status=Status.COMPLETED, due=date(2025, 11, 2), **over).words == (  # type: ignore[arg-type]
        "completed on 12 November 2025, 10 days after its date"
    )
    assert standing(status=Status.COMPLETED, due=None, **over).days is None  # type: ignore[arg-type]
    assert standing(status=Status.STOPPED, due=None, **over).words == "stopped on 12 November 2025"  # type: ignore[arg-type]


@tried(due=DAYS, on=DAYS)
def test_days_are_counted_as_one_would_on_a_calendar(due: date, on: date) -> None:
    """The naive twin walks from one day to the other."""
    step, walked, at = (1 if due >= on else -1), 0, on
    while at != due:
        at, walked = at + timedelta(days=step), walked + step
    told = stands(due, on=on)
    assert (told.days, told.late) == (walked, walked < 0)


def test_done_needs_what_shows_it_and_says_what_was_asked_for() -> None:
    with pytest.raises(NotAnAction, match="Asked for was: the signed protocol"):
        check_evidence(" ", wanted="the signed protocol")
