"""Residents read of a date or an answer what a second person approved, and when it is called off they read that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.elections.actions import record_election
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.engagement import rules as engagement
from frankpledge.domain.engagement.actions import amend_exercise, record_exercise, withdraw_exercise
from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.meetings.actions.planning import cancel_meeting, move_meeting, plan_meeting
from frankpledge.domain.noticeboard.actions import (
    approve_answer,
    approve_date,
    begin_next,
    call_off,
    draft_answer,
    draft_date,
)
from frankpledge.domain.noticeboard.models import Answer, PublicDate
from frankpledge.domain.noticeboard.rules import AnswerFacts, DateFacts, NotForTheBoard
from frankpledge.domain.site.actions import open_public_site
from frankpledge.domain.subscriptions.queries import things_since
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
SOON = timedelta(days=40)


@pytest.fixture
def site(workspace: Workspace, officer: User) -> Workspace:
    open_public_site(workspace=workspace, by=officer)
    return workspace


def facts(**more: Any) -> DateFacts:
    told: dict[str, Any] = {
        "kind": "meeting", "title": "Ask the board", "on": clock.today() + SOON, "starts": time(18, 30),
        "place": "Town hall, Little Whistling", "words": "Everybody may come.",
    }  # fmt: skip
    return DateFacts(**told | more)


@pytest.fixture
def shown(site: Workspace, officer: User, member: User) -> PublicDate:
    return approve_date(row=draft_date(workspace=site, given=facts(), by=officer), by=member)


def page(site: Workspace, name: str = "board:dates") -> str:
    return visitor().get(address(name, slug=site.slug)).content.decode()


def event(site: Workspace) -> Any:
    """Return the only event of the calendar, as another program reads it."""
    answer = visitor().get(address("board:dates_feed", slug=site.slug))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return found


# ---- two people ------------------------------------------------------------------------------------------------------


def test_a_date_is_on_no_page_and_in_no_calendar_until_a_second_person_approves_it(
    site: Workspace, officer: User, member: User, people: dict[Role, User]
) -> None:
    draft = draft_date(workspace=site, given=facts(), by=officer)
    assert "Ask the board" not in page(site)
    with pytest.raises(NotForTheBoard, match="you drafted it"):
        approve_date(row=draft, by=officer)
    with pytest.raises(NotPermitted):
        approve_date(row=draft, by=people[Role.ANALYST])
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicDate.objects.update(approved_by=officer, approved_at=clock.now())
    approve_date(row=draft, by=member)
    assert "Ask the board" in page(site)
    assert "18:30" in page(site)
    with pytest.raises(NotForTheBoard, match="was approved"):
        draft_date(workspace=site, given=facts(title="Another"), row=draft, by=officer)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"ends": date(2020, 1, 1)}, "before it begins"),
        ({"kind": "consultation"}, "needs its last day"),
        ({"place": ""}, "hour and place"),
        ({"starts": None}, "hour and place"),
    ],
)
def test_a_date_that_helps_nobody_to_come_is_refused(
    wrong: dict[str, Any], because: str, site: Workspace, officer: User
) -> None:
    with pytest.raises(NotForTheBoard, match=because):
        draft_date(workspace=site, given=facts(**wrong), by=officer)


def test_a_consultation_waits_for_the_end_of_a_pre_election_period_and_a_meeting_does_not(
    site: Workspace, officer: User, member: User
) -> None:
    record_election(
        workspace=site,
        given=Dated("local", clock.today() - timedelta(days=1), clock.today() + timedelta(days=20)),
        by=officer,
    )
    ends = clock.today() + SOON
    asks = draft_date(workspace=site, given=facts(kind="consultation", ends=ends), by=officer)
    with pytest.raises(NotForTheBoard, match="pre-election period"):
        approve_date(row=asks, by=member)
    approve_date(row=draft_date(workspace=site, given=facts(), by=officer), by=member)


# ---- calendars -------------------------------------------------------------------------------------------------------


def test_a_calendar_keeps_the_name_of_a_date_through_its_changes_and_counts_them(
    shown: PublicDate, officer: User, member: User
) -> None:
    first = event(shown.workspace)
    assert (first["STATUS"], first["LOCATION"]) == ("CONFIRMED", "Town hall, Little Whistling")
    following = begin_next(row=shown, by=officer)
    moved = facts(on=shown.on + timedelta(days=1), title="Ask the board again")
    following = draft_date(workspace=shown.workspace, given=moved, row=following, by=officer)
    assert event(shown.workspace)["SUMMARY"] == "Ask the board"  # a draft changes nothing
    approve_date(row=following, by=member)
    second = event(shown.workspace)
    assert second["UID"] == first["UID"]
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert second.decoded("DTSTART") - first.decoded("DTSTART") == timedelta(days=1)
    call_off(row=following, reason="The hall is flooded.", by=officer)
    off = event(shown.workspace)
    assert (off["UID"], off["STATUS"]) == (first["UID"], "CANCELLED")
    assert int(off["SEQUENCE"]) > int(second["SEQUENCE"])
    assert "The hall is flooded." in off["DESCRIPTION"]
    assert "Called off." in page(shown.workspace)


def test_the_hour_is_londons_in_summer_too_and_a_consultation_ends_after_its_last_day(
    site: Workspace, officer: User, member: User
) -> None:
    with time_machine.travel("2027-05-01 09:00Z"):
        summer = draft_date(workspace=site, given=facts(on=date(2027, 6, 1)), by=officer)
        approve_date(row=summer, by=member)
        assert event(site).decoded("DTSTART").isoformat() == "2027-06-01T17:30:00+00:00"
        call_off(row=summer, reason="No.", by=member)
        PublicDate.objects.all().delete()
        asks = facts(kind="consultation", starts=None, on=date(2027, 6, 1), ends=date(2027, 6, 30))
        approve_date(row=draft_date(workspace=site, given=asks, by=officer), by=member)
        assert (event(site).decoded("DTSTART"), event(site).decoded("DTEND")) == (date(2027, 6, 1), date(2027, 7, 1))


def test_what_the_site_tells_of_a_meeting_follows_it_when_it_moves_or_is_cancelled(
    site: Workspace, officer: User, member: User
) -> None:
    body = Body.objects.create(workspace=site, name="Board", kind="board", recorded_by=officer, recorded_at=clock.now())
    on = clock.today() + SOON
    meeting = plan_meeting(workspace=site, body=body, on=on, starts=time(18, 30), place="Town hall", by=officer)
    approve_date(row=draft_date(workspace=site, given=facts(on=on, meeting=meeting.pk), by=officer), by=member)
    assert event(site)["STATUS"] == "CONFIRMED"
    move_meeting(meeting=meeting, on=on + timedelta(days=7), starts=time(18, 30), place="Elsewhere", by=officer)
    assert event(site)["STATUS"] == "TENTATIVE"
    assert "The date is being changed" in page(site)
    assert "Elsewhere" not in page(site)  # nobody approved it
    cancel_meeting(meeting=meeting, because="The chair is ill.", by=officer)
    assert event(site)["STATUS"] == "CANCELLED"
    assert "This meeting does not take place." in page(site)
    assert "The chair is ill" not in page(site)


def test_an_unchanged_calendar_is_not_sent_again(shown: PublicDate) -> None:
    at = address("board:dates_feed", slug=shown.workspace.slug)
    first = visitor().get(at)
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        assert visitor().get(at, headers={"If-None-Match": first["ETag"]}).status_code == 304


# ---- you said, we did ------------------------------------------------------------------------------------------------


@pytest.fixture
def survey(site: Workspace, officer: User) -> Exercise:
    return record_exercise(workspace=site, given=as_given(), by=officer)


def as_given(**more: Any) -> engagement.Exercise:
    told: dict[str, Any] = {
        "year": "2025/26", "name": "Survey of the market", "kind": "survey", "began": date(2025, 9, 1),
        "ended": date(2025, 9, 30), "run_by": "Council", "method": "on paper", "representative": "Volunteers.",
        "source": "Report 7", "respondents": 41,
    }  # fmt: skip
    return engagement.Exercise(**told | more)


def answer(survey: Exercise, by: User, **more: Any) -> Answer:
    told = AnswerFacts(survey.pk, "Where do you feel unsafe?", "The underpass is dark.", "Lamps are mended.", "done")
    return draft_answer(workspace=survey.workspace, given=replace(told, **more), by=by)


def test_an_answer_is_read_once_approved_with_what_was_asked_said_and_done(
    survey: Exercise, officer: User, member: User
) -> None:
    site, draft = survey.workspace, answer(survey, officer)
    assert "underpass" not in page(site, "board:said")
    with pytest.raises(NotForTheBoard, match="you drafted it"):
        approve_answer(row=draft, by=officer)
    approve_answer(row=draft, by=member)
    html = page(site, "board:said")
    for words in ("Survey of the market", "The underpass is dark.", "Lamps are mended.", "1 September 2025"):
        assert words in html
    assert "41" not in html.split("<main")[1].split("</main")[0]  # the number is not public by that
    call_off(row=draft, reason="The lamps failed again.", by=member)
    html = page(site, "board:said")
    assert "This answer was withdrawn.</b> The lamps failed again." in html
    assert "The underpass is dark." not in html


def test_an_answer_is_not_approved_when_its_record_was_withdrawn_or_put_right(
    survey: Exercise, officer: User, member: User
) -> None:
    draft = answer(survey, officer)
    amend_exercise(exercise=survey, given=as_given(name="Survey of the mart"), by=officer)
    draft.exercise.refresh_from_db()
    with pytest.raises(NotForTheBoard, match="put right since"):
        approve_answer(row=draft, by=member)
    withdraw_exercise(exercise=survey, reason="It was twice.", by=officer)
    draft.exercise.refresh_from_db()
    with pytest.raises(NotForTheBoard, match="was withdrawn"):
        approve_answer(row=draft, by=member)
    with pytest.raises(NotForTheBoard, match="was withdrawn"):
        answer(survey, officer)


def test_residents_are_told_of_dates_answers_and_what_is_called_off(
    shown: PublicDate, survey: Exercise, officer: User, member: User
) -> None:
    site, before = shown.workspace, clock.now() - timedelta(days=1)
    approve_answer(row=answer(survey, officer), by=member)
    draft_date(workspace=site, given=facts(title="Not approved"), by=officer)
    told = [(one.topic, one.title.partition(",")[0], one.path) for one in things_since(before, workspace=site)]
    assert told == [("dates", "Ask the board", "/dates/"), ("say", "You said", "/you-said/")]
    call_off(row=shown, reason="No hall.", by=member)
    assert "Called off: Ask the board" in {one.title.partition(",")[0] for one in things_since(before, workspace=site)}


# ---- in the workspace ------------------------------------------------------------------------------------------------


def test_a_date_is_drafted_approved_and_called_off_on_its_pages(
    site: Workspace, officer: User, member: User, client: Client
) -> None:
    client.force_login(officer)
    here = f"/w/{site.slug}/site/noticeboard/"
    typed = {"kind": "event", "title": "Open day", "on": str(clock.today() + SOON), "words": "With tea."}
    made = client.post(f"{here}dates/add/", typed)
    html = client.get(made["Location"]).content.decode()
    assert "A second person approves it" in html
    assert "Approve: show it" not in html
    client.force_login(member)
    client.post(f"{made['Location']}approve/")
    assert "Open day" in page(site)
    client.post(f"{made['Location']}off/", {"reason": "Rain."})
    assert "Rain." in page(site)
    assert "Called off" in client.get(here).content.decode()
