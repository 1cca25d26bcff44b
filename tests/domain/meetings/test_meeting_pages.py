"""A meeting by its pages: planned, attended, minuted, decided, agreed, and taken away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/meetings/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_meeting_is_run_from_agenda_to_agreed_minutes_by_pages(
    as_officer: Client, stage: Stage, people: dict[Role, User]
) -> None:
    typed = {
        "body": str(stage.board.pk),
        "kind": "ordinary",
        "on": "2025-12-02",
        "starts": "10:00",
        "place": "Shire Hall",
    }
    planned = words(as_officer.post(f"{HOME}add/", typed, follow=True))
    assert "Minutes of the last meeting and matters arising" in planned
    place = f"{HOME}{Meeting.objects.get().pk}/"
    item = Item.objects.get(title="Actions")
    spot = f"{place}items/{item.pk}/"
    assert "nobody has written down who is there" in words(
        as_officer.post(f"{spot}decide/", {"wording": "x", "reason": "y", "section_17": "z"})
    )
    came = {f"presence-{seat.pk}": "present" for seat in stage.seats.values()}
    came[f"presence-{stage.seats['health'].pk}"] = "apologies"
    came[f"person-{stage.seats['fire'].pk}"] = str(stage.people["fire"].pk)
    assert "Quorate: 4 of 5 responsible authorities, 3 needed" in words(
        as_officer.post(f"{place}who/", came, follow=True)
    )
    said = {"words": "The board heard what is late.\n\nIt thanked the fire service.", "what": "Mend the lamps"}
    lacking = as_officer.post(f"{spot}minute/", said)
    assert lacking.status_code == 422
    assert "Choose who does it." in words(lacking)
    assert "thanked the fire service" in words(lacking)
    as_officer.post(
        f"{spot}minute/", said | {"organisation": str(stage.organisations["council"].pk), "due": "2026-03-03"}
    )
    decision = {"wording": "To move the date", "reason": "More comments", "section_17": "No adverse effect"}
    done = words(as_officer.post(f"{spot}decide/", decision, follow=True))
    for part in (
        "Decision 1: To move the date",
        "Recorded as decision 1.",
        "Mend the lamps",
        "thanked the fire service",
    ):
        assert part in done
    assert Action.objects.get().origin == "Board, 2 December 2025, item 3"
    interest = {"seat": str(stage.seats["police"].pk), "words": "Owns the lamps"}
    assert "Police declared an interest" in words(as_officer.post(f"{spot}interest/", interest, follow=True))
    sent = words(as_officer.post(f"{place}minutes/send/", follow=True))
    assert "Agree as a true record" not in sent, "whoever wrote them does not agree them"
    assert "Take minutes" not in sent
    member = signed_in(people[Role.MEMBER])
    assert "Agree as a true record" in words(member.get(place))
    returned = words(member.post(f"{place}minutes/return/", {"reason": "A vote is missing"}, follow=True))
    assert "A vote is missing" in returned
    as_officer.post(f"{place}minutes/send/")
    assert "Agreed by Board member on" in words(member.post(f"{place}minutes/agree/", follow=True))
    scrutiny = signed_in(people[Role.SCRUTINY])
    assert "thanked the fire service" in words(scrutiny.get(place))
    opened = words(as_officer.post(f"{place}minutes/correct/", {"reason": "Three lamps, not two"}, follow=True))
    assert "Take minutes" in opened


def test_draft_minutes_and_decisions_are_not_for_scrutiny(
    item: Item, as_officer: Client, people: dict[Role, User]
) -> None:
    place = f"{HOME}{item.meeting_id}/"
    as_officer.post(f"{place}items/{item.pk}/minute/", {"words": "Half a thought"})
    as_officer.post(
        f"{place}items/{item.pk}/decide/", {"wording": "To wait", "reason": "Not ready", "section_17": "None"}
    )
    scrutiny = signed_in(people[Role.SCRUTINY])
    page = words(scrutiny.get(place))
    assert "open to you once they are agreed" in page
    for secret in ("Half a thought", "To wait"):
        assert secret not in page
        assert secret not in words(scrutiny.get(f"{HOME}decisions/"))
    assert "not agreed yet" in scrutiny.get(f"{place}minutes/open.html", follow=True).content.decode()
    assert "To wait" in words(as_officer.get(f"{HOME}decisions/"))
    (row,) = csv.DictReader(io.StringIO(as_officer.get(f"{HOME}decisions.csv").content.decode("utf-8-sig")))
    assert (row["number"], row["decision"], row["reason"]) == ("1", "To wait", "Not ready")
    assert Decision.objects.count() == 1


def test_what_is_restricted_is_left_out_of_what_others_see_and_take(
    item: Item, as_officer: Client, people: dict[Role, User]
) -> None:
    place = f"{HOME}{item.meeting_id}/"
    typed = {"title": "Commissioner’s grant", "kind": "decision", "marking": "restricted", "presenter": "The treasurer"}
    as_officer.post(f"{place}items/{item.pk}/edit/", typed)
    as_officer.post(f"{place}items/{item.pk}/minute/", {"words": "Sixty thousand"})
    assert "Sixty thousand" in words(as_officer.get(place))
    member = signed_in(people[Role.MEMBER])
    page = words(member.get(place))
    assert "Withheld from you." in page
    assert "Sixty thousand" not in page
    assert "The treasurer" not in page
    assert b"Sixty thousand" not in member.get(f"{place}minutes/open.html").content
    assert "not open to you" in member.get(f"{place}minutes/restricted.html", follow=True).content.decode()
    assert b"Sixty thousand" in as_officer.get(f"{place}minutes/restricted.html").content
    assert as_officer.get(f"{place}minutes/open.docx").content[:2] == b"PK"
    assert as_officer.get(f"{place}minutes/half.docx").status_code == 404


def test_dates_are_proposed_and_those_ticked_are_planned(as_officer: Client, stage: Stage) -> None:
    asked = {"body": str(stage.board.pk), "last": "2025-12-02", "months": "3", "count": "2"}
    page = words(as_officer.get(f"{HOME}dates/", asked))
    assert "Tuesday 3 March 2026" in page
    assert "A meeting is planned." in words(
        as_officer.post(f"{HOME}dates/", asked | {"day": ["2026-06-02"]}, follow=True)
    )
    assert [one.on for one in Meeting.objects.all()] == [date(2026, 6, 2)]
    assert as_officer.get(f"{HOME}dates/", asked | {"count": "99"}).status_code == 422


def test_a_meeting_is_moved_and_cancelled_and_an_agenda_ordered(as_officer: Client, meeting: Meeting) -> None:
    place = f"{HOME}{meeting.pk}/"
    as_officer.post(f"{place}move/", {"on": "2025-12-09", "place": "Online"})
    meeting.refresh_from_db()
    assert (meeting.on, meeting.place) == (date(2025, 12, 9), "Online")
    as_officer.post(f"{place}items/add/", {"title": "Lamps", "kind": "discussion", "marking": "open"})
    added = meeting.items.get(title="Lamps")
    for deed in ("up", "down", "up", "nonsense"):
        as_officer.post(f"{place}items/{added.pk}/order/", {"do": deed})
    added.refresh_from_db()
    assert added.order == meeting.items.count() - 2, "moved up once, from before the closing item"
    as_officer.post(f"{place}items/{added.pk}/order/", {"do": "remove"})
    assert not meeting.items.filter(title="Lamps").exists()
    assert as_officer.post(f"{place}cancel/", {"reason": ""}).status_code == 422
    off = words(as_officer.post(f"{place}cancel/", {"reason": "Storm"}, follow=True))
    assert "It counts as nobody’s absence" in off


def test_attendance_is_shown_by_organisation_and_seat_and_leaves_as_a_file(held: Meeting, as_officer: Client) -> None:
    page = words(as_officer.get(f"{HOME}attendance/"))
    assert "Nevermouth Clinical Commissioning Group" in page
    assert "apologies" in page
    rows = list(csv.DictReader(io.StringIO(as_officer.get(f"{HOME}attendance.csv").content.decode("utf-8-sig"))))
    assert {(row["by"], row["attended"]) for row in rows if row["name"] in {"Health", "Fire"}} == {
        ("seat", "0"), ("seat", "1"),
    }  # fmt: skip
    assert f"Board, {held.on.day} December 2025" in words(as_officer.get(f"{HOME}?year=2025"))
