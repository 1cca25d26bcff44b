"""Organisations are reminded of what they undertook: once a week, where they can be reached, unless it is held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail as sent
from django.test import Client

from frankpledge.domain.action_log.actions import Said, Undertaken, add_action, report_progress
from frankpledge.domain.action_log.models import Action, Report
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.models import Person
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.ground.access.actions import leave
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace, end_membership
from frankpledge.ground.accounts.models import Membership, User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.jobs.actions import run_pending, tick
from frankpledge.ground.notices.actions.chasers import hold, let_go, set_chasers
from frankpledge.ground.notices.actions.wishes import choose
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.models import Mail
from frankpledge.ground.notices.queries.chasing import chase, next_chase, plan_of
from frankpledge.ground.notices.rules import CannotSend, Rhythm, State, default_choice
from tests.domain.bodies.stage import Stage, set_table
from tests.ground.people import new_member

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = datetime(2026, 3, 6, 12, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterable[time_machine.Coordinates]:
    with time_machine.travel(FRIDAY, tick=False) as there:
        yield there


@pytest.fixture
def stage(clock: time_machine.Coordinates) -> Stage:
    """Return a table at which the police have an account, the fire authority a desk, and health neither."""
    officer = create_user(email="officer@example.org", name="Officer")
    workspace = create_workspace(name="Nevermouth Community Safety Partnership", slug="nevermouth", by=officer)
    add_member(workspace=workspace, user=officer, role=Role.OFFICER)
    made = set_table(workspace, officer)
    account = new_member(workspace, Role.MEMBER, name="Commander")
    tie_account(person=made.people["police"], account=account, by=officer)
    choose(person=account, chosen=replace(default_choice(), rhythm=Rhythm.NEVER), by=account)
    fire = made.organisations["fire"]
    give_contact(organisation=fire, address="desk@fire.example", since=date(2026, 1, 1), by=officer)
    for authority in ("police", "fire", "fire", "health"):
        undertake(made, authority)
    undertake(made, "fire", due=date(2026, 9, 1))
    undertake(made, "fire", due=None)
    set_chasers(workspace=workspace, on=True, weekday=0, by=officer)
    return made


def undertake(stage: Stage, authority: str, due: date | None = date(2026, 3, 1)) -> Action:
    given = Undertaken(
        wording="Mend the lamps", body=stage.board, organisation=stage.organisations[authority],
        person=stage.people[authority], agreed_on=date(2026, 1, 5), due=due,
    )  # fmt: skip
    return add_action(workspace=stage.workspace, given=given, by=stage.officer)


def on_monday(clock: time_machine.Coordinates, *, days: int = 0) -> list[list[str]]:
    """Return to whom reminders went on the Monday, or so many days later, once all that is due was done."""
    before = len(sent.outbox)
    clock.move_to(datetime(2026, 3, 9, 8, 5, tzinfo=UTC) + timedelta(days=days))
    tick()
    run_pending()
    deliver()
    reminders = [message for message in sent.outbox[before:] if "How does it stand" in message.subject]
    return sorted(message.to for message in reminders)


def desk() -> sent.EmailMessage:
    return next(message for message in sent.outbox if message.to == ["desk@fire.example"])


def test_the_officer_sees_before_what_will_go_to_whom_and_who_cannot_be_reached(stage: Stage, client: Client) -> None:
    found = next_chase(workspace=stage.workspace)
    assert found.on == MONDAY
    assert {(one.whom, len(one.things)) for one in found.going} == {
        (("Ruritania Police",), 1), (("Ruritania Fire and Rescue Authority",), 2),
    }  # fmt: skip
    assert found.unreachable == (("Nevermouth Clinical Commissioning Group", 1),)
    client.force_login(stage.officer)
    html = client.get(f"/w/{stage.workspace.slug}/reminders/").content.decode()
    assert "2 mails to 2 organisations on Monday 9 March 2026, 08:00." in html
    assert "Nevermouth Clinical Commissioning Group" in html
    assert client.get(f"/w/{stage.workspace.slug}/actions/").content.decode().count("/reminders/") == 1


def test_on_monday_each_is_written_to_once_and_whoever_has_no_account_gets_a_link_for_each(
    stage: Stage, clock: time_machine.Coordinates, client: Client
) -> None:
    account = stage.workspace.memberships.get(role=Role.MEMBER).user
    assert on_monday(clock) == sorted([["desk@fire.example"], [account.email]])
    links = re.findall(r"http://localhost:8000(/l/\S+)", str(desk().body))
    assert len(links) == 2
    assert client.get(links[0]).status_code == 200
    answer = client.post(links[0], {"said": "under_way", "words": "Half of them", "do": "send"})
    assert answer.status_code == 302
    assert Report.objects.get().in_name_of == "Ruritania Fire and Rescue Authority"
    assert client.get(links[1]).status_code == 200


def test_nobody_is_reminded_more_than_once_a_week_or_of_what_was_done_meanwhile(
    stage: Stage, clock: time_machine.Coordinates
) -> None:
    on_monday(clock)
    assert on_monday(clock, days=1) == []
    for action in Action.objects.filter(organisation=stage.organisations["fire"], due=date(2026, 3, 1)):
        done = Said(Progress.DONE, evidence="Photographs")
        report_progress(action=action, given=done, by=stage.officer)
    account = stage.workspace.memberships.get(role=Role.MEMBER).user
    assert on_monday(clock, days=7) == [[account.email]]


def test_an_answer_begun_by_an_earlier_link_is_not_lost_when_the_next_reminder_goes(
    stage: Stage, clock: time_machine.Coordinates, client: Client
) -> None:
    on_monday(clock)
    first = re.findall(r"http://localhost:8000(/l/\S+)", str(desk().body))[0]
    client.post(first, {"said": "under_way", "words": "Half of them", "do": "save"})
    sent.outbox.clear()
    on_monday(clock, days=7)
    assert "Half of them" in client.get(first).content.decode()


def test_whoever_was_told_by_their_digest_is_not_reminded_of_the_same(
    stage: Stage, clock: time_machine.Coordinates
) -> None:
    account = stage.workspace.memberships.get(role=Role.MEMBER).user
    choose(person=account, chosen=default_choice(), by=account)
    assert on_monday(clock) == [["desk@fire.example"]]
    assert [account.email] in [message.to for message in sent.outbox if "What waits" in message.subject]
    found = chase(workspace=stage.workspace, on=MONDAY + timedelta(days=1))
    assert [one.by_digest for one in found.reminders if one.person] == [True]


def test_what_is_held_does_not_go_and_what_is_let_go_does(stage: Stage, clock: time_machine.Coordinates) -> None:
    keys = {one.whom[0]: one.key for one in next_chase(workspace=stage.workspace).reminders}
    fire, police = keys["Ruritania Fire and Rescue Authority"], keys["Ruritania Police"]
    where = {"workspace": stage.workspace, "on": MONDAY, "by": stage.officer}
    for key in (fire, police):
        hold(key=key, reason="They rang", **where)
    with pytest.raises(CannotSend, match="already"):
        hold(key=fire, reason="Again", **where)
    let_go(key=police, **where)
    with pytest.raises(CannotSend, match="not held"):
        let_go(key=police, **where)
    account = stage.workspace.memberships.get(role=Role.MEMBER).user
    assert on_monday(clock) == [[account.email]]


def test_a_hold_after_the_morning_s_planning_still_holds(stage: Stage, clock: time_machine.Coordinates) -> None:
    clock.move_to(datetime(2026, 3, 9, 7, tzinfo=UTC))
    tick()
    run_pending()
    key = next(one.key for one in next_chase(workspace=stage.workspace).reminders if one.person is None)
    hold(workspace=stage.workspace, key=key, on=MONDAY, reason="They rang", by=stage.officer)
    on_monday(clock)
    held = Mail.objects.get(address="desk@fire.example")
    assert (held.state, held.because) == (State.DROPPED, "They rang")


def test_whoever_asks_not_to_be_written_to_is_not(
    stage: Stage, clock: time_machine.Coordinates, client: Client
) -> None:
    on_monday(clock)
    for message in list(sent.outbox):
        address = str(message.extra_headers["List-Unsubscribe"]).strip("<>").removeprefix("http://localhost:8000")
        assert client.post(address).status_code == 200
    assert on_monday(clock, days=7) == []
    assert all(one.stopped for one in next_chase(workspace=stage.workspace).reminders)


def test_nothing_goes_when_the_one_in_whose_name_it_goes_lost_the_role(
    stage: Stage, clock: time_machine.Coordinates
) -> None:
    add_member(workspace=stage.workspace, user=new_member(stage.workspace, Role.ADMINISTRATOR), role=Role.OFFICER)
    end_membership(membership=Membership.objects.get(user=stage.officer, role=Role.OFFICER))
    assert on_monday(clock) == []


def test_a_leaver_s_reminders_go_out_in_the_next_officer_s_name(stage: Stage, clock: time_machine.Coordinates) -> None:
    following = new_member(stage.workspace, Role.OFFICER, Role.ADMINISTRATOR, name="Next officer")
    tie_account(person=stage.people["council"], account=following, by=stage.officer)
    leave(workspace=stage.workspace, person=stage.officer, next_owner=following, by=following)
    plan = plan_of(stage.workspace)
    assert plan is not None
    assert plan.set_by == following
    assert ["desk@fire.example"] in on_monday(clock)


def test_whoever_has_lost_their_account_is_written_to_by_their_address(
    stage: Stage, clock: time_machine.Coordinates
) -> None:
    membership = stage.workspace.memberships.get(role=Role.MEMBER)
    end_membership(membership=membership)
    Person.objects.filter(pk=stage.people["police"].pk).update(email="commander@police.example")
    assert ["commander@police.example"] in on_monday(clock)


def test_reminders_are_the_officer_s_alone(stage: Stage, client: Client) -> None:
    lead: User = new_member(stage.workspace, Role.LEAD)
    with pytest.raises(NotPermitted):
        set_chasers(workspace=stage.workspace, on=False, weekday=0, by=lead)
    with pytest.raises(CannotSend):
        set_chasers(workspace=stage.workspace, on=True, weekday=6, by=stage.officer)
    client.force_login(stage.officer)
    here = f"/w/{stage.workspace.slug}/reminders/"
    assert client.post(here, {"on": "no", "weekday": "2"}).status_code == 302
    assert "Reminders are off" in client.get(here).content.decode()
    key = next_chase(workspace=stage.workspace).reminders[0].key
    typed = {"key": key, "on": next_chase(workspace=stage.workspace).on.isoformat()}
    assert "no reason" in client.post(f"{here}hold/", {**typed, "do": "hold"}, follow=True).content.decode()
    client.post(f"{here}hold/", {**typed, "do": "hold", "reason": "They rang"})
    assert "They rang" in client.get(here).content.decode()
    client.post(f"{here}hold/", {**typed, "do": "let_go"})
    assert "They rang" not in client.get(here).content.decode()
