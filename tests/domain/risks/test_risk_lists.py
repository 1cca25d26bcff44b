"""Risks from a file: the export edited, or a group's own sheet; tried, taken in, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.risks import actions
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.actions.lists import RISKS
from frankpledge.domain.risks.models import Review, Risk, Score
from frankpledge.domain.risks.queries import Line, line_of, risk_of
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.bodies.stage import Stage
from tests.domain.risks.conftest import RAISED, TODAY

HEADS = (
    "No.", "Risk description", "Category", "Board", "Agency", "Risk owner", "current likelihood", "current impact",
    "Review date", "Why so", "Date raised",
)  # fmt: skip
NEW = ["", "The law changes", "Law", "Board", "Ruritania Police", "", "2", "5", "", "A bill", "03/09/2025"]


def sent(workspace: Workspace, by: User, *rows: list[str]) -> SentList:
    lines = tuple((0, number, [*row, *[""] * (len(HEADS) - len(row))]) for number, row in enumerate(rows, start=2))
    return send_list(
        kind=RISKS, workspace=workspace, name="register.csv", read=Read((Sheet("Sheet", 1, HEADS),), lines), by=by
    )


def shown(risk: Risk, viewer: User) -> Line:
    found = risk_of(risk.pk, workspace=risk.workspace, viewer=viewer)
    assert found is not None
    return line_of(found, on=TODAY)


def test_new_risks_words_scores_and_reviews_come_in_and_leave_again(
    workspace: Workspace, officer: User, risk: Risk, stage: Stage
) -> None:
    before = shown(risk, officer)
    changed = ["1", "The refuge closes", "", "", "", "Fire commander", "4", "4", "2026-03-31", "The bid was lost"]
    tried = sent(workspace, officer, NEW, changed)
    assert (tried.faults, len(tried.changes), Risk.objects.count()) == ([], 2, 1)
    applied = apply_list(sent=tried, kind=RISKS, by=officer)
    now, new = shown(risk, officer), shown(Risk.objects.get(number=2), officer)
    assert (now.title, now.person, now.moved.words) == ("The refuge closes", "Fire commander", "higher, from 9")
    assert (now.review_due, now.reviewed_on) == (date(2026, 3, 31), TODAY)
    assert (new.title, new.current, new.raised_on) == ("The law changes", Level("five", 2, 5), RAISED)
    assert sent(workspace, officer, ["2", "", "", "", "", "", "2", "5"]).unchanged == 1
    undo_list(sent=applied, kind=RISKS, by=officer)
    assert shown(risk, officer) == before
    assert (Risk.objects.count(), Score.objects.count(), Review.objects.count()) == (1, 2, 1)
    assert stage.board.name == "Board"


def test_a_list_is_not_taken_back_once_more_was_done(workspace: Workspace, officer: User, stage: Stage) -> None:
    applied = apply_list(sent=sent(workspace, officer, NEW), kind=RISKS, by=officer)
    made = Risk.objects.get()
    level = Level("five", 1, 1)
    actions.score_risk(risk=made, kind=ScoreKind.CURRENT, level=level, reason="It fell", on=TODAY, by=officer)
    with pytest.raises(NotAList, match="more was done since to Risk 1"):
        undo_list(sent=applied, kind=RISKS, by=officer)
    assert stage.board.name == "Board"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["9", "x"], "there is no risk 9"),
        (["", "x", "Law"], "its group or organisation is not said"),
        (["", "x", "", "Board", "Ruritania Police"], "is no kind of risk"),
        (["1", "", "", "", "", "", "4"], "lacks a side"),
        (["1", "", "", "", "", "", "4", "4"], "it is not said why"),
        (["1", "", "", "", "", "", "4", "6", "", "x"], "is not on the scale"),
        (["1", "", "", "", "", "", "", "", "2026-03-31"], "its review moves"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(
    row: list[str], told: str, workspace: Workspace, officer: User, risk: Risk
) -> None:
    ((_, _, _, reason, _),) = sent(workspace, officer, row).faults
    assert told in reason
    assert Score.objects.filter(risk=risk).count() == 2


def test_whoever_only_reads_sends_none(workspace: Workspace, member: User) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, NEW)


def test_the_register_goes_out_and_comes_back_unchanged(
    client: Client, workspace: Workspace, officer: User, risk: Risk, given: Described
) -> None:
    other = replace(given, title="Not scored", category="law", person=None, deputy=None)
    actions.raise_risk(workspace=workspace, given=other, first=First(RAISED), by=officer)
    client.force_login(officer)
    for kind in ("csv", "xlsx", "ods"):
        left = client.get(f"/w/tithing/risks/risks.{kind}").content
        client.post("/w/tithing/risks/lists/", {"file": SimpleUploadedFile(f"risks.{kind}", left)})
        kept = SentList.objects.order_by("-sent_at").first()
        assert kept is not None
        assert (kept.faults, kept.changes, kept.unchanged) == ([], [], 2), kind
    assert risk.number == 1
