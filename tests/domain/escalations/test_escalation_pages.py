"""Escalations on their pages, on those of what they are about, and on those of both groups."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.actions import Answer
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.escalations.conftest import TODAY, Groups
from tests.guards.page import faults

HOME = "/w/tithing/meetings/escalations/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def action(workspace: Workspace, officer: User, groups: Groups) -> Action:
    trust = found_organisation(workspace=workspace, name="Lamp trust", kind="charity", by=officer)
    given = Undertaken("Mend the lamps", groups.harbour, trust, TODAY, None)
    return add_action(workspace=workspace, given=given, by=officer)


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_an_action_is_sent_up_from_its_page_and_answered(as_officer: Client, action: Action, groups: Groups) -> None:
    page = f"/w/tithing/actions/{action.pk}/"
    door = f"{HOME}send/?about=action_log.action:{action.pk}"
    assert door in words(as_officer.get(page))
    asked = words(as_officer.get(door))
    assert "Action 1: Mend the lamps" in asked
    assert "What it is about" not in asked
    typed = {"sender": str(groups.harbour.pk), "asks": "Money", "why": "There is none", "by_when": "2025-12-31"}
    refused = as_officer.post(door, typed | {"by_when": "2025-12-01"})
    assert refused.status_code == 422
    assert "1 December 2025 has gone by" in words(refused)
    sent = words(as_officer.post(door, typed, follow=True))
    assert "Sent up as escalation 1." in sent
    assert "Harbour to Board" in sent
    one = Escalation.objects.get()
    assert (one.about, one.to_body) == (str(action.pk), groups.board)
    assert f'href="{page}"' in sent
    for shown in (page, f"/w/tithing/board/bodies/{groups.board.pk}/", f"/w/tithing/board/bodies/{groups.harbour.pk}/"):
        assert "Escalation 1: Action 1: Mend the lamps" in words(as_officer.get(shown)), shown
    place = f"{HOME}{one.pk}/"
    said = words(as_officer.post(f"{place}answer/", {"words": "The council pays", "decision": "4"}, follow=True))
    assert "Board answered" in said
    assert "Decision 4 of Board, 2 December 2025" in said
    assert "the sender has not noted it" in said
    assert "Note the answer" not in words(as_officer.post(f"{place}read/", follow=True))
    assert "Escalation 1" not in words(as_officer.get(f"/w/tithing/board/bodies/{groups.board.pk}/"))
    assert "Escalation 1" in words(as_officer.get(page))


def test_words_alone_are_sent_up_to_the_group_above(as_officer: Client, groups: Groups) -> None:
    typed = {"sender": str(groups.county.pk), "words": "A bridge", "asks": "A word", "why": "It is old"}
    nobody = as_officer.post(f"{HOME}send/", typed)
    assert nobody.status_code == 422
    assert "County reports to no group" in words(nobody)
    assert as_officer.post(f"{HOME}send/", typed | {"receiver": str(groups.board.pk)}).status_code == 302
    assert Escalation.objects.get().about_words == "A bridge"
    assert as_officer.get(f"{HOME}send/?about=action_log.action:7").status_code == 404


def test_it_is_put_on_an_agenda_handed_on_taken_back_and_opened_again(
    as_officer: Client, workspace: Workspace, officer: User, escalation: Escalation, groups: Groups
) -> None:
    place = f"{HOME}{escalation.pk}/"
    assert "No meeting of Board is planned" in words(as_officer.get(f"{place}agenda/"))
    meeting = plan_meeting(workspace=workspace, body=groups.board, on=date(2026, 1, 14), by=officer)
    assert as_officer.post(f"{place}agenda/", {"meeting": "elsewhere"}).status_code == 422
    put = words(as_officer.post(f"{place}agenda/", {"meeting": str(meeting.pk)}, follow=True))
    assert "on the agenda: Board, 14 January 2026, item" in put
    assert f'href="/w/tithing/meetings/{meeting.pk}/"' in put
    handed = as_officer.post(
        f"{place}hand-on/", {"receiver": str(groups.county.pk), "reason": "A county matter"}, follow=True
    )
    assert "from Board to County: A county matter" in words(handed)
    assert as_officer.post(f"{place}end/", {"reason": ""}).status_code == 422
    assert "Taken back on 2 December 2025" in words(as_officer.post(f"{place}end/", {"reason": "Paid"}, follow=True))
    assert "opened it again: Not paid" in words(as_officer.post(f"{place}end/", {"reason": "Not paid"}, follow=True))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?state=late", False),
        ("?way=received&state=open", True),
        ("?state=answered", False),
        ("?words=QUAY", True),
    ],
)
def test_the_list_and_its_file_show_what_the_address_names(
    query: str, found: bool, as_officer: Client, escalation: Escalation
) -> None:
    assert escalation.number == 1
    assert ("1. Lamps on the quay" in words(as_officer.get(f"{HOME}{query}"))) is found
    rows = list(
        csv.DictReader(io.StringIO(as_officer.get(f"{HOME}escalations.csv{query}").content.decode("utf-8-sig")))
    )
    assert [row["about"] for row in rows] == (["Lamps on the quay"] if found else [])


def test_who_only_reads_sees_it_and_changes_nothing(
    client: Client, people: dict[Role, User], escalation: Escalation, action: Action, officer: User
) -> None:
    client.force_login(people[Role.MEMBER])
    said = words(client.get(f"{HOME}{escalation.pk}/"))
    assert "Record the answer" not in said
    assert "Take it back" not in said
    assert "Send it up" not in words(client.get(f"/w/tithing/actions/{action.pk}/"))
    assert 'href="/w/tithing/meetings/escalations/"' in words(client.get("/w/tithing/meetings/"))
    client.force_login(people[Role.SCRUTINY])
    assert 'href="/w/tithing/meetings/escalations/"' not in words(client.get("/w/tithing/meetings/"))
    actions.answer(escalation=escalation, given=Answer("Yes"), by=officer)
    client.force_login(people[Role.MEMBER])
    assert "Note the answer" not in words(client.get(f"{HOME}{escalation.pk}/"))
