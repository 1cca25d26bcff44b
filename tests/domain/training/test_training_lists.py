"""Training from a file: the export edited, or a group's own sheet; tried, taken in, taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.training import actions
from frankpledge.domain.training.actions import EventFacts
from frankpledge.domain.training.actions.lists import TRAINING
from frankpledge.domain.training.models import Course, Delegates, Session
from frankpledge.domain.training.queries import lines_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.bodies.stage import Stage
from tests.domain.training.conftest import HELD, TODAY

HEADS = ("Course title", "Trainer", "Topic", "Date", "Agency", "Attended", "Price", "asked", "answered")
NEW = ["Hate crime", "Police", "Hate crime", "01/09/2025"]


def sent(workspace: Workspace, by: User, *rows: list[str]) -> SentList:
    lines = tuple((0, number, [*row, *[""] * (len(HEADS) - len(row))]) for number, row in enumerate(rows, start=2))
    return send_list(
        kind=TRAINING, workspace=workspace, name="sheet.csv", read=Read((Sheet("Sheet", 1, HEADS),), lines), by=by
    )


def state(workspace: Workspace, viewer: User) -> list[object]:
    return [
        (one.course, one.on, one.cost, dict(one.delegates), one.asked, one.answered)
        for one in lines_of(workspace=workspace, viewer=viewer, on=TODAY)
    ]


def test_new_courses_events_and_counts_come_in_and_leave_again(
    workspace: Workspace, officer: User, session: Session, stage: Stage
) -> None:
    police, fire = stage.organisations["police"].name, stage.organisations["fire"].name
    before = state(workspace, officer)
    tried = sent(
        workspace, officer, [*NEW, police, "7", "£1,200.50"], [*NEW, fire, "?"],
        [session.course.title, "", "", "3 September 2025", fire, "0", "", "12", "9"],
    )  # fmt: skip
    assert (tried.faults, len(tried.changes), state(workspace, officer)) == ([], 3, before)
    applied = apply_list(sent=tried, kind=TRAINING, by=officer)
    assert state(workspace, officer) == [
        (session.course.title, HELD, Decimal("450.00"), {fire: 0}, 12, 9),
        ("Hate crime", date(2025, 9, 1), Decimal("1200.50"), {fire: None, police: 7}, None, None),
    ]
    assert sent(workspace, officer, [*NEW, police, "7"]).unchanged == 1
    undo_list(sent=applied, kind=TRAINING, by=officer)
    assert state(workspace, officer) == before
    assert (Course.objects.count(), Delegates.objects.count()) == (1, 0)


def test_a_list_is_not_taken_back_once_more_was_done(workspace: Workspace, officer: User, stage: Stage) -> None:
    applied = apply_list(sent=sent(workspace, officer, NEW), kind=TRAINING, by=officer)
    counts = {stage.organisations["health"]: 2}
    actions.count_delegates(session=Session.objects.get(), counts=counts, by=officer)
    with pytest.raises(NotAList, match="more was done since to Hate crime"):
        undo_list(sent=applied, kind=TRAINING, by=officer)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (["Hate crime", "", "", "01/09/2025"], "", "who teaches it is not said"),
        ([*NEW, "", "4"], "Agency", "counts delegates of nobody"),
        ([*NEW, "Ruritania Police", "many"], "Attended", "is no count"),
        ([*NEW, "", "", "a lot"], "Price", "is no cost"),
        (["Hate crime", "Police", "Hate crime", "01/02/2026", "Ruritania Police", "4"], "", "that is planned"),
    ],
)
def test_a_line_that_cannot_be_taken_says_where_and_why(
    row: list[str], column: str, told: str, workspace: Workspace, officer: User, stage: Stage
) -> None:
    ((_, number, where, reason, _),) = sent(workspace, officer, row).faults
    assert (number, where) == (2, column)
    assert told in reason
    assert not Course.objects.exists()
    assert stage.board.name == "Board"


def test_whoever_only_reads_sends_none(workspace: Workspace, member: User) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, NEW)


def test_the_register_goes_out_and_comes_back_unchanged(
    client: Client, workspace: Workspace, officer: User, session: Session, stage: Stage
) -> None:
    counts = {stage.organisations["fire"]: 0, stage.organisations["police"]: None}
    actions.count_delegates(session=session, counts=counts, by=officer)
    actions.add_event(course=session.course, given=EventFacts(date(2026, 1, 9)), by=officer)
    client.force_login(officer)
    for kind in ("csv", "xlsx", "ods"):
        left = client.get(f"/w/tithing/training/training.{kind}").content
        file = SimpleUploadedFile(f"training.{kind}", left)
        client.post("/w/tithing/training/lists/", {"file": file})
        kept = SentList.objects.order_by("-sent_at").first()
        assert kept is not None
        assert (kept.faults, kept.changes, kept.unchanged) == ([], [], 3), kind
