"""What is owed in a year: each kind of clock by worked cases, and all of them against a naive twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analysis.periods import FinancialYear
from frankpledge.statute.obligations import (
    OPEN,
    Facts,
    Obligation,
    Proof,
    State,
    key_of,
    obligations,
)
from tests.statute.owing import HERE, LAW, TODAY, YEAR, happening, owed


def said(found: tuple[Obligation, ...]) -> list[tuple[State, date | None, int | None, int]]:
    return [(one.state, one.due, one.days, one.late_by) for one in found]


# ---- yearly and quarterly -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "proved", "expected"),
    [
        (date(2025, 4, 1), (), (State.DUE, 364, 0)),
        (date(2026, 3, 31), (), (State.DUE, 0, 0)),
        (date(2026, 4, 1), (), (State.LATE, -1, 0)),
        (TODAY, (("2025/26", date(2026, 1, 20)),), (State.MET, None, 0)),
        (date(2026, 6, 1), (("2025/26", date(2026, 4, 16)),), (State.MET, None, 16)),
        (TODAY, (("2024/25", date(2025, 2, 1)),), (State.DUE, 66, 0)),
        (TODAY, (("2025/26", date(2026, 1, 25)),), (State.DUE, 66, 0)),  # proof of tomorrow is not known yet
    ],
)
def test_a_yearly_duty_is_due_by_the_last_of_march(
    today: date, proved: tuple[tuple[str, date], ...], expected: tuple[State, int | None, int]
) -> None:
    state, days, late = expected
    assert said(owed(LAW["CSP-07"], today=today, proved=proved)) == [(state, date(2026, 3, 31), days, late)]


def test_the_first_of_several_proofs_says_whether_it_was_in_time() -> None:
    twice = (("2025/26", date(2026, 4, 16)), ("2025/26", date(2026, 3, 30)))
    assert said(owed(LAW["CSP-13"], today=date(2026, 5, 1), proved=twice)) == [(State.MET, date(2026, 3, 31), None, 0)]


def test_a_day_before_april_lies_in_the_second_calendar_year_and_one_after_in_the_first() -> None:
    assert owed(LAW["DAB-01"])[0].due == date(2025, 6, 30)
    assert owed(LAW["DAB-01"])[0].state is State.LATE
    assert owed(LAW["CSP-07"])[0].due == date(2026, 3, 31)


def test_four_quarters_fall_due_in_a_year_each_a_quarter_after_its_end() -> None:
    proved = (("2024/25 Q4", date(2025, 6, 24)), ("2025/26 Q1", date(2025, 10, 2)))
    found = owed(LAW["CSP-24"], proved=proved)
    assert [(one.key, one.due) for one in found] == [
        ("2024/25 Q4", date(2025, 6, 30)),
        ("2025/26 Q1", date(2025, 9, 30)),
        ("2025/26 Q2", date(2025, 12, 31)),
        ("2025/26 Q3", date(2026, 3, 31)),
    ]
    assert [(one.state, one.days, one.late_by) for one in found] == [
        (State.MET, None, 0),
        (State.MET, None, 2),
        (State.LATE, -24, 0),
        (State.DUE, 66, 0),
    ]


# ---- standing and rolling -----------------------------------------------------------------------------------------


def test_a_standing_duty_without_review_is_met_by_any_proof_and_bare_without() -> None:
    assert said(owed(LAW["ASB-01"])) == [(State.NOT_EVIDENCED, None, None, 0)]
    assert said(owed(LAW["ASB-01"], proved=(("", date(2015, 1, 1)),))) == [(State.MET, None, None, 0)]
    later = owed(LAW["ASB-01"], year=FinancialYear(2024), proved=(("", date(2025, 4, 1)),))
    assert said(later) == [(State.NOT_EVIDENCED, None, None, 0)]


@pytest.mark.parametrize(
    ("name", "on", "state", "due", "days"),
    [
        ("CSP-05", date(2025, 1, 24), State.MET, date(2026, 1, 24), None),
        ("CSP-05", date(2025, 1, 23), State.NOT_EVIDENCED, date(2026, 1, 23), -1),  # practice: the law names no day
        ("SVD-03", date(2025, 1, 23), State.LATE, date(2026, 1, 23), -1),  # guidance does
    ],
)
def test_a_review_that_is_over_is_late_only_where_law_or_guidance_sets_its_time(
    name: str, on: date, state: State, due: date, days: int | None
) -> None:
    (one,) = owed(LAW[name], proved=(("", on),))
    assert (one.state, one.due, one.days) == (state, due, days)


@pytest.mark.parametrize(
    ("proved", "expected"),
    [
        ((), (State.NOT_EVIDENCED, None, None, 0)),
        ((date(2025, 2, 18),), (State.DUE, date(2026, 2, 18), 25, 0)),
        ((date(2025, 1, 24),), (State.DUE, date(2026, 1, 24), 0, 0)),
        ((date(2025, 1, 23),), (State.LATE, date(2026, 1, 23), -1, 0)),
        ((date(2025, 6, 1),), (State.MET, date(2026, 6, 1), None, 0)),
        ((date(2024, 1, 10), date(2025, 6, 1)), (State.MET, date(2026, 6, 1), None, 142)),
        ((date(2017, 1, 10), date(2023, 2, 10)), (State.LATE, date(2024, 2, 10), -714, 0)),
    ],
)
def test_scrutiny_meets_twelve_months_after_it_last_met(
    proved: tuple[date, ...], expected: tuple[State, date | None, int | None, int]
) -> None:
    assert said(owed(LAW["SCR-01"], proved=tuple(("", on) for on in proved))) == [expected]


def test_a_rolling_duty_whose_next_day_lies_beyond_the_year_is_met_in_it() -> None:
    found = owed(LAW["SCR-01"], year=FinancialYear(2024), today=date(2025, 3, 1), proved=(("", date(2024, 3, 31)),))
    assert said(found) == [(State.DUE, date(2025, 3, 31), 30, 0)]
    (one,) = owed(LAW["SCR-01"], year=FinancialYear(2024), proved=(("", date(2024, 5, 1)),))
    assert (one.state, one.due) == (State.MET, date(2025, 5, 1))


# ---- events -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "kind", "on", "named", "due", "state"),
    [
        ("SCR-04", "scrutiny_report", date(2026, 1, 5), None, date(2026, 2, 2), State.DUE),
        ("SCR-04", "scrutiny_report", date(2025, 12, 1), None, date(2025, 12, 29), State.LATE),
        ("FOI-01", "information_request", date(2025, 12, 12), None, date(2026, 1, 14), State.LATE),
        ("DP-05", "breach", date(2026, 1, 22), None, date(2026, 1, 25), State.DUE),
        ("COM-01", "committee_meeting", date(2026, 3, 10), None, date(2026, 3, 2), State.DUE),
        ("DHR-05", "death_review_decided", date(2025, 8, 31), None, date(2026, 2, 28), State.DUE),
        ("SCR-02", "scrutiny_request", date(2026, 1, 5), date(2026, 1, 20), date(2026, 1, 20), State.LATE),
        ("CSP-15", "plan_adopted", date(2025, 12, 10), None, date(2026, 1, 10), State.NOT_EVIDENCED),
        ("CSP-15", "plan_adopted", date(2026, 1, 10), None, date(2026, 2, 10), State.DUE),
        ("CSP-23", "decision", date(2026, 1, 24), None, date(2026, 1, 24), State.DUE),
        ("CSP-23", "decision", date(2026, 1, 23), None, date(2026, 1, 23), State.LATE),
        ("DHR-04", "death_review_decided", date(2026, 1, 10), None, None, State.NOT_EVIDENCED),
        ("SCR-03", "scrutiny_attendance", date(2026, 1, 10), None, None, State.NOT_EVIDENCED),
    ],
)
def test_an_event_starts_its_clock(
    duty: str, kind: str, on: date, named: date | None, due: date | None, state: State
) -> None:
    (one,) = owed(LAW[duty], happenings=(happening(kind, on, named),))
    assert (one.due, one.state, one.key) == (due, state, "event:1")


def test_each_event_is_owed_for_itself_and_met_by_its_own_proof() -> None:
    two = (happening("scrutiny_report", date(2025, 5, 5)), happening("scrutiny_report", date(2026, 1, 5), name="2"))
    met, due = owed(LAW["SCR-04"], happenings=two, proved=((key_of(two[0]), date(2025, 6, 10)),))
    assert (met.state, met.late_by, met.happening) == (State.MET, 8, two[0])
    assert due.state is State.DUE


def test_without_an_event_nothing_is_owed_and_it_is_said_why() -> None:
    (one,) = owed(LAW["SCR-04"], happenings=(happening("breach", TODAY),))
    assert one.state is State.NOT_APPLICABLE
    assert one.why_not == "Nothing that starts this clock is recorded for the year."


def test_an_event_of_the_year_before_is_carried_over_while_it_is_open_and_no_longer() -> None:
    old = happening("scrutiny_report", date(2024, 11, 1))
    assert [one.state for one in owed(LAW["SCR-04"], happenings=(old,))] == [State.LATE]
    met = owed(LAW["SCR-04"], happenings=(old,), proved=((key_of(old), date(2024, 11, 20)),))
    assert [one.state for one in met] == [State.NOT_APPLICABLE]
    before = owed(LAW["SCR-04"], year=FinancialYear(2023), happenings=(old,))
    assert [one.state for one in before] == [State.NOT_APPLICABLE]
    spring = happening("scrutiny_report", date(2025, 3, 20))
    assert owed(LAW["SCR-04"], happenings=(spring,))[0].due == date(2025, 4, 17)


def test_an_event_before_the_law_began_starts_nothing() -> None:
    early = happening("plan_adopted", date(2012, 11, 1))
    found = owed(LAW["CSP-16"], year=FinancialYear(2012), today=date(2013, 1, 1), happenings=(early,))
    assert [one.state for one in found] == [State.NOT_APPLICABLE]


# ---- what does not bind -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "facts", "why"),
    [
        ("CSP-18", HERE, "Only in two-tier counties"),
        ("DHR-10", HERE, "Only in pilot areas"),
        ("CSP-25", HERE, "A power: nobody must do anything."),
        ("ASB-06", HERE, "A rule for reckoning, not a duty."),
        ("CSP-02", replace(HERE, excused={"CSP-02": "One provider."}), "One provider."),
        ("CSP-07", replace(HERE, began=date(2026, 5, 1)), "The partnership began on 1 May 2026."),
        ("CSP-07", replace(HERE, ended=date(2025, 3, 31)), "The partnership ended on 31 March 2025."),
        ("CSP-07", replace(HERE, ended=date(2026, 3, 30)), "The partnership was not there on the day it fell due."),
        ("DAB-01", replace(HERE, began=date(2025, 7, 1)), "The partnership was not there on the day it fell due."),
    ],
)
def test_what_does_not_apply_says_why(duty: str, facts: Facts, why: str) -> None:
    (one,) = owed(LAW[duty], facts=facts)
    assert one.state is State.NOT_APPLICABLE
    assert one.why_not.startswith(why)


def test_two_tiers_and_pilots_are_bound_where_the_facts_say_so() -> None:
    assert owed(LAW["CSP-19"], facts=replace(HERE, two_tier=True))[0].state is State.DUE
    (one,) = owed(LAW["DHR-10"], facts=replace(HERE, pilot=True), happenings=(happening("death", TODAY),))
    assert one.state is State.NOT_EVIDENCED


def test_law_to_come_law_that_ended_and_law_of_half_a_year_are_not_in_force() -> None:
    (coming,) = owed(LAW["DHR-09"])
    assert (coming.state, coming.why_not) == (State.NOT_IN_FORCE, LAW["DHR-09"].awaits)
    (before,) = owed(LAW["SVD-05"], year=FinancialYear(2019))
    assert (before.state, before.why_not) == (State.NOT_IN_FORCE, "The law from 31 January 2023.")
    ended = replace(LAW["CSP-21"], valid_from=date(1998, 7, 31), valid_to=date(2023, 1, 30))
    (after,) = owed(ended)
    assert after.why_not == "The law from 31 July 1998 to 30 January 2023."
    (half,) = owed(replace(LAW["CSP-07"], valid_to=date(2025, 12, 31)))
    assert (half.state, half.due) == (State.NOT_IN_FORCE, date(2026, 3, 31))


def test_of_two_wordings_the_one_in_force_speaks() -> None:
    old = replace(LAW["CSP-21"], valid_from=date(1998, 7, 31), valid_to=date(2023, 1, 30))
    both = (old, LAW["CSP-21"])
    found = obligations(year=YEAR, today=TODAY, facts=HERE, duties=both)
    assert [one.duty for one in found] == [LAW["CSP-21"]]
    past = obligations(year=FinancialYear(2019), today=TODAY, facts=HERE, duties=both)
    assert [one.duty for one in past] == [old]


def test_a_clock_without_its_length_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say how long"):
        owed(replace(LAW["SCR-01"], within=None))


# ---- the naive twin and what always holds -------------------------------------------------------------------------

DAYS = st.dates(date(2024, 4, 1), date(2027, 3, 31))
WITHIN = {"SCR-04": timedelta(days=28), "DP-05": timedelta(days=3)}
KIND = {"SCR-04": "scrutiny_report", "DP-05": "breach"}


@given(st.sampled_from(sorted(WITHIN)), st.sets(DAYS, max_size=4), st.sets(DAYS, max_size=3), DAYS)
def test_events_agree_with_a_twin_that_asks_each_day(
    name: str, events: set[date], proofs: set[date], today: date
) -> None:
    happened = tuple(happening(KIND[name], on, name=str(on)) for on in sorted(events))
    keys = [key_of(one) for one in happened]
    proved = tuple((keys[n % len(keys)], on) for n, on in enumerate(sorted(proofs)) if keys)
    expected = []
    for one, key in zip(happened, keys, strict=True):
        due = one.on + WITHIN[name]
        days = [day for mine, day in proved if mine == key and day <= today]
        state = State.MET if days else State.LATE if today > due else State.DUE
        inside = [date(2025, 4, 1) <= day <= date(2026, 3, 31) for day in (one.on, due)]
        running = date(2025, 4, 1) <= today <= date(2026, 3, 31)
        if any(inside) or (state is not State.MET and one.on < date(2025, 4, 1) and running):
            expected.append((key, due, state, max(0, (min(days) - due).days) if days else 0))
    found = owed(LAW[name], today=today, happenings=happened, proved=proved)
    kept = [(one.key, one.due, one.state, one.late_by) for one in found if one.happening]
    assert kept == expected


@given(st.integers(2020, 2027), DAYS, st.lists(st.tuples(st.sampled_from(sorted(LAW)), DAYS), max_size=12))
def test_whatever_was_proved_every_duty_has_its_line_and_states_agree_with_their_days(
    start: int, today: date, proved: list[tuple[str, date]]
) -> None:
    year = FinancialYear(start)
    proofs = [
        Proof(id=str(n), duty=name, key=key, on=on)
        for n, (name, on) in enumerate(proved)
        for key in ("", str(year), f"{year} Q1")
    ]
    found = obligations(year=year, today=today, facts=HERE, duties=LAW.values(), proofs=proofs)
    assert {one.duty.id for one in found} == set(LAW)
    assert len({(one.duty.id, one.key) for one in found}) == len(found)
    for one in found:
        assert (one.days is not None) <= (one.state in OPEN)
        if one.state is State.LATE:
            assert one.due is not None
            assert one.days is not None
            assert one.days < 0
            assert one.duty.clock in ("law", "guidance")
        if one.state is State.DUE:
            assert one.days is not None
            assert one.days >= 0
        if one.state is State.MET:
            assert one.proofs
            assert all(proof.on <= today for proof in one.proofs)
        if one.state in (State.NOT_IN_FORCE, State.NOT_APPLICABLE):
            assert one.why_not


@given(DAYS, st.sampled_from(["CSP-07", "CSP-24", "SCR-01", "CSP-05", "ASB-01"]), DAYS, DAYS)
def test_more_evidence_never_makes_it_worse(today: date, name: str, first: date, second: date) -> None:
    rank = [State.LATE, State.NOT_EVIDENCED, State.DUE, State.MET]
    keys = ["", "2025/26", "2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2024/25 Q4"]
    less = owed(LAW[name], today=today, proved=tuple((key, first) for key in keys))
    more = owed(LAW[name], today=today, proved=tuple((key, on) for key in keys for on in (first, second)))
    for before, after in zip(less, more, strict=True):
        assert rank.index(after.state) >= rank.index(before.state)
