"""The register of training on its pages: courses, events, counts, feedback, years and files."""

from __future__ import annotations

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.training.actions import count_delegates
from frankpledge.domain.training.models import Course, Session
from frankpledge.ground.accounts.models import User
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/training/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_course_is_added_given_counted_and_told_of_by_pages(as_officer: Client, stage: Stage) -> None:
    typed = {"title": "Hate crime", "provider": "Police", "subject": "Hate crime"}
    assert as_officer.post(f"{HOME}courses/add/", typed | {"subject": ""}).status_code == 422
    assert "It was never given." in words(as_officer.post(f"{HOME}courses/add/", typed, follow=True))
    course = f"{HOME}courses/{Course.objects.get().pk}/"
    held = words(as_officer.post(f"{course}event/", {"on": "2025-09-03", "cost": "0"}, follow=True))
    assert "Nobody was counted" in held
    assert "free" in held
    event = f"{HOME}{Session.objects.get().pk}/"
    police, fire = (f"of_{stage.organisations[name].pk}" for name in ("police", "fire"))
    wrong = words(as_officer.post(f"{event}delegates/", {police: "seven"}))
    assert "Write a number, 0 for none" in wrong
    counted = words(as_officer.post(f"{event}delegates/", {police: "?", fire: "3"}, follow=True))
    assert "some, not counted" in counted
    assert "at least 3" in counted
    assert 'value="?"' in words(as_officer.get(f"{event}delegates/"))
    half = {"asked": "9", "answered": "8", "words_0": "Useful?"}
    assert "Write both the question and its answers" in words(as_officer.post(f"{event}feedback/", half))
    assert "at least two steps" in words(as_officer.post(f"{event}feedback/", half | {"counts_0": "5=8"}))
    many = as_officer.post(f"{event}feedback/", half | {"counts_0": "4=8 5=8"})
    assert "has 16 answers, and 8 people answered" in words(many)
    said = words(
        as_officer.post(f"{event}feedback/", half | {"counts_0": "1=0 4=2 5=6", "said": "Longer"}, follow=True)
    )
    assert "8 of 9 answered (89%)" in said
    assert "Mean 4.8, of 8 answers." in said
    assert 'value="1=0 4=2 5=6"' in words(as_officer.get(f"{event}feedback/"))


def test_an_event_is_put_right_cancelled_and_withdrawn_by_pages(as_officer: Client, session: Session) -> None:
    event, course = f"{HOME}{session.pk}/", f"{HOME}courses/{session.course_id}/"
    assert "not known" in words(as_officer.post(f"{event}edit/", {"on": "2025-09-03"}, follow=True))
    renamed = {"title": "Asking", "provider": "Shelter", "subject": "Abuse"}
    assert "Asking" in words(as_officer.post(f"{course}edit/", renamed, follow=True))
    assert "it has events" in words(as_officer.post(f"{course}withdraw/", {"reason": "x"}))
    over = words(as_officer.post(f"{event}cancel/", {"reason": "Burst main"}, follow=True))
    assert "cancelled: Burst main" in over
    assert as_officer.post(f"{event}cancel/", {"reason": "again"}).status_code == 422
    assert "It was never given." in words(as_officer.post(f"{event}withdraw/", {"reason": "Twice"}, follow=True))
    assert as_officer.get(event).status_code == 404
    assert "No course is recorded." in words(as_officer.post(f"{course}withdraw/", {"reason": "x"}, follow=True))
    assert as_officer.get(course).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?state=planned", False), ("?year=2025%2F26&order=came", True), ("?subject=Domestic+abuse", True),
     ("?organisation=Nobody", True), ("?words=fire", True), ("?words=ice", False)],
)  # fmt: skip
def test_the_list_shows_what_is_chosen(query: str, found: bool, as_officer: Client, session: Session) -> None:
    assert (f"{HOME}{session.pk}/" in words(as_officer.get(f"{HOME}{query}"))) is found


def test_what_is_shown_leaves_with_a_line_for_each_organisation(
    as_officer: Client, session: Session, officer: User, stage: Stage
) -> None:
    bare = list(csv.DictReader(io.StringIO(as_officer.get(f"{HOME}training.csv").content.decode("utf-8-sig"))))
    assert [(row["organisation"], row["delegates"], row["cost"]) for row in bare] == [("", "", "450.00")]
    counts = {stage.organisations["fire"]: 0, stage.organisations["police"]: None}
    count_delegates(session=session, counts=counts, by=officer)
    rows = csv.DictReader(io.StringIO(as_officer.get(f"{HOME}training.csv").content.decode("utf-8-sig")))
    assert sorted(row["delegates"] for row in rows) == ["0", "?"]
    assert "By year" in words(as_officer.get(HOME))
    years = words(as_officer.get(f"{HOME}years/"))
    assert "Cost: £450." in years
    (police, fire) = csv.DictReader(io.StringIO(as_officer.get(f"{HOME}years.csv").content.decode("utf-8-sig")))
    assert {(one["delegates_known"], one["events_not_counted"]) for one in (police, fire)} == {("", "1"), ("0", "0")}


def test_this_quarter_asks_for_counts_that_nobody_gave(as_officer: Client, session: Session) -> None:
    said = as_officer.get("/w/tithing/").content.decode()
    assert f"Count who came: {session.course}" in said
