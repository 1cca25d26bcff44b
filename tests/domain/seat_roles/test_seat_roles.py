"""A role begins with the seat that brings it and ends with it, at once; and nothing brings back what somebody ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from frankpledge.domain.bodies.actions.corrections import withdraw
from frankpledge.domain.bodies.actions.people import appoint, end_appointment, person_left, record_person, tie_account
from frankpledge.domain.bodies.actions.seats import create_seat, give_office, give_seat, vacate_seat
from frankpledge.domain.bodies.models import Person, Representation
from frankpledge.domain.seat_roles.actions import align, set_seat_role
from frankpledge.domain.seat_roles.queries import brought_on
from frankpledge.domain.seat_roles.rules import NotFromASeat
from frankpledge.ground import clock
from frankpledge.ground.access.actions import accept, leave
from frankpledge.ground.access.models import Invitation
from frankpledge.ground.access.queries import offers, source_words
from frankpledge.ground.accounts.actions import add_member, end_membership
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.links.queries import link_for
from frankpledge.statute.seat_roles import roles_brought
from tests.domain.bodies.stage import BEGAN, Stage, set_table
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def account(stage: Stage) -> User:
    """Return the account of whoever sits in the police's seat, tied to them just now."""
    user = new_user("Police commander")
    tie_account(person=stage.people["police"], account=user, by=stage.officer)
    return user


def part(stage: Stage, seat: str = "police") -> Representation:
    return Representation.objects.get(seat=stage.seats[seat], until=None, withdrawn_at=None)


def roles(user: User, stage: Stage) -> set[Role]:
    return set(roles_of(user, stage.workspace))


def test_whoever_sits_on_the_board_is_a_member_as_soon_as_their_account_is_known(stage: Stage, account: User) -> None:
    assert roles(account, stage) == {Role.MEMBER}
    held = Membership.objects.get(user=account)
    assert held.source == f"seat:{part(stage).pk}"
    assert held.organisation == "Ruritania Police"
    assert source_words(held) == "the seat Police, Board"


def test_the_role_ends_at_once_with_the_appointment(stage: Stage, account: User, client: Client) -> None:
    client.force_login(account)
    address = f"/w/{stage.workspace.slug}/"
    assert client.get(address).status_code == 200
    end_appointment(representation=part(stage), last=clock.today() - DAY, by=stage.officer)
    assert client.get(address).status_code == 404
    assert roles(account, stage) == set()


@pytest.mark.parametrize("how", ["vacated", "left", "given away", "withdrawn"])
def test_the_role_ends_however_the_seat_is_lost(how: str, stage: Stage, account: User) -> None:
    seat, last = stage.seats["police"], clock.today() - DAY
    if how == "vacated":
        vacate_seat(seat=seat, last=last, by=stage.officer)
    elif how == "left":
        person_left(person=stage.people["police"], last=last, by=stage.officer)
    elif how == "given away":
        give_seat(seat=seat, organisations=[stage.organisations["fire"]], since=clock.today(), by=stage.officer)
    else:
        withdraw(row=part(stage), reason="never appointed", by=stage.officer)
    assert roles(account, stage) == set()


def test_a_last_day_that_comes_by_itself_ends_it_in_the_night(stage: Stage, account: User) -> None:
    today = clock.today()
    end_appointment(representation=part(stage), last=today, by=stage.officer)
    assert roles(account, stage) == {Role.MEMBER}
    assert align(workspace=stage.workspace, on=today) == 0
    assert align(workspace=stage.workspace, on=today + DAY) == 1
    assert roles(account, stage) == set()


def test_a_second_seat_keeps_the_role_when_the_first_ends(stage: Stage, account: User) -> None:
    also = create_seat(body=stage.board, name="Second", by=stage.officer)
    give_seat(seat=also, organisations=[stage.organisations["police"]], since=BEGAN, by=stage.officer)
    appoint(seat=also, person=stage.people["police"], part="representative", since=BEGAN, by=stage.officer)
    first = part(stage)
    end_appointment(representation=first, last=clock.today() - DAY, by=stage.officer)
    assert roles(account, stage) == {Role.MEMBER}
    running = Membership.objects.get(user=account, valid_to=None)
    assert running.source != f"seat:{first.pk}"


def test_a_role_that_somebody_ended_is_not_given_again_by_the_same_seat(stage: Stage, account: User) -> None:
    end_membership(membership=Membership.objects.get(user=account), by=stage.officer)
    record_person(workspace=stage.workspace, name="Somebody else", by=stage.officer)
    assert align(workspace=stage.workspace, on=clock.today()) == 0
    assert roles(account, stage) == set()


def test_nor_is_one_that_was_given_otherwise_and_ended_while_they_sit_there(stage: Stage) -> None:
    user = new_user("Shut out")
    given = add_member(workspace=stage.workspace, user=user, role=Role.MEMBER, by=stage.officer)
    tie_account(person=stage.people["police"], account=user, by=stage.officer)
    end_membership(membership=given, by=stage.officer)
    assert align(workspace=stage.workspace, on=clock.today()) == 0
    assert roles(user, stage) == set()


def test_whoever_has_the_role_otherwise_keeps_it_when_the_seat_ends(stage: Stage) -> None:
    user = new_user("Both")
    add_member(workspace=stage.workspace, user=user, role=Role.MEMBER, by=stage.officer)
    tie_account(person=stage.people["police"], account=user, by=stage.officer)
    end_appointment(representation=part(stage), last=clock.today() - DAY, by=stage.officer)
    assert roles(user, stage) == {Role.MEMBER}


