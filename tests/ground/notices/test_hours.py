"""Nobody is written to in their quiet hours or on a day off; and what is missed is caught up, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.clock import at_london, in_london
from frankpledge.ground.jobs.rules import due_days, next_due
from frankpledge.ground.notices import rules
from frankpledge.ground.notices.rules import Chosen, Hours, Rhythm
from frankpledge.ground.telling import Timetable

OFFICE = Hours(18, 8, working_days=True)
ALWAYS = Hours(0, 0, working_days=False)


def weekly(weekday: int, hours: Hours = OFFICE) -> Chosen:
    return Chosen(Rhythm.WEEKLY, weekday, 8, hours)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (datetime(2026, 3, 4, 10, 15, tzinfo=UTC), datetime(2026, 3, 4, 10, 15, tzinfo=UTC)),  # a Wednesday morning
        (datetime(2026, 3, 4, 18, 1, tzinfo=UTC), datetime(2026, 3, 5, 8, tzinfo=UTC)),  # an evening
        (datetime(2026, 3, 6, 19, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)),  # a Friday evening
        (datetime(2026, 4, 2, 20, tzinfo=UTC), datetime(2026, 4, 7, 7, tzinfo=UTC)),  # over Easter, by summer time
        (datetime(2026, 3, 27, 20, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),  # the clocks go forward
        (datetime(2026, 12, 24, 19, tzinfo=UTC), datetime(2026, 12, 29, 8, tzinfo=UTC)),  # Boxing Day is moved
    ],
)
def test_a_message_waits_for_the_first_open_hour_by_london_s_clock(at: datetime, opens: datetime) -> None:
    assert rules.next_open(at, OFFICE) == opens


def test_quiet_hours_may_lie_within_a_day_and_none_may_be_quiet() -> None:
    noon = Hours(12, 14, working_days=False)
    assert [hour for hour in range(24) if noon.quiet(hour)] == [12, 13]
    assert not any(ALWAYS.quiet(hour) for hour in range(24))


hours = st.integers(0, 23)


moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 (given their zone below)


@given(moments, hours, hours, st.booleans())
def test_it_opens_at_once_or_on_an_hour_that_is_open_and_never_before(
    at: datetime, quiet_from: int, quiet_until: int, working: bool
) -> None:
    chosen, moment = Hours(quiet_from, quiet_until, working), at.replace(tzinfo=UTC)
    opens = rules.next_open(moment, chosen)
    assert chosen.open_at(opens)
    assert opens >= moment
    hour = moment
    while hour < opens:  # a naive second look, hour by hour: none before it is open
        assert not chosen.open_at(hour)
        hour = hour.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def test_a_weekly_digest_whose_day_is_a_bank_holiday_comes_on_the_next_working_day() -> None:
    easter_monday, tuesday = date(2026, 4, 6), date(2026, 4, 7)
    assert rules.digest_moment(weekly(0), easter_monday) is None
    assert rules.digest_moment(weekly(0), tuesday) == datetime(2026, 4, 7, 7, tzinfo=UTC)
    assert rules.digest_moment(weekly(0), date(2026, 4, 8)) is None
    assert rules.digest_moment(weekly(0, ALWAYS), easter_monday) is not None
    assert rules.digest_moment(weekly(0, ALWAYS), tuesday) is None


def test_a_weekly_digest_comes_once_in_every_week_whatever_days_are_off() -> None:
    for weekday in range(5):
        days = [date(2026, 1, 1) + timedelta(days=at) for at in range(364)]
        told = [day for day in days if rules.digest_moment(weekly(weekday), day)]
        assert len(told) in {51, 52}, weekday


def test_a_daily_digest_comes_on_working_days_and_never_when_it_is_not_wished() -> None:
    daily = Chosen(Rhythm.DAILY, 0, 9, OFFICE)
    assert rules.digest_moment(daily, date(2026, 3, 7)) is None
    assert rules.digest_moment(daily, date(2026, 3, 9)) == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert rules.digest_moment(Chosen(Rhythm.NEVER, 0, 9, OFFICE), date(2026, 3, 9)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        Chosen(Rhythm.DAILY, 0, 20, OFFICE),
        Chosen(Rhythm.WEEKLY, 6, 9, OFFICE),
        Chosen(Rhythm.WEEKLY, 9, 9, OFFICE),
        Chosen(Rhythm.DAILY, 0, 24, ALWAYS),
    ],
)
def test_a_wish_that_contradicts_itself_is_refused(wrong: Chosen) -> None:
    with pytest.raises(rules.NotAWish):
        rules.check_choice(wrong)


def test_what_a_person_chooses_is_allowed() -> None:
    for fine in (rules.default_choice(), weekly(2), Chosen(Rhythm.NEVER, 6, 20, OFFICE), weekly(6, ALWAYS)):
        assert rules.check_choice(fine) == fine


def test_reminders_go_on_their_weekday_or_the_working_day_after_a_day_off() -> None:
    assert rules.chaser_day(0, after=date(2026, 3, 3)) == date(2026, 3, 9)
    assert rules.chaser_day(0, after=date(2026, 4, 4)) == date(2026, 4, 7)
    assert rules.chaser_day(4, after=date(2026, 4, 3)) == date(2026, 4, 7)  # Good Friday


def test_a_message_is_tried_again_ever_later_and_then_has_failed() -> None:
    now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    waits = [rules.try_again_at(tries, now=now) for tries in range(1, 7)]
    minutes = [(at - now).total_seconds() / 60 for at in waits if at]
    assert minutes == [5, 30, 120, 480, 1440]
    assert waits[-1] is None


# ---- what begins by itself -------------------------------------------------------------------------------------------

MORNING = Timetable(at=time(6), each_day=True)


def test_a_job_that_never_ran_is_due_for_its_latest_day_alone() -> None:
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert due_days(MORNING, last=None, now=now, most=31) == (date(2026, 3, 4),)
    assert due_days(MORNING, last=None, now=datetime(2026, 3, 4, 5, tzinfo=UTC), most=31) == (date(2026, 3, 3),)


def test_missed_days_are_caught_up_each_by_itself_and_no_further_than_a_month_back() -> None:
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert due_days(MORNING, last=date(2026, 3, 1), now=now, most=31) == (
        date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4),
    )  # fmt: skip
    assert due_days(MORNING, last=date(2026, 3, 4), now=now, most=31) == ()
    assert len(due_days(MORNING, last=date(2025, 1, 1), now=now, most=31)) == 31


def test_where_the_latest_stands_for_all_one_day_is_enough_and_a_weekly_one_keeps_to_its_day() -> None:
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
    assert due_days(Timetable(at=time(6)), last=date(2026, 2, 1), now=now, most=31) == (date(2026, 3, 4),)
    monday = Timetable(at=time(6), weekday=0)
    assert due_days(monday, last=date(2026, 2, 23), now=now, most=31) == (date(2026, 3, 2),)
    assert due_days(monday, last=date(2026, 3, 2), now=now, most=31) == ()


def test_a_timetable_is_read_by_london_s_clock() -> None:
    summer = datetime(2026, 7, 1, 5, 30, tzinfo=UTC)  # half past six in London
    assert due_days(MORNING, last=date(2026, 6, 30), now=summer, most=31) == (date(2026, 7, 1),)
    assert next_due(MORNING, now=summer) == datetime(2026, 7, 2, 5, tzinfo=UTC)
    assert next_due(Timetable(at=time(6), weekday=4), now=summer) == datetime(2026, 7, 3, 5, tzinfo=UTC)
    assert in_london(at_london(date(2026, 7, 1), time(6))).hour == 6
