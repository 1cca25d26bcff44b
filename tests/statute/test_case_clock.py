"""By when each step of a case is wanted: reckoned from a printed calendar, with a twin that walks day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.statute.case_clock import BadPause, Pause, Timing, check_pause, clock_of, due_on
from frankpledge.statute.case_procedures import acts_own
from frankpledge.statute.case_stages import CannotFollow, check_next, next_stages, stage, stages
from frankpledge.statute.case_targets import targets
from frankpledge.statute.deadlines import bank_holidays
from tests.statute.case_lines import rules

DAY = timedelta(days=1)
RECEIVED = date(2026, 3, 30)  # the Monday before Easter: Good Friday is 3 April, Easter Monday 6 April


def pause(first: date, last: date | None = None) -> Pause:
    return Pause(first=first, last=last, reason="The applicant is in hospital.")


@pytest.mark.parametrize(
    ("began", "number", "pauses", "due"),
    [
        (RECEIVED, 3, [], date(2026, 4, 2)),
        (RECEIVED, 4, [], date(2026, 4, 7)),  # over Good Friday, the weekend and Easter Monday
        (RECEIVED, 5, [], date(2026, 4, 8)),
        (date(2026, 4, 4), 1, [], date(2026, 4, 7)),  # received on a Saturday
        (date(2026, 12, 24), 1, [], date(2026, 12, 29)),  # Christmas on a Friday, Boxing Day's substitute on the Monday
        (RECEIVED, 3, [pause(date(2026, 4, 1), date(2026, 4, 1))], date(2026, 4, 7)),
        (RECEIVED, 3, [pause(date(2026, 4, 1), date(2026, 4, 8))], date(2026, 4, 10)),
        (RECEIVED, 3, [pause(date(2026, 4, 3), date(2026, 4, 6))], date(2026, 4, 2)),  # days off, after the end
        (RECEIVED, 1, [pause(RECEIVED, RECEIVED)], date(2026, 3, 31)),  # the day of the event counts neither way
        (RECEIVED, 2, [pause(date(2026, 3, 31), date(2026, 4, 1)), pause(date(2026, 4, 1), date(2026, 4, 2))],
         date(2026, 4, 8)),
    ],
)  # fmt: skip
def test_a_step_is_wanted_so_many_working_days_on_without_pauses(
    began: date, number: int, pauses: list[Pause], due: date
) -> None:
    assert due_on(began, number, pauses) == due


@given(
    st.dates(date(2025, 1, 1), date(2027, 6, 1)),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 20)), max_size=3),
)
def test_a_twin_that_strikes_days_from_a_list_agrees(began: date, number: int, spells: list[tuple[int, int]]) -> None:
    pauses = [pause(began + from_ * DAY, began + (from_ + long) * DAY) for from_, long in spells]
    off = {each.on for year in range(2025, 2029) for each in bank_holidays(year)}
    open_days = [began + ahead * DAY for ahead in range(1, 400)]
    open_days = [day for day in open_days if f"{day:%a}" not in ("Sat", "Sun") and day not in off]
    for one in pauses:
        assert one.last is not None
        open_days = [day for day in open_days if day < one.first or day > one.last]
    assert due_on(began, number, pauses) == (open_days[number - 1] if number else began)


def test_a_pause_has_a_reason_and_an_end_after_its_beginning() -> None:
    good = pause(RECEIVED, RECEIVED)
    assert check_pause(good) is check_pause(good)
    with pytest.raises(BadPause, match="not said why"):
        check_pause(replace(good, reason=" "))
    with pytest.raises(BadPause, match="cannot end on 29 March 2026"):
        check_pause(replace(good, last=RECEIVED - DAY))
    with pytest.raises(BadPause, match="Reckon it until today"):
        due_on(RECEIVED, 1, [pause(RECEIVED)])


# ---- a whole case ---------------------------------------------------------------------------------------------------


def standing(today: date, pauses: list[Pause] | None = None, **reached: date) -> dict[str, tuple[date, Timing]]:
    found = clock_of(targets(), reached={"received": RECEIVED, **reached}, pauses=pauses or [], today=today)
    return {one.target.id: (one.due, one.timing) for one in found}


def test_a_new_case_has_every_day_before_it_and_says_what_is_likely() -> None:
    assert standing(RECEIVED) == {
        "acknowledge": (date(2026, 4, 8), Timing.RUNNING),
        "decide": (date(2026, 4, 22), Timing.RUNNING),
        "meet": (date(2026, 5, 21), Timing.NOT_BEGUN),  # 20 after the day by which it is decided; 4 May is a day off
        "tell": (date(2026, 5, 29), Timing.NOT_BEGUN),  # the 25th is a day off
        "answers": (date(2026, 6, 26), Timing.NOT_BEGUN),
    }


def test_what_is_done_on_the_last_day_is_done_in_time_and_a_day_later_is_late() -> None:
    for day, timing in ((date(2026, 4, 8), Timing.DONE_IN_TIME), (date(2026, 4, 9), Timing.DONE_LATE)):
        assert standing(date(2026, 4, 10), acknowledged=day)["acknowledge"] == (date(2026, 4, 8), timing)


def test_what_is_late_is_said_and_makes_what_follows_likely_to_be_late() -> None:
    today = date(2026, 4, 24)
    found = standing(today, acknowledged=date(2026, 4, 9))
    assert found["acknowledge"] == (date(2026, 4, 8), Timing.DONE_LATE)
    assert found["decide"] == (date(2026, 4, 22), Timing.LATE)
    assert found["meet"] == (date(2026, 5, 21), Timing.LIKELY_LATE)
    steps = {one.target.id: one for one in clock_of(targets(), reached={"received": RECEIVED}, today=today)}
    assert (steps["decide"].left, steps["decide"].likely) == (-2, today)
    assert steps["meet"].likely == date(2026, 5, 26)  # 20 working days after today


def test_a_decision_that_it_is_not_met_ends_the_clock_of_that_way() -> None:
    found = standing(date(2026, 4, 10), acknowledged=date(2026, 3, 31), threshold_not_met=date(2026, 4, 9))
    assert found == {
        "acknowledge": (date(2026, 4, 8), Timing.DONE_IN_TIME),
        "decide": (date(2026, 4, 22), Timing.DONE_IN_TIME),
    }
    again = standing(date(2026, 4, 14), threshold_not_met=date(2026, 4, 9), reconsidered=date(2026, 4, 13))
    assert again["reconsider"] == (date(2026, 5, 12), Timing.RUNNING)


def test_each_target_runs_from_the_stage_that_begins_it_once_that_is_reached() -> None:
    found = standing(date(2026, 4, 20), threshold_met=date(2026, 4, 10), panel=date(2026, 4, 17))
    assert found["meet"] == (date(2026, 5, 11), Timing.DONE_IN_TIME)
    assert found["tell"] == (date(2026, 4, 24), Timing.RUNNING)


def test_while_a_pause_goes_on_days_move_and_nothing_is_called_late_that_was_not() -> None:
    going_on = [pause(date(2026, 4, 1))]
    first, later = standing(date(2026, 4, 2), going_on), standing(date(2026, 4, 20), going_on)
    assert first["decide"] == (date(2026, 4, 24), Timing.PAUSED)
    assert later["decide"] == (date(2026, 5, 11), Timing.PAUSED)
    late_before = standing(date(2026, 4, 20), [pause(date(2026, 4, 9))])
    assert late_before["acknowledge"] == (date(2026, 4, 8), Timing.LATE)


def test_the_day_is_said_with_the_days_off_and_pauses_on_the_way() -> None:
    steps = clock_of(targets(), reached={"received": RECEIVED}, pauses=[pause(date(2026, 4, 1), date(2026, 4, 1))],
                     today=date(2026, 4, 2))  # fmt: skip
    assert steps[0].words == (
        "5 working days after 30 March 2026, which does not count itself: 9 April 2026. Saturdays, Sundays, Good "
        "Friday (3 April), Easter Monday (6 April) left out. It stood still from 1 April 2026 to 1 April 2026."
    )
    assert steps[0].left == 3
    assert "hospital" not in " ".join(one.words for one in steps)
    assert steps[2].words.startswith("20 working days once that begins; as things stand by ")
    one_day = replace(targets()[0], working_days=1)
    done = clock_of([one_day], reached={"received": RECEIVED, "acknowledged": date(2026, 3, 31)}, today=RECEIVED)[0]
    assert done.words.endswith("Saturdays, Sundays and bank holidays left out. Done on 31 March 2026.")
    assert done.words.startswith("1 working day after")
    open_pause = clock_of(targets(), reached={"received": RECEIVED}, pauses=[pause(date(2026, 4, 1))],
                          today=date(2026, 4, 2))[0]  # fmt: skip
    assert open_pause.words.endswith("The clock stands still, so this day moves on.")
    assert {one.label for one in Timing} >= {"Late", "Likely to be late", "Paused"}


def test_the_targets_lie_within_what_local_procedures_were_found_to_set() -> None:
    assert all(one.least <= one.working_days <= one.most for one in targets())
    known = {one.id for one in stages()}
    assert all({one.begins, *one.ends} <= known for one in targets())


# ---- stages ---------------------------------------------------------------------------------------------------------


def test_every_stage_is_reached_from_the_first_and_leads_to_the_end() -> None:
    inside = rules(policing_body_review_from=date(2026, 1, 1))
    reached, new = set(), {"received"}
    while new:
        reached |= new
        new = {one.id for name in new for one in next_stages(name, procedure=inside, on=RECEIVED)} - reached
    assert reached == {one.id for one in stages()}
    assert all(next_stages(one.id, procedure=inside, on=RECEIVED) for one in stages())


def test_a_case_goes_on_as_it_may_and_not_otherwise() -> None:
    def go(name: str, to: str) -> str:
        return check_next(name, to, procedure=acts_own(), on=RECEIVED).id

    assert go("received", "acknowledged") == "acknowledged"
    assert go("threshold_not_met", "reconsidered") == "reconsidered"
    assert go("closed", "reconsidered") == "reconsidered"
    with pytest.raises(CannotFollow, match="“Panel met” does not follow “Application received”"):
        go("received", "panel")
    with pytest.raises(CannotFollow, match="there is no stage “lost”"):
        stage("lost")


def test_the_local_policing_body_is_a_stage_from_the_day_on_which_its_review_is_in_force() -> None:
    local = rules(policing_body_review_from=date(2027, 4, 1))
    for on, offered in ((date(2027, 3, 31), False), (date(2027, 4, 1), True)):
        names = {one.id for one in next_stages("threshold_not_met", procedure=local, on=on)}
        assert ("policing_body" in names) is offered
    with pytest.raises(CannotFollow, match=r"cannot be asked yet.*From 1 April 2027"):
        check_next("threshold_not_met", "policing_body", procedure=local, on=date(2027, 3, 31))
    with pytest.raises(CannotFollow, match="Not confirmed: Crime and Policing Act 2026"):
        check_next("closed", "policing_body", procedure=acts_own(), on=date(2030, 1, 1))
    with pytest.raises(CannotFollow, match="does not follow"):
        check_next("received", "policing_body", procedure=local, on=date(2027, 4, 1))
