"""The action log on its pages: recorded, reported on, moved, found again and taken away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.disclosure.models import Release
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/actions/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_an_action_is_recorded_reported_on_and_completed_by_pages(as_officer: Client, stage: Stage) -> None:
    typed = {
        "wording": "Train the front desk",
        "body": str(stage.board.pk),
        "organisation": str(stage.organisations["health"].pk),
        "agreed_on": "2025-09-03",
        "due": "2025-11-30",
        "evidence_wanted": "the list of those trained",
    }
    wrong = as_officer.post(f"{HOME}add/", typed | {"due": "2025-09-01"})
    assert wrong.status_code == 422
    assert "before it was agreed" in words(wrong)
    assert "Train the front desk" in words(wrong)
    said = words(as_officer.post(f"{HOME}add/", typed, follow=True))
    assert "Recorded as action 1." in said
    assert "2 days late" in said
    assert "nothing was said of it" in said
    place = f"{HOME}{Action.objects.get().pk}/"
    assert "Asked for was: the list of those trained" in words(as_officer.get(f"{place}report/"))
    refused = as_officer.post(f"{place}report/", {"said": "done"})
    assert "what shows that it was done" in words(refused)
    done = words(as_officer.post(f"{place}report/", {"said": "done", "evidence": "41 names"}, follow=True))
    assert "Completed on 2 December 2025, 2 days after its date" in done
    assert "41 names" in done
    assert "Report how it stands" not in done
    again = words(as_officer.post(f"{place}end/", {"reason": "Three names were counted twice"}, follow=True))
    assert "opened again" in again
    assert "Three names were counted twice" in again


def test_a_date_is_moved_and_an_action_put_right_on_pages(as_officer: Client, action: Action, stage: Stage) -> None:
    place = f"{HOME}{action.pk}/"
    assert as_officer.post(f"{place}date/", {"due": "2026-03-31"}).status_code == 422
    moved = words(as_officer.post(f"{place}date/", {"due": "2026-03-31", "reason": "More comments"}, follow=True))
    assert "from 1 December 2025 to 31 March 2026: More comments" in moved
    typed = {"wording": "Bring two strategies", "body": str(stage.board.pk)}
    typed["organisation"] = str(stage.organisations["fire"].pk)
    assert "Bring two strategies" in words(as_officer.post(f"{place}edit/", typed, follow=True))
    assert "moved once" in words(as_officer.get(HOME))


def test_a_link_is_made_on_a_page_and_answered_without_an_account(as_officer: Client, action: Action) -> None:
    made = as_officer.post(f"{HOME}{action.pk}/ask/", {"days": "28"})
    address = made.context["address"]
    stranger = Client()
    assert "Bring the strategy to the board (by 1 December 2025; Board)" in words(stranger.get(address))
    sent = stranger.post(address, {"said": "at_risk", "words": "Nobody to write it", "do": "send"}, follow=True)
    assert "Action 1 is reported as at risk." in words(sent)
    assert "Nobody to write it" in words(as_officer.get(f"{HOME}{action.pk}/"))
    assert as_officer.post(f"{HOME}{action.pk}/ask/", {"days": "0"}).status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?state=late", True),
        ("?state=completed", False),
        ("?state=all&words=STRATEGY", True),
        ("?words=nothing+like+it", False),
        ("?mine=on", False),
        ("?state=nonsense&body=nonsense", True),
    ],
)
def test_the_list_shows_what_is_chosen(query: str, found: bool, as_officer: Client, action: Action) -> None:
    assert (action.wording in words(as_officer.get(f"{HOME}{query}"))) is found


def test_exactly_what_is_shown_leaves_as_a_file(as_officer: Client, action: Action, officer: User) -> None:
    actions.move_date(action=action, due=date(2025, 12, 9), reason="x", by=officer)
    left = as_officer.get(f"{HOME}actions.csv?state=open")
    (row,) = csv.DictReader(io.StringIO(left.content.decode("utf-8-sig")))
    assert (row["number"], row["due"], row["first_due"], row["slips"]) == ("1", "2025-12-09", "2025-12-01", "1")
    assert Release.objects.get().what == "Actions on 2 December 2025"
    assert len(as_officer.get(f"{HOME}actions.csv?state=stopped").content.decode().splitlines()) == 1
    assert as_officer.get(f"{HOME}actions.ods").content[:2] == b"PK"


def test_this_quarter_tells_a_person_of_their_own(
    action: Action, member: User, officer: User, stage: Stage, workspace: Workspace
) -> None:
    tie_account(person=stage.people["council"], account=member, by=officer)
    client = Client()
    client.force_login(member)
    assert "Action 1: Bring the strategy to the board" in client.get(f"/w/{workspace.slug}/").content.decode()
    assert "1 day late" in words(client.get(f"{HOME}?mine=on"))
    assert "Report how it stands" in words(client.get(f"{HOME}{action.pk}/"))
    assert "Move its date" not in words(client.get(f"{HOME}{action.pk}/"))


def test_organisations_are_compared_on_a_page(as_officer: Client, action: Action) -> None:
    assert "Nevermouth Council" in words(as_officer.get(f"{HOME}organisations/"))
    assert action.number == 1