def test_an_officer_sets_what_one_seat_brings_and_it_holds_at_once(stage: Stage, account: User) -> None:
    seat = stage.seats["police"]
    set_seat_role(seat=seat, role="lead", by=stage.officer)
    assert roles(account, stage) == {Role.LEAD}
    set_seat_role(seat=seat, role="none", by=stage.officer)
    assert roles(account, stage) == set()
    set_seat_role(seat=seat, role="", by=stage.officer)
    assert roles(account, stage) == {Role.MEMBER}
    with pytest.raises(NotFromASeat):
        set_seat_role(seat=seat, role="administrator", by=stage.officer)


def test_what_a_seat_brings_follows_from_its_body_its_standing_and_the_chair() -> None:
    member = {"standing": "member", "part": "representative", "chairs": False}
    assert roles_brought(body="board", **member) == ("member",)
    assert roles_brought(body="sub_group", **{**member, "chairs": True}) == ("lead",)
    assert roles_brought(body="sub_group", **member) == ()
    assert roles_brought(body="scrutiny", **member) == ("scrutiny",)
    assert roles_brought(body="linked", **member) == ()
    assert roles_brought(body="board", **{**member, "standing": "attends"}) == ()


def test_a_chair_of_a_board_gets_no_more_than_a_member(stage: Stage, account: User) -> None:
    give_office(seat=stage.seats["police"], kind="chair", since=clock.today(), by=stage.officer)
    assert roles(account, stage) == {Role.MEMBER}
    assert {one.role for one in brought_on(workspace=stage.workspace, on=clock.today())} == {Role.MEMBER}


# ---- offered ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def unseen(stage: Stage) -> Person:
    """Return somebody who sits in the fire authority's seat, has an address and no account."""
    person = stage.people["fire"]
    Person.objects.filter(pk=person.pk).update(email="fire@example.org")
    return person


def test_whoever_sits_and_has_no_account_is_offered_and_their_role_follows_from_the_seat(
    stage: Stage, unseen: Person, client: Client
) -> None:
    (offer,) = offers(workspace=stage.workspace, viewer=stage.officer)
    assert (offer.email, offer.role, offer.organisation) == (
        "fire@example.org", Role.MEMBER, "Ruritania Fire and Rescue Authority",
    )  # fmt: skip
    client.force_login(stage.officer)
    here = f"/w/{stage.workspace.slug}/access/"
    assert "Invite Fire commander at fire@example.org" in client.get(here).content.decode()
    answer = client.post(f"{here}invite/from-a-seat/", {"source": offer.source, "role": "member"})
    assert answer.status_code == 200
    assert [message.to for message in mail.outbox] == [["fire@example.org"]]
    assert offers(workspace=stage.workspace, viewer=stage.officer) == ()
    token = answer.context["address"].rstrip("/").split("/")[-1]
    user = accept(link=link_for(token), name="Fire", password="violet lantern harbour")
    unseen.refresh_from_db()
    assert unseen.user == user
    assert roles(user, stage) == {Role.MEMBER}
    end_appointment(representation=part(stage, "fire"), last=clock.today() - DAY, by=stage.officer)
    assert roles(user, stage) == set()


def test_nobody_is_invited_to_what_is_not_offered(stage: Stage, unseen: Person, client: Client) -> None:
    (offer,) = offers(workspace=stage.workspace, viewer=stage.officer)
    client.force_login(stage.officer)
    client.post(f"/w/{stage.workspace.slug}/access/invite/from-a-seat/", {"source": offer.source, "role": "officer"})
    assert not Invitation.objects.exists()


# ---- leaving ---------------------------------------------------------------------------------------------------------


def test_who_leaves_gives_up_their_seat_to_a_colleague(stage: Stage, account: User) -> None:
    colleague = new_user("Colleague")
    person = stage.person("Colleague", stage.organisations["police"])
    tie_account(person=person, account=colleague, by=stage.officer)
    add_member(workspace=stage.workspace, user=colleague, role=Role.ANALYST, by=stage.officer)
    leave(workspace=stage.workspace, person=account, next_owner=colleague, by=stage.officer)
    sitting = Representation.objects.get(seat=stage.seats["police"], until=None)
    assert sitting.person == person
    assert roles(account, stage) == set()
    assert roles(colleague, stage) == {Role.ANALYST, Role.MEMBER}


def test_who_leaves_leaves_a_seat_vacant_where_nobody_of_the_same_organisation_follows(
    stage: Stage, account: User
) -> None:
    leave(workspace=stage.workspace, person=account, next_owner=stage.officer, by=stage.officer)
    assert not Representation.objects.filter(seat=stage.seats["police"], until=None).exists()
    assert roles(account, stage) == set()


# ---- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_each_seat_brings_and_who_has_it_so(stage: Stage, account: User, client: Client) -> None:
    client.force_login(stage.officer)
    here = f"/w/{stage.workspace.slug}/people/seats/"
    html = client.get(here).content.decode()
    assert "Police commander" in html
    assert "Board member" in html
    assert client.post(f"{here}{stage.seats['police'].pk}/", {"role": "none"}).status_code == 302
    assert "no role, as was set" in client.get(here).content.decode()
    assert roles(account, stage) == set()


def test_the_page_of_roles_tells_each_reader_what_theirs_follow_from(
    stage: Stage, account: User, client: Client
) -> None:
    client.force_login(account)
    html = client.get(f"/w/{stage.workspace.slug}/access/roles/").content.decode()
    assert "the seat Police, Board" in html
