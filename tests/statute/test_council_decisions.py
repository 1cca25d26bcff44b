"""Clear days before a decision, by worked examples, properties, and a count made one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.statute.council_decisions import (
    Counts,
    clear_days,
    deciding_bodies,
    earliest_day,
    earliest_meeting,
    exempt_paragraphs,
    gaps,
    last_day,
    policy_framework,
    publication_rules,
    rules_for,
    standings,
    waivers,
)
from frankpledge.statute.deadlines import is_working_day

DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2028, 11, 30))
NUMBERS = st.integers(min_value=1, max_value=40)
COUNTS = st.sampled_from(["calendar", "working"])


def naive_clear_days(published: date, meeting: date, counts: Counts) -> int:
    """Return the same, walking from one day to the next with a calendar in the hand."""
    day, found = published, 0
    while True:
        day += timedelta(days=1)
        if day >= meeting:
            return found
        found += counts == "calendar" or is_working_day(day)


def test_the_notice_of_the_swansea_case_had_two_clear_days_and_not_three() -> None:
    """Agenda out on Thursday 26 April, sub-committee on Tuesday 1 May: the court counted Friday and Monday.

    R v Swansea City Council, ex p Elitestone Ltd [1993] 46 EG 181. The year was 1990; 2018 has the same weekdays and no
    holiday among them.
    """
    assert clear_days(date(2018, 4, 26), date(2018, 5, 1), "working") == 2
    assert clear_days(date(2018, 4, 26), date(2018, 5, 1), "calendar") == 4


def test_neither_the_day_of_publication_nor_that_of_the_meeting_is_a_clear_day() -> None:
    """Cabinet on Thursday 27 June 2024. Counted on a calendar: 30 May to 26 June are 28 days, so out by 29 May.

    Five working days: 20, 21, 24, 25, 26 June, so the papers are out by Wednesday 19 June.
    """
    assert last_day(date(2024, 6, 27), 28, "calendar") == date(2024, 5, 29)
    assert last_day(date(2024, 6, 27), 5, "working") == date(2024, 6, 19)
    assert earliest_meeting(date(2024, 5, 29), 28, "calendar") == date(2024, 6, 27)
    assert earliest_meeting(date(2024, 6, 19), 5, "working") == date(2024, 6, 27)


def test_easter_lies_between_the_papers_and_the_meeting() -> None:
    """Council on Wednesday 3 April 2024; Good Friday 29 March, Easter Monday 1 April.

    The five before it: 2 April, 28, 27, 26, 25 March. So out by Sunday 24 March, in practice Friday 22 March.
    """
    assert last_day(date(2024, 4, 3), 5, "working") == date(2024, 3, 24)
    assert clear_days(date(2024, 3, 22), date(2024, 4, 3), "working") == 5
    assert clear_days(date(2024, 3, 25), date(2024, 4, 3), "working") == 4


@given(published=DAYS, more=st.integers(min_value=-3, max_value=60), counts=COUNTS)
def test_clear_days_are_those_of_a_count_one_by_one(published: date, more: int, counts: Counts) -> None:
    meeting = published + timedelta(days=more)
    assert clear_days(published, meeting, counts) == naive_clear_days(published, meeting, counts)


@given(published=DAYS, number=NUMBERS, counts=COUNTS)
def test_the_earliest_meeting_is_the_first_that_has_enough(published: date, number: int, counts: Counts) -> None:
    first = earliest_meeting(published, number, counts)
    assert naive_clear_days(published, first, counts) >= number
    assert naive_clear_days(published, first - timedelta(days=1), counts) < number


@given(meeting=DAYS, number=NUMBERS, counts=COUNTS)
def test_the_last_day_to_publish_is_the_last_that_will_do(meeting: date, number: int, counts: Counts) -> None:
    last = last_day(meeting, number, counts)
    assert naive_clear_days(last, meeting, counts) >= number
    assert naive_clear_days(last + timedelta(days=1), meeting, counts) < number


@given(day=DAYS, counts=COUNTS)
def test_nothing_is_waited_for_where_no_day_is_asked(day: date, counts: Counts) -> None:
    assert earliest_meeting(day, 0, counts) == last_day(day, 0, counts) == day


# ---- which rules reach a step ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "key", "private", "expected"),
    [
        ("cabinet", False, False, ["papers"]),
        ("cabinet", True, False, ["key_notice", "papers"]),
        ("cabinet", True, True, ["key_notice", "private_notice", "private_again", "papers"]),
        ("cabinet_member", True, True, ["key_notice"]),
        ("council", True, True, ["papers"]),
        ("scrutiny", True, False, ["papers"]),
        ("board", True, True, []),
    ],
)
def test_what_a_decision_is_says_which_rules_reach_it(body: str, key: bool, private: bool, expected: list[str]) -> None:
    found = rules_for(body=body, nation="england", on=date(2026, 3, 5), key=key, private=private)
    assert [one.id for one in found] == expected


def test_a_decision_before_the_regulations_had_no_such_notice() -> None:
    assert not rules_for(body="cabinet", nation="england", on=date(2012, 9, 9), key=True, private=True)
    assert len(rules_for(body="cabinet", nation="england", on=date(2012, 9, 10), key=True, private=True)) == 4


def test_no_notice_is_reckoned_for_a_cabinet_in_wales_and_it_is_said_so() -> None:
    assert not rules_for(body="cabinet", nation="wales", on=date(2026, 3, 5), key=True, private=True)
    (papers,) = rules_for(body="council", nation="wales", on=date(2026, 3, 5), key=True, private=False)
    assert papers.days == 3
    assert any("2001/2290" in one.words for one in gaps() if one.nation == "wales")


def test_every_rule_names_its_provision_and_says_where_it_is_doubtful() -> None:
    assert all("SI " in one.provision or "Act" in one.provision for one in publication_rules())
    assert all(one.unconfirmed for one in publication_rules() if one.counts == "working")
    assert {body for one in publication_rules() for body in one.bodies} <= set(deciding_bodies())
    known = {one.id for one in publication_rules()}
    assert all(set(one.instead_of) <= known for one in waivers().values())
    assert all(one.ends_with in deciding_bodies() for one in policy_framework())


def test_the_paragraphs_of_each_nation_are_its_own() -> None:
    by_nation = {
        nation: [one.paragraph for one in exempt_paragraphs() if one.nation == nation]
        for nation in ("england", "wales")
    }
    assert by_nation == {"england": list("1234567"), "wales": ["12", "13", "14", "15", "16", "17", "18"]}


# ---- how a step stands ----------------------------------------------------------------------------------------------

KEY = rules_for(body="cabinet", nation="england", on=date(2024, 6, 27), key=True, private=False)
TODAY = date(2024, 6, 3)


def test_what_is_not_published_is_reckoned_from_today() -> None:
    found = standings(KEY, on=None, published={}, today=TODAY)
    assert [(one.published, one.by, one.clear, one.kept) for one in found] == [(None, None, None, False)] * 2
    assert earliest_day(found) == date(2024, 7, 2)  # 28 days from 4 June to 1 July


def test_a_notice_in_time_is_kept_and_one_a_day_late_is_not() -> None:
    meeting = date(2024, 6, 27)
    in_time, _ = standings(KEY, on=meeting, published={"key_notice": date(2024, 5, 29)}, today=TODAY)
    late, _ = standings(KEY, on=meeting, published={"key_notice": date(2024, 5, 30)}, today=TODAY)
    assert (in_time.kept, in_time.clear, in_time.by) == (True, 28, date(2024, 5, 29))
    assert (late.kept, late.clear, late.earliest) == (False, 27, date(2024, 6, 28))


def test_the_general_exception_asks_for_five_clear_days_after_its_own_notice() -> None:
    published = {"general_exception": date(2024, 6, 19)}
    notice, _ = standings(KEY, on=date(2024, 6, 27), published=published, today=TODAY)
    assert notice.waiver is not None
    assert notice.waiver.id == "general_exception"
    assert (notice.days, notice.clear, notice.kept) == (5, 5, True)


def test_a_late_full_notice_does_not_stand_in_the_way_of_the_exception() -> None:
    published = {"key_notice": date(2024, 6, 10), "general_exception": date(2024, 6, 19)}
    notice, _ = standings(KEY, on=date(2024, 6, 27), published=published, today=TODAY)
    assert notice.waiver is not None
    assert notice.kept


def test_what_was_published_after_the_meeting_has_no_clear_days_even_where_none_is_asked() -> None:
    published = {"special_urgency": date(2024, 6, 28)}
    notice, _ = standings(KEY, on=date(2024, 6, 27), published=published, today=TODAY)
    assert (notice.clear, notice.kept) == (None, False)


def test_a_practice_of_working_days_moves_the_notice_back() -> None:
    found, _ = standings(KEY, on=date(2024, 6, 27), published={}, today=TODAY, practice={"key_notice": "working"})
    assert found.by == date(2024, 5, 16)  # 28 working days before; the spring holiday is 27 May
    assert sum(is_working_day(date(2024, 5, 16) + timedelta(days=n)) for n in range(1, 42)) == 28


def test_where_no_rule_reaches_a_step_no_day_is_named() -> None:
    assert earliest_day(standings((), on=date(2024, 6, 27), published={}, today=TODAY)) is None
