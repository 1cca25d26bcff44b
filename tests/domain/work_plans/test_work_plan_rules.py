"""How a line of a work plan stands, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.work_plans import rules
from frankpledge.domain.work_plans.rules import NotAPlan, PlanState, Status, standing

DUE, BEGINS = date(2025, 9, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("status", "closed_on", "said", "on", "kind", "words"),
    [
        (Status.OPEN, None, None, date(2025, 6, 30), "later", "due by 30 September 2025, nothing was said of it"),
        (Status.OPEN, None, Progress.UNDER_WAY, BEGINS, "now", "due by 30 September 2025, under way"),
        (Status.OPEN, None, Progress.AT_RISK, DUE, "at_risk", "at risk, due by 30 September 2025"),
        (Status.OPEN, None, None, date(2025, 10, 1), "late", "1 day late, nothing was said of it"),
        (Status.OPEN, None, Progress.AT_RISK, date(2025, 10, 2), "late", "2 days late, at risk"),
        (Status.DONE, DUE, Progress.DONE, date(2026, 1, 1), "done", "done on 30 September 2025"),
        (Status.DONE, date(2025, 10, 2), Progress.DONE, date(2026, 1, 1), "done_late",
         "done on 2 October 2025, 2 days after its quarter"),
        (Status.DROPPED, DUE, None, DUE, "dropped", "dropped on 30 September 2025"),
        (Status.CARRIED, DUE, None, DUE, "carried", "carried over on 30 September 2025"),
    ],
)  # fmt: skip
def test_a_line_stands_as_its_quarter_says(
    status: Status, closed_on: date | None, said: Progress | None, on: date, kind: str, words: str
) -> None:
    found = standing(status=status, due=DUE, begins=BEGINS, closed_on=closed_on, said=said, on=on)
    assert (found.kind, found.words, found.late) == (kind, words, kind == "late")


def test_a_line_that_is_done_without_a_day_is_not_called_late() -> None:
    found = standing(status=Status.DONE, due=DUE, begins=BEGINS, closed_on=None, said=None, on=DUE)
    assert (found.kind, found.words) == ("done", "done on a day that was not recorded")


def test_the_first_quarter_begins_in_april() -> None:
    assert rules.quarter_words("2025/26", 1) == "Q1, April to June 2025"
    assert rules.quarter_words("2025/26", 4) == "Q4, January to March 2026"
    assert rules.due_on("2025/26", 4) == date(2026, 3, 31)
    assert rules.check_year(" 2025-26 ") == "2025/26"
    assert [one.label for one in PlanState] == ["Draft", "Approved", "Closed"]
    assert [one.label for one in Status] == ["Open", "Done", "Dropped", "Carried over"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: rules.check_year("2025"), "“2025” is no year"),
        (lambda: rules.check_new(there=True, body="Harbour", year="2025/26"), "Harbour has a work plan for 2025/26"),
        (lambda: rules.check_words(" ", what="what is to be done"), "what is to be done is not said"),
        (lambda: rules.check_words("x" * 501, what="it"), "it has 501 characters"),
        (lambda: rules.check_quarter(5), "no quarter 5"),
        (lambda: rules.check_new_quarter(was=2, now=2), "due in that quarter already"),
        (lambda: rules.check_new_quarter(was=2, now=0), "no quarter 0"),
        (lambda: rules.check_writable(PlanState.CLOSED), "the work plan is closed"),
        (lambda: rules.check_amended(PlanState.APPROVED, " "), "why an approved line changes is not said"),
        (lambda: rules.check_open(Status.DROPPED), "the line is dropped"),
        (lambda: rules.check_over(Status.OPEN), "the line is open"),
        (lambda: rules.check_over(Status.CARRIED), "was carried over"),
        (lambda: rules.check_said(Progress.DONE, " "), "what shows that it was done"),
        (lambda: rules.check_said(Progress.AT_RISK, ""), "what stands in its way"),
        (lambda: rules.check_done_on(date(2025, 6, 30), begins=BEGINS, today=DUE), "30 June 2025 does not lie"),
        (lambda: rules.check_done_on(date(2025, 10, 1), begins=BEGINS, today=DUE), "1 October 2025 does not lie"),
        (lambda: rules.check_own(own=False, keeper=False), "not yours"),
        (lambda: rules.check_fate(None, "", number=4), "why line 4 is dropped is not said"),
        (lambda: rules.check_fate(7, "", number=4), "no quarter 7"),
        (lambda: rules.check_all_told([2, 5]), "of open lines nothing is said: 2, 5"),
        (lambda: rules.check_next(PlanState.CLOSED, following="2026/27"), "the plan of 2026/27 is closed"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(asked, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAPlan, match=told):
        asked()


@pytest.mark.parametrize(
    ("state", "lines", "decision", "on", "told"),
    [
        (PlanState.APPROVED, 1, 3, DUE, "the work plan is approved"),
        (PlanState.DRAFT, 0, 3, DUE, "has no line"),
        (PlanState.DRAFT, 1, 0, DUE, "has no number"),
        (PlanState.DRAFT, 1, 3, date(2025, 10, 1), "has not yet come"),
    ],
)
def test_a_plan_is_approved_once_by_a_decision_of_a_day(
    state: PlanState, lines: int, decision: int, on: date, told: str
) -> None:
    rules.check_approval(PlanState.DRAFT, lines=1, decision=3, on=DUE, today=DUE)
    with pytest.raises(NotAPlan, match=told):
        rules.check_approval(state, lines=lines, decision=decision, on=on, today=DUE)


def test_what_may_be_is_let_through() -> None:
    rules.check_new(there=False, body="Harbour", year="2025/26")
    rules.check_new_quarter(was=2, now=3)
    rules.check_writable(PlanState.APPROVED)
    rules.check_open(Status.OPEN)
    rules.check_over(Status.DONE)
    rules.check_own(own=True, keeper=False)
    rules.check_own(own=False, keeper=True)
    rules.check_done_on(DUE, begins=BEGINS, today=DUE)
    rules.check_all_told([])
    rules.check_next(PlanState.DRAFT, following="2026/27")
    assert rules.check_amended(PlanState.DRAFT, " so  it is ") == "so it is"
    assert rules.check_amended(PlanState.APPROVED, "Wrong person") == "Wrong person"
    assert rules.check_said(Progress.UNDER_WAY, "") == ""
    assert rules.check_said(Progress.DONE, " Lamps burn ") == "Lamps burn"
    assert rules.check_fate(2, " a flood ", number=4) == "a flood"
    assert rules.check_fate(None, "No money", number=4) == "No money"
