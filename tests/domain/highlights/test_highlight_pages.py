"""Highlight reports on their pages: drafted with a press, edited, sent, approved, taken away and put on an agenda."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.action_log.actions import stop_action
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.highlights.models import HighlightReport
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/meetings/highlights/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def drafted(client: Client, body: Body) -> str:
    """Draft the report that the page offers, with one press, and return its address."""
    form = client.get(f"{HOME}draft/?body={body.pk}").context["form"]
    typed = {name: str(form.initial[name]) for name in ("body", "first", "last")}
    answer = client.post(f"{HOME}draft/", typed, follow=True)
    assert "Drafted from the record" in words(answer)
    return f"{HOME}{HighlightReport.objects.latest('drafted_at').pk}/"


def test_a_report_is_drafted_edited_approved_and_found_on_the_agenda(
    as_officer: Client, lived: Body, stage: Stage, people: dict[Role, User], officer: User
) -> None:
    assert "No report was drafted yet" in words(as_officer.get(HOME))
    assert f"draft/?body={lived.pk}" in words(as_officer.get(f"/w/tithing/board/bodies/{lived.pk}/"))
    assert "draft/?body=" not in words(as_officer.get(f"/w/tithing/board/bodies/{stage.board.pk}/"))
    place = drafted(as_officer, lived)
    said = words(as_officer.get(place))
    assert "2 done, 2 late, 2 moved to another date" in said
    action = Action.objects.get(number=2)
    assert f'href="/w/tithing/actions/{action.pk}/"' in said
    form = as_officer.get(f"{place}edit/").context["form"]
    typed = {name: "" if value is False else value for name, value in form.initial.items()}
    typed |= {"lead": "A dark autumn", "words_1": "Forty lamps were counted", "out_2": "on"}
    assert as_officer.post(f"{place}edit/", typed | {"words_1": "x" * 601}).status_code == 422
    edited = words(as_officer.post(f"{place}edit/", typed | {"part": "next", "added": "Thank all"}, follow=True))
    for told in ("A dark autumn", "Forty lamps were counted", "Thank all"):
        assert told in edited
    as_officer.post(f"{place}send/")
    assert "you may not approve it" in words(as_officer.post(f"{place}approve/", follow=True))
    second = Client()
    second.force_login(people[Role.MEMBER])
    assert "Approve it" in words(second.get(place))
    back = second.post(f"{place}return/", {"reason": "Say who counted"}, follow=True)
    assert "Say who counted" in words(back)
    as_officer.post(f"{place}send/")
    assert "Edition 1, approved by Board member" in words(second.post(f"{place}approve/", follow=True))
    assert "No meeting of Board is planned" in words(as_officer.get(f"{place}agenda/"))
    meeting = plan_meeting(workspace=lived.workspace, body=stage.board, on=date(2025, 12, 10), by=officer)
    put = words(as_officer.post(f"{place}agenda/", {"meeting": str(meeting.pk)}, follow=True))
    assert "of Board, 10 December 2025." in put
    shown = words(as_officer.get(f"/w/tithing/meetings/{meeting.pk}/"))
    assert "Highlight report: Harbour" in shown
    assert "Money for lamps, please" in shown
    assert "Harbour" in words(as_officer.get("/w/tithing/meetings/"))
    assert "Approved" in words(as_officer.get(HOME))
    corrected = as_officer.post(f"{place}correct/", {"reason": "Forty-one"}, follow=True)
    assert "Edit its words" in words(corrected)


def test_what_changed_since_the_draft_is_told_and_taken_over_with_a_press(
    as_officer: Client, lived: Body, officer: User
) -> None:
    place = drafted(as_officer, lived)
    assert "What the record says otherwise" not in words(as_officer.get(place))
    stop_action(action=Action.objects.get(number=2), reason="The lamps were sold", by=officer)
    said = words(as_officer.get(place))
    assert "What the record says otherwise by now" in said
    assert "Gone from the record" in said
    taken = words(as_officer.post(f"{place}take/", follow=True))
    assert "What the record says otherwise" not in taken
    assert "The lamps were sold" in taken


def test_with_nothing_to_report_the_page_says_so(as_officer: Client, group: Body) -> None:
    said = words(as_officer.get(drafted(as_officer, group)))
    assert "Harbour has nothing to report for" in said
    again = as_officer.post(f"{HOME}draft/", {"body": str(group.pk), "first": "2025-12-01", "last": "2025-11-01"})
    assert "ends before it begins" in words(again)


@pytest.mark.parametrize(("form", "starts"), [("sheet", b"%PDF"), ("docx", b"PK"), ("html", b"<!")])
def test_it_leaves_as_a_file_and_that_is_recorded(as_officer: Client, lived: Body, form: str, starts: bytes) -> None:
    place = drafted(as_officer, lived)
    answer = as_officer.get(f"{place}report.{form}")
    assert answer.content.lstrip().startswith(starts)
    assert Event.objects.filter(verb__startswith="disclosure.").exists()
    assert as_officer.get(f"{place}report.exe").status_code == 404


def test_a_draft_is_shown_to_nobody_who_may_not_read_drafts(
    client: Client, as_officer: Client, lived: Body, people: dict[Role, User]
) -> None:
    place = drafted(as_officer, lived)
    client.force_login(people[Role.ADMINISTRATOR])
    assert client.get(place).status_code == 403
    client.force_login(people[Role.ANALYST])
    assert "Edit its words" not in words(client.get(place))
