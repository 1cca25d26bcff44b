"""How a campaign stands, what it lacks when it is over, and what makes none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from frankpledge.domain.campaigns import rules
from frankpledge.domain.campaigns.rules import NotACampaign, PieceKind, State

DAY = date(2025, 12, 2)
NEXT = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("began", "ended", "state"),
    [
        (NEXT, None, State.PLANNED),
        (DAY, None, State.RUNNING),
        (DAY, DAY, State.RUNNING),
        (date(2025, 1, 1), date(2025, 12, 1), State.OVER),
    ],
)
def test_a_campaign_is_over_after_its_last_day(began: date, ended: date | None, state: State) -> None:
    assert rules.state_of(began=began, ended=ended, on=DAY) is state
    assert state.label == state.value.capitalize()


@pytest.mark.parametrize(
    ("days", "reached", "changed", "lacks"),
    [
        (43, False, False, ("whom it reached", "what changed")),
        (43, True, False, ("what changed",)),
        (43, True, True, ()),
        (42, False, False, ()),
    ],
)
def test_six_weeks_after_its_end_it_must_be_told(
    days: int, reached: bool, changed: bool, lacks: tuple[str, ...]
) -> None:
    ended = DAY - timedelta(days=days)
    told = rules.lacking(state=State.OVER, ended=ended, reached=reached, changed=changed, on=DAY)
    assert told == lacks
    assert rules.lacking(state=State.RUNNING, ended=None, reached=False, changed=False, on=DAY) == ()


def test_days_are_said_as_one_says_them() -> None:
    assert rules.ran(began=DAY, ended=None) == "since 2 December 2025"
    assert rules.ran(began=DAY, ended=DAY) == "on 2 December 2025"
    assert rules.ran(began=DAY, ended=NEXT) == "2 December 2025 to 3 December 2025"


def test_events_and_materials_are_counted_each_in_its_way() -> None:
    assert [(one.label, one.counted) for one in PieceKind] == [("Event", "people who came"), ("Material", "copies")]


def test_what_makes_no_campaign_is_refused() -> None:
    for refused in (
        lambda: rules.check_line(" ", what="x"),
        lambda: rules.check_line("x" * 201, what="x"),
        lambda: rules.check_days(began=NEXT, ended=DAY),
        lambda: rules.check_cost(Decimal(-1)),
        lambda: rules.check_count(-1),
        lambda: rules.check_channel("pigeon"),
        lambda: rules.check_as_at(NEXT, began=DAY, today=DAY),
        lambda: rules.check_as_at(DAY, began=NEXT, today=NEXT),
        lambda: rules.check_partners(lead="one", partners=["one"]),
        lambda: rules.check_ours("theirs", "ours"),
        lambda: rules.check_reason(" "),
        lambda: rules.check_standing(withdrawn=True),
    ):
        with pytest.raises(NotACampaign):
            refused()  # type: ignore[no-untyped-call]


def test_what_makes_one_is_taken_also_where_little_is_known() -> None:
    assert rules.check_cost(None) is None
    assert rules.check_cost(Decimal(0)) == 0
    assert rules.check_count(None) is None
    assert rules.check_channel("press") == "press"
    assert rules.check_as_at(DAY, began=DAY, today=DAY) == DAY
    assert rules.check_reason(" why ") == "why"
    rules.check_days(began=DAY, ended=None)
    rules.check_standing(withdrawn=False)
