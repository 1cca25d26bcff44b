"""Every role is looked at once a quarter; one that nobody confirms stops, but never the last who could confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frankpledge.ground import clock
from frankpledge.ground.access.actions import suspend_unconfirmed
from frankpledge.ground.access.rules import Due, due_on, standing, suspended_on
from frankpledge.ground.accounts.actions import confirm_membership, end_membership
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, roles_of
from frankpledge.ground.accounts.rules import NotGiven, Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.jobs.actions import enqueue, run_pending
from frankpledge.ground.jobs.models import JobRun
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db
QUARTER, GRACE = timedelta(days=92), timedelta(days=30)


@pytest.fixture
def time() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(clock.now(), tick=False) as moved:
        yield moved


@pytest.fixture
def place(time: time_machine.Coordinates) -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(place: Workspace) -> User:
    return new_member(place, Role.OFFICER, name="The officer")


@pytest.fixture
def member(place: Workspace) -> User:
    return new_member(place, Role.MEMBER, name="The member")


def role_of(person: User) -> Membership:
    return Membership.objects.get(user=person)


def test_the_days_of_a_role_are_a_quarter_and_thirty_days_more() -> None:
    given = clock.now()
    day = given.date()
    assert (due_on(given) - day, suspended_on(given) - day) == (QUARTER, QUARTER + GRACE)
    stands = {
        after: standing(last=given, suspended=False, on=day + timedelta(days=after)) for after in (91, 92, 121, 122)
    }
    assert stands == {91: Due.CONFIRMED, 92: Due.OVERDUE, 121: Due.OVERDUE, 122: Due.TO_SUSPEND}
    assert standing(last=given, suspended=True, on=day) is Due.SUSPENDED


def test_what_is_overdue_is_shown_with_who_confirms_it(
    client: Client, place: Workspace, officer: User, member: User, time: time_machine.Coordinates
) -> None:
    time.shift(QUARTER)
    client.force_login(officer)
    page = client.get(f"/w/{place.slug}/access/review/").content.decode()
    assert page.count("overdue since") == 2
    assert "Review who has access" in client.get(f"/w/{place.slug}/").content.decode()
    client.post(f"/w/{place.slug}/access/{role_of(member).pk}/confirm/")
    page = client.get(f"/w/{place.slug}/access/review/").content.decode()
    assert page.count("overdue since") == 1
    assert "Confirmed by The officer" in page
    assert Event.objects.filter(verb="accounts.member_confirmed").count() == 1


def test_a_role_that_nobody_confirmed_stops_and_counts_again_once_confirmed(
    client: Client, place: Workspace, officer: User, member: User, time: time_machine.Coordinates
) -> None:
    new_member(place, Role.ADMINISTRATOR)
    time.shift(QUARTER + GRACE - timedelta(days=1))
    assert suspend_unconfirmed(on=clock.today()) == 0
    confirm_membership(membership=role_of(officer), by=new_member(place, Role.ADMINISTRATOR))
    time.shift(timedelta(days=1))
    suspend_unconfirmed(on=clock.today())
    assert roles_of(member, place) == frozenset()
    client.force_login(member)
    assert client.get(f"/w/{place.slug}/").status_code == 404
    confirm_membership(membership=role_of(member), by=officer)
    assert client.get(f"/w/{place.slug}/").status_code == 200


def test_doing_it_again_changes_nothing(
    place: Workspace, officer: User, member: User, time: time_machine.Coordinates
) -> None:
    time.shift(QUARTER + GRACE)
    confirm_membership(membership=role_of(officer), by=officer)
    assert suspend_unconfirmed(on=clock.today()) == 1
    assert suspend_unconfirmed(on=clock.today()) == 0
    assert Event.objects.filter(verb="accounts.member_suspended").count() == 1


def test_it_is_a_job_that_says_what_it_did(
    place: Workspace, officer: User, member: User, time: time_machine.Coordinates
) -> None:
    confirm_later = clock.today() + QUARTER + GRACE
    enqueue("access.review", None, None, on=confirm_later.isoformat())
    assert run_pending() == 1
    assert JobRun.objects.get().result == {"words": "Suspended: 1."}


def test_the_last_who_could_confirm_is_never_suspended(
    place: Workspace, officer: User, time: time_machine.Coordinates
) -> None:
    time.shift(QUARTER + GRACE)
    suspend_unconfirmed(on=clock.today())
    assert roles_of(officer, place) == {Role.OFFICER}


def test_a_demonstration_is_left_alone(time: time_machine.Coordinates) -> None:
    place = new_workspace(generated=True)
    new_member(place, Role.OFFICER)
    member = new_member(place, Role.MEMBER)
    time.shift(QUARTER + GRACE)
    assert suspend_unconfirmed(on=clock.today()) == 0
    assert roles_of(member, place) == {Role.MEMBER}


def test_nobody_confirms_their_own_where_somebody_else_can(place: Workspace, officer: User) -> None:
    confirm_membership(membership=role_of(officer), by=officer)
    new_member(place, Role.ADMINISTRATOR)
    with pytest.raises(NotGiven, match="their own"):
        confirm_membership(membership=role_of(officer), by=officer)


def test_only_those_who_keep_people_confirm_and_only_what_runs(place: Workspace, officer: User, member: User) -> None:
    with pytest.raises(NotPermitted):
        confirm_membership(membership=role_of(officer), by=member)
    end_membership(membership=role_of(member), by=officer)
    with pytest.raises(NotGiven, match="ended"):
        confirm_membership(membership=role_of(member), by=officer)
