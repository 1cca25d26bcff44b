"""Lists of lines of a work plan: what comes out goes in, what changes is shown first, and it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.actions import LineFacts, Said
from frankpledge.domain.work_plans.actions.lists import LINES
from frankpledge.domain.work_plans.models import Change, Line, Plan
from frankpledge.domain.work_plans.presenters import listing
from frankpledge.domain.work_plans.queries import line_now, lines_of
from frankpledge.domain.work_plans.rules import NotAPlan
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.comments.actions import comment
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.work_plans.conftest import TODAY

NEW = ("line", "organisation", "quarter", "priority")
BROOM = ("Sweep the quay", "Ruritania Police", "Q3", "The harbour")


def sent(
    plan: Plan, by: User, heads: Sequence[str], *rows: Sequence[object], said: Mapping[str, str] | None = None
) -> SentList:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    read = Read((Sheet("", 1, tuple(heads)),), tuple((0, at, row) for at, row in enumerate(cells, start=2)))
    told = {"plan": str(plan.pk), **(said or {})}
    return send_list(kind=LINES, workspace=plan.workspace, name="plan.csv", read=read, said=told, by=by)


def applied(one: SentList, by: User) -> SentList:
    return apply_list(sent=one, kind=LINES, by=by)


def told(one: SentList) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(change["kind"], [tuple(part) for part in change["parts"]]) for change in one.changes]


def faults(one: SentList) -> list[str]:
    return [f"{column}: {reason}" for _, _, column, reason, _ in one.faults]


def exported(plan: Plan, by: User) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    lines = [line_now(one, on=TODAY) for one in lines_of(workspace=plan.workspace, viewer=by).filter(plan=plan)]
    found = listing(plan, lines, today=TODAY)
    return found.head, list(found.rows)


def test_what_comes_out_goes_in_and_changes_nothing(plan: Plan, line: Line, given: LineFacts, officer: User) -> None:
    actions.move_line(line=line, quarter=3, reason="No lamps", by=officer)
    actions.report_line(line=line, given=Said(Progress.AT_RISK, "No ladder"), by=officer)
    done = actions.add_line(plan=plan, given=replace(given, wording="Count"), by=officer)
    actions.report_line(line=done, given=Said(Progress.DONE, "Counted", date(2025, 9, 1)), by=officer)
    actions.drop_line(
        line=actions.add_line(plan=plan, given=replace(given, wording="Buy"), by=officer), reason="Dear", by=officer
    )
    head, rows = exported(plan, officer)
    one = sent(plan, officer, head, *rows)
    assert (one.changes, one.faults, one.unchanged, one.not_read) == ([], [], 3, [])
    with pytest.raises(NotAList, match="it changes nothing"):
        applied(one, officer)


def test_a_new_line_is_written_only_when_the_list_is_taken_in_and_leaves_when_it_is_taken_back(
    plan: Plan, line: Line, officer: User
) -> None:
    one = sent(plan, officer, NEW, BROOM)
    assert Line.objects.count() == 1
    assert told(one) == [
        ("new", [
            ("what is to be done", "", "Sweep the quay"), ("priority", "", "The harbour"),
            ("organisation", "", "Ruritania Police"), ("quarter", "", "Q3"),
        ]),
    ]  # fmt: skip
    assert one.notes == ["Lines of the plan that are not in the list stay as they are: 1."]
    applied(one, officer)
    made = Line.objects.get(wording="Sweep the quay")
    assert (made.number, made.quarter, made.plan) == (2, 3, plan)
    undo_list(sent=one, kind=LINES, by=officer)
    assert list(Line.objects.all()) == [line]


def test_what_is_changed_says_why_and_is_put_back(approved: Plan, line: Line, officer: User) -> None:
    heads = ("number", "measure", "quarter", "said", "words", "reason")
    row = ("1", "Forty lamps", "Q4", "at_risk", "No ladder", "Lamps come in January")
    assert faults(sent(approved, officer, heads[:2], row[:2])) == [
        "measure: an approved line changes, and it is not said why."
    ]
    one = applied(sent(approved, officer, heads, row), officer)
    assert told(one) == [
        ("changed", [
            ("what will show it", "Lamps that burn", "Forty lamps"), ("quarter", "Q2", "Q4 (Lamps come in January)"),
            ("said (at risk)", "", "No ladder"),
        ]),
    ]  # fmt: skip
    line.refresh_from_db()
    assert (line.quarter, line.measure, line.changes.count()) == (4, "Forty lamps", 3)
    undo_list(sent=one, kind=LINES, by=officer)
    line.refresh_from_db()
    assert (line.quarter, line.measure, Change.objects.count()) == (2, "Lamps that burn", 0)


def test_lines_are_done_dropped_and_opened_again_by_a_list(
    plan: Plan, line: Line, given: LineFacts, officer: User
) -> None:
    actions.add_line(plan=plan, given=replace(given, wording="Buy a boat"), by=officer)
    heads = ("number", "status", "words", "reason", "closed_on")
    rows = (("1", "done", "Forty burn", "", "2025-09-29"), ("2", "dropped", "", "Too dear", ""))
    applied(sent(plan, officer, heads, *rows), officer)
    assert [one.status for one in plan.lines.order_by("number")] == ["done", "dropped"]
    line.refresh_from_db()
    assert line.closed_on == date(2025, 9, 29)
    again = sent(plan, officer, heads, ("2", "open", "", "A gift", ""))
    assert told(again) == [("changed", [("status", "Dropped", "Open (A gift)")])]
    applied(again, officer)
    assert plan.lines.get(number=2).status == "open"


@pytest.mark.parametrize(
    ("heads", "row", "fault"),
    [
        (("number", "measure"), ("7", "x"), "number: there is no line 7."),
        (("line", "quarter"), ("New", "Q1"), "organisation: it is new, and its organisation is not said."),
        (("line", "organisation"), ("New", "Ruritania Police"), "quarter: it is new, and its quarter is not said."),
        (("number", "status"), ("1", "carried"), "status: lines are carried over when a plan is closed."),
        (("number", "status"), ("1", "dropped"), "status: it is dropped, and it is not said why."),
        (("number", "first_quarter"), ("1", "Q4"), "first_quarter: this follows from other things, and is not taken."),
        (("number", "organisation"), ("1", "none"), "organisation: a line has a lead organisation."),
        (("number", "words"), ("1", "Well"), "words: words are said, and not how it stands."),
        (("number", "status"), ("1", "done"), "it is done, and it is not said what shows that it was done."),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_column(
    heads: tuple[str, ...], row: tuple[str, ...], fault: str, plan: Plan, line: Line, officer: User
) -> None:
    one = sent(plan, officer, heads, row)
    assert [said.removeprefix(": ") for said in faults(one)] == [fault]
    with pytest.raises(NotAList, match="cannot be taken"):
        applied(one, officer)
    assert line.changes.count() == 0


def test_one_line_is_changed_once_and_a_list_says_of_which_plan_it_is(plan: Plan, line: Line, officer: User) -> None:
    heads = ("number", "measure")
    assert line.number == 1
    twice = sent(plan, officer, heads, ("1", "Forty"), ("1", "Fifty"))
    assert faults(twice) == [": row 2 is of the same line 1."]
    nowhere = sent(plan, officer, heads, ("1", "Forty"), said={"plan": ""})
    assert faults(nowhere) == [": it is not said which work plan it is of."]


def test_a_list_is_not_taken_back_once_more_was_done(plan: Plan, officer: User) -> None:
    one = applied(sent(plan, officer, NEW, BROOM), officer)
    made = Line.objects.get()
    comment(kind="work_plans.line", about=str(made.pk), workspace=plan.workspace, words="Well done", by=officer)
    with pytest.raises(NotAPlan, match="more was done since to line 1"):
        undo_list(sent=one, kind=LINES, by=officer)


def test_nobody_else_sends_a_list(plan: Plan, people: dict[Role, User]) -> None:
    with pytest.raises(NotPermitted):
        sent(plan, people[Role.MEMBER], NEW, BROOM)


def test_a_list_is_sent_looked_at_and_taken_in_on_pages(client: Client, plan: Plan, officer: User) -> None:
    client.force_login(officer)
    home = "/w/tithing/meetings/work-plans/lists/"
    assert "Harbour, 2025/26" in client.get(home).content.decode()
    file = SimpleUploadedFile("plan.csv", "\n".join([",".join(NEW), ",".join(BROOM)]).encode())
    shown = client.post(home, {"file": file, "plan": str(plan.pk)}, follow=True)
    assert "Sweep the quay" in shown.content.decode()
    client.post(f"{shown.redirect_chain[-1][0]}apply/")
    assert Line.objects.get().wording == "Sweep the quay"
