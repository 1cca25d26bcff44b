"""Agreements from a file: the export edited, or an office's own sheet; tried, taken in, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.actions.lists import AGREEMENTS
from frankpledge.domain.agreements.models import Agreement, Liaison, Signature, Version
from frankpledge.domain.agreements.queries import lines_of
from frankpledge.domain.agreements.rules import Answer
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.agreements.conftest import SINCE, TODAY, sign
from tests.domain.bodies.stage import Stage

HEADS = (
    "Agreement", "Type", "Keeper", "Legal basis", "From", "To", "Review date", "Signatory", "Signed", "Signed on",
    "Signed by", "Comments", "Contact", "Reason",
)  # fmt: skip
COUNCIL, POLICE, FIRE = "Nevermouth Council", "Ruritania Police", "Ruritania Fire and Rescue Authority"
NEW = ["MARAC", "Sharing agreement for one purpose", POLICE, "cda_115", "2025-09-01", "", "2026-09-01"]


def sent(workspace: Workspace, by: User, *rows: list[str]) -> SentList:
    lines = tuple((0, number, [*row, *[""] * (len(HEADS) - len(row))]) for number, row in enumerate(rows, start=2))
    read = Read((Sheet("Sheet", 1, HEADS),), lines)
    return send_list(kind=AGREEMENTS, workspace=workspace, name="sheet.csv", read=read, by=by)


def state(workspace: Workspace, viewer: User) -> list[object]:
    return [
        (
            one.name, one.kind.value, one.bases,
            (one.version.since, one.version.until, one.version.review_on) if one.version else None,
            {each.organisation: (each.answer.value, each.by_whom) for each in one.signatories if each.answer},
            {each.organisation: each.name for each in one.nominated if each.name},
        )
        for one in lines_of(workspace=workspace, viewer=viewer, on=TODAY)
    ]  # fmt: skip


def test_agreements_versions_answers_and_nominations_come_in_and_leave_again(
    workspace: Workspace, officer: User, version: Version
) -> None:
    before = state(workspace, officer)
    tried = sent(
        workspace, officer,
        [*NEW, POLICE, "Signed", "2025-09-02", "Chief", "", "Police commander"],
        [*NEW, FIRE, "Refused", "2025-09-03", "", "Not ours"],
        ["sharing PROTOCOL", "", "", "reg_4", "2025-11-01", "", "", COUNCIL, "Not yet", "", "", "", "Data officer"],
    )  # fmt: skip
    assert (tried.faults, len(tried.changes), state(workspace, officer)) == ([], 3, before)
    applied = apply_list(sent=tried, kind=AGREEMENTS, by=officer)
    assert state(workspace, officer) == [
        (
            "MARAC", "sharing", ("cda_115",), (date(2025, 9, 1), None, date(2026, 9, 1)),
            {POLICE: ("signed", "Chief"), FIRE: ("refused", "")}, {POLICE: "Police commander"},
        ),
        ("Sharing protocol", "protocol", ("reg_4",), (date(2025, 11, 1), None, None), {}, {COUNCIL: "Data officer"}),
    ]  # fmt: skip
    version.refresh_from_db()
    assert version.until == date(2025, 10, 31)
    undo_list(sent=applied, kind=AGREEMENTS, by=officer)
    assert state(workspace, officer) == before
    version.refresh_from_db()
    assert version.until is None
    assert [each.objects.count() for each in (Agreement, Version, Signature, Liaison)] == [1, 1, 0, 0]


def test_the_review_of_a_version_moves_with_its_reason(workspace: Workspace, officer: User, version: Version) -> None:
    row = ["Sharing protocol", "", "", "", "2025-05-20", "", "2026-11-20", *[""] * 6]
    ((_, _, where, reason, _),) = sent(workspace, officer, row).faults
    assert (where, reason) == ("Reason", "a day of a version moves, and it is not said why.")
    tried = sent(workspace, officer, [*row, "The law is about to change"])
    assert [tuple(part) for part in tried.changes[0]["parts"]] == [("review on", "2026-05-20", "2026-11-20")]
    apply_list(sent=tried, kind=AGREEMENTS, by=officer)
    version.refresh_from_db()
    assert version.review_on == date(2026, 11, 20)


def test_a_list_is_not_taken_back_once_more_was_done(workspace: Workspace, officer: User, stage: Stage) -> None:
    applied = apply_list(sent=sent(workspace, officer, NEW), kind=AGREEMENTS, by=officer)
    made, police = Version.objects.get(), stage.organisations["police"]
    actions.record_answer(version=made, organisation=police, answer=Answer.SIGNED, on=TODAY, by=officer)
    with pytest.raises(NotAList, match="more was done since to MARAC, version 1"):
        undo_list(sent=applied, kind=AGREEMENTS, by=officer)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (["MARAC", "", POLICE], "Keeper", "what it is or who keeps it is not said"),
        ([*NEW[:3], "common sense"], "Legal basis", "is no basis that is known"),
        ([*NEW, "", "Signed", "2025-09-02"], "Signatory", "who or on which day is not said"),
        ([*NEW[:4], "", "", "", POLICE, "Signed", "2025-09-02"], "From", "no version is recorded that it answers to"),
        ([*NEW, POLICE, "Refused", "2025-09-02"], "", "no reason is given"),
        ([*NEW, POLICE, "Signed", "2026-09-02"], "", "has not yet come"),
        ([*NEW, "", "", "", "", "", "The officer"], "Signatory", "nominated by nobody"),
    ],
)
def test_a_line_that_cannot_be_taken_says_where_and_why(
    row: list[str], column: str, told: str, workspace: Workspace, officer: User, stage: Stage
) -> None:
    ((_, number, where, reason, _),) = sent(workspace, officer, row).faults
    assert (number, where) == (2, column)
    assert told in reason
    assert not Agreement.objects.exists()
    assert stage.board.name == "Board"


def test_whoever_only_reads_sends_none(workspace: Workspace, member: User) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, NEW)


def test_the_register_goes_out_and_comes_back_unchanged(
    client: Client, workspace: Workspace, officer: User, version: Version, stage: Stage
) -> None:
    sign(version, stage, "fire")
    actions.record_answer(
        version=version, organisation=stage.organisations["fire"], answer=Answer.REFUSED, on=SINCE,
        by_whom="Clerk", words="Not ours", by=officer,
    )  # fmt: skip
    police = stage.organisations["police"]
    actions.nominate(
        agreement=version.agreement, organisation=police, person=stage.people["police"], since=SINCE, by=officer
    )
    client.force_login(officer)
    for kind in ("csv", "xlsx", "ods"):
        left = client.get(f"/w/tithing/agreements/agreements.{kind}").content
        client.post("/w/tithing/agreements/lists/", {"file": SimpleUploadedFile(f"agreements.{kind}", left)})
        kept = SentList.objects.order_by("-sent_at").first()
        assert kept is not None
        assert (kept.faults, kept.changes, kept.unchanged) == ([], [], 5), kind
