"""Whether the threshold of a case review is met: worked cases, a twin that ticks off days, and what always holds."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.statute.case_days import UNKNOWN, CannotCount, Told, about, between, exactly
from frankpledge.statute.case_procedures import (
    BadProcedure,
    Period,
    Procedure,
    acts_own,
    check_procedure,
    differs_from_the_act,
    in_number,
    policing_body_may_review,
    policing_body_review,
    policing_body_words,
    procedure_on,
)
from frankpledge.statute.case_review import Answer, Complaint, Reckoning, Verdict, Way, reckon
from tests.statute.case_lines import LETTERS, last_day_ticked, line, lines, possible, rules, told

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("case_reviews.toml").read_text())["case"]
APPLIED = date(2026, 6, 1)


def reckoned(case: dict[str, Any]) -> Reckoning:
    return reckon(lines(case["lines"]), applied_on=case["applied"], procedure=rules(**case.get("rules", {})))


# ---- the worked cases -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_comes_out_as_it_was_reckoned_by_hand(case: dict[str, Any]) -> None:
    found = reckoned(case)
    assert " ".join(LETTERS[one.verdict] for one in found.lines) == case["verdicts"]
    assert (found.answer, found.number.counted) == (case["answer"], case["counted"])
    assert found.number.open == case.get("open", 0)
    assert found.way == case.get("way", "number" if case["answer"] == "met" else None)
    if "wanted" in case:
        wants = [(one.line, one.which, one.counts_from or "-", one.counts_to or "-") for one in found.wanted]
        assert [" ".join(map(str, want)) for want in wants] == case["wanted"]
    assert bool(found.wanted) == (found.answer is Answer.CANNOT_TELL)


def test_there_are_at_least_sixty_cases_each_with_its_arithmetic_and_its_reason() -> None:
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["arithmetic"] and case["why"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_twin_that_ticks_off_days_agrees_where_days_are_known(case: dict[str, Any]) -> None:
    for one in reckoned(case).lines:
        complaint, procedure = one.complaint, rules(**case.get("rules", {}))
        if not complaint.behaviour.known or not complaint.complaint.known or one.contradictory:
            continue
        counts = one.by_dates is Verdict.COUNTS
        assert possible(complaint, case["applied"], procedure) == {counts}


# ---- what always holds ----------------------------------------------------------------------------------------------

days = st.dates(date(2023, 12, 1), date(2024, 4, 30)) | st.dates(date(2026, 1, 1), date(2026, 6, 30))
periods = st.builds(Period, st.integers(1, 14), st.sampled_from(["days", "weeks", "months"]))


@given(days, periods)
def test_a_period_ends_where_one_comes_by_walking(first: date, period: Period) -> None:
    assert period.last_day(first) == last_day_ticked(first, period.number, period.unit)


@given(days, periods)
def test_a_later_beginning_never_ends_sooner_and_the_earliest_is_the_earliest(day: date, period: Period) -> None:
    assert period.last_day(day) <= period.last_day(day + timedelta(days=1))
    first = period.earliest(day)
    assert first <= day <= period.last_day(first)
    assert period.last_day(first - timedelta(days=1)) < day


@st.composite
def spans(draw: st.DrawFn) -> Told:
    first = draw(st.dates(date(2026, 1, 1), date(2026, 4, 30)))
    return between(first, first + timedelta(days=draw(st.integers(0, 20))))


some_day = st.one_of(st.just(UNKNOWN), st.builds(about, days), st.builds(exactly, days), spans())


@settings(max_examples=60)
@given(spans(), spans(), st.dates(date(2026, 5, 1), date(2026, 11, 30)))
def test_a_span_counts_only_if_every_day_of_it_would(behaviour: Told, complaint: Told, applied: date) -> None:
    one = Complaint(id="1", behaviour=behaviour, complaint=complaint)
    found = reckon([one], applied_on=applied, procedure=acts_own()).lines[0]
    may = possible(one, applied, acts_own())
    if found.by_dates is Verdict.COUNTS:
        assert may == {True}
    elif found.by_dates is Verdict.DOES_NOT_COUNT:
        assert may == {False}
    else:
        assert may != {True}


complaints = st.lists(
    st.builds(
        Complaint,
        id=st.just("x"),
        behaviour=some_day,
        complaint=some_day,
        person=st.sampled_from("AB"),
        hate=st.booleans(),
    ),
    max_size=6,
).map(lambda found: [replace(one, id=str(number)) for number, one in enumerate(found)])
procedures = st.builds(
    lambda number, whom, people, hate: rules(number=number, of_whom=whom, people=people, one_hate_report=hate),
    st.integers(1, 5),
    st.sampled_from(["anybody", "one_person"]),
    st.sampled_from([None, 2, 5]),
    st.booleans(),
)


@given(complaints, procedures)
def test_a_day_that_is_not_known_never_makes_a_line_fail_by_itself(given: list[Complaint], rule: Procedure) -> None:
    for one in reckon(given, applied_on=APPLIED, procedure=rule).lines:
        if one.by_dates is Verdict.DOES_NOT_COUNT:
            assert one.complaint.complaint.known  # a known complaint fails, by the application or a known behaviour
        if one.verdict is Verdict.CANNOT_TELL:
            assert not one.complaint.behaviour.known or not one.complaint.complaint.known or one.contradictory


@given(complaints, procedures, st.data())
def test_whatever_the_open_days_turn_out_to_be_a_sure_answer_stands(
    given: list[Complaint], rule: Procedure, data: st.DataObject
) -> None:
    before = reckon(given, applied_on=APPLIED, procedure=rule)
    after = reckon([_settled(one, data) for one in given], applied_on=APPLIED, procedure=rule)
    if before.answer is not Answer.CANNOT_TELL:
        assert after.answer is before.answer
    assert after.answer is not Answer.CANNOT_TELL or any(one.contradictory for one in after.lines)


def _settled(one: Complaint, data: st.DataObject) -> Complaint:
    def known(day: Told) -> Told:
        return day if day.known else exactly(data.draw(st.dates(*(day.span or (date(2025, 11, 1), APPLIED)))))

    return replace(one, behaviour=known(one.behaviour), complaint=known(one.complaint))


@given(complaints, procedures, st.randoms())
def test_the_order_of_lines_changes_nothing(given: list[Complaint], rule: Procedure, chance: Any) -> None:
    mixed = list(given)
    chance.shuffle(mixed)
    one, other = (reckon(each, applied_on=APPLIED, procedure=rule) for each in (given, mixed))
    assert (one.answer, one.way, set(one.wanted)) == (other.answer, other.way, set(other.wanted))
    assert [tally.counted for tally in one.tallies] == [tally.counted for tally in other.tallies]


@given(complaints, procedures, some_day, some_day)
def test_another_line_never_takes_a_met_threshold_away(
    given: list[Complaint], rule: Procedure, behaviour: Told, complaint: Told
) -> None:
    more = [*given, Complaint(id="more", behaviour=behaviour, complaint=complaint)]
    before, after = (reckon(each, applied_on=APPLIED, procedure=rule) for each in (given, more))
    assert before.answer is not Answer.MET or after.answer is Answer.MET


@given(complaints)
def test_joining_two_lines_never_raises_the_count(given: list[Complaint]) -> None:
    if len(given) < 2:
        return
    joined = [given[0], replace(given[1], same_as=given[0].id, why_same="One night."), *given[2:]]
    before, after = (reckon(each, applied_on=APPLIED, procedure=acts_own()) for each in (given, joined))
    assert after.number.counted <= before.number.counted <= after.number.counted + 1


# ---- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["? ? a", "? ? b same=9"], "there is no line 9"),
        (["? ? a same=1"], "in a circle"),
        (["? ? a same=2", "? ? b same=1"], "in a circle"),
        (["? ? a same=2", "? ? b same=3", "? ? c same=2"], "in a circle"),
    ],
)
def test_lines_joined_to_nothing_or_in_a_circle_are_refused(texts: Sequence[str], words: str) -> None:
    with pytest.raises(CannotCount, match=words):
        reckon(lines(texts), applied_on=APPLIED, procedure=acts_own())


def test_a_join_without_a_reason_two_lines_of_one_name_and_a_span_backwards_are_refused() -> None:
    bare = replace(line(2, "? ? b same=1"), why_same=" ")
    with pytest.raises(CannotCount, match="why this is the incident of line 1"):
        reckon([line(1, "? ? a"), bare], applied_on=APPLIED, procedure=acts_own())
    with pytest.raises(CannotCount, match="one name"):
        reckon([line(1, "? ? a"), line(1, "? ? a")], applied_on=APPLIED, procedure=acts_own())
    with pytest.raises(CannotCount, match="lies before"):
        between(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("?", "a day not known"),
        ("2026-03-10", "10 March 2026"),
        ("~2026-03-10", "about 10 March 2026"),
        ("2026-03-01..2026-03-31", "a day from 1 March 2026 to 31 March 2026"),
    ],
)
def test_a_day_is_written_as_far_as_it_is_known(text: str, words: str) -> None:
    assert told(text).words == words
    assert replace(told(text), source="the council’s log").words == f"{words} (the council’s log)"


# ---- procedures -----------------------------------------------------------------------------------------------------


def test_the_version_that_holds_on_the_day_of_the_application_counts_and_the_act_where_none_does() -> None:
    first = rules(number=5, valid_from=date(2020, 1, 1), valid_to=date(2025, 12, 31))
    second = rules(number=2, valid_from=date(2026, 1, 1))
    assert procedure_on([first, second], date(2025, 12, 31)) is first
    assert procedure_on([first, second], date(2026, 1, 1)) is second
    assert procedure_on([first, second], date(2019, 12, 31)) is acts_own()
    with pytest.raises(BadProcedure, match="2 versions of the procedures hold on 1 June 2026"):
        procedure_on([second, second], APPLIED)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"valid_to": date(2014, 1, 1)}, "end before they begin"),
        ({"number": 0}, "less than one"),
        ({"complaint_within": 0}, "less than one"),
        ({"application_within": 0}, "less than one"),
        ({"people": 1}, "several people"),
    ],
)
def test_procedures_that_cannot_be_counted_by_are_refused(more: dict[str, Any], words: str) -> None:
    with pytest.raises(BadProcedure, match=words):
        check_procedure(rules(**more))
    assert check_procedure(rules(people=2)).people == 2


def test_it_is_said_where_procedures_ask_for_more_than_the_act() -> None:
    assert differs_from_the_act(acts_own()) == ()
    assert differs_from_the_act(rules(number=2, complaint_within=3, application_within=12)) == ()
    stricter = rules(number=5, of_whom="one_person", complaint_within=30, complaint_unit="days", application_within=3)
    assert differs_from_the_act(stricter) == (
        "It asks for five complaints where the Act has three.",
        "It counts the complaints of one person only; the Act counts those of anybody together.",
        "It leaves 30 days for the complaint after the behaviour; the Act leaves one month.",
        "It leaves three months for the application after the complaint; the Act leaves six months.",
    )
    assert [in_number(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]


def test_the_review_by_the_local_policing_body_waits_for_a_day_that_somebody_has_read() -> None:
    assert policing_body_review().in_force_from is None
    assert not policing_body_may_review(acts_own(), date(2100, 1, 1))
    words = policing_body_words(acts_own(), APPLIED)
    assert words.startswith("Not confirmed: Crime and Policing Act 2026.")
    assert "No order that brings these sections into force was seen" in words
    local = rules(policing_body_review_from=date(2027, 4, 1))
    assert [policing_body_may_review(local, date(2027, month, day)) for month, day in ((3, 31), (4, 1))] == [
        False,
        True,
    ]
    assert policing_body_words(local, date(2027, 3, 31)).startswith("From 1 April 2027: An applicant may ask")
    assert policing_body_words(local, date(2027, 4, 1)).startswith("Since 1 April 2027: An applicant may ask")


def test_the_number_goes_before_other_rules_where_several_are_reached() -> None:
    three = lines(["2026-05-01 2026-05-01 a by=A hate", "2026-05-02 2026-05-02 a by=B", "2026-05-03 2026-05-03 a by=C"])
    found = reckon(three, applied_on=APPLIED, procedure=rules(people=2, one_hate_report=True))
    assert [one.way for one in found.tallies if one.reached] == [Way.NUMBER, Way.PEOPLE, Way.HATE]
    assert found.way is Way.NUMBER
