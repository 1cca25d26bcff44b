"""Where an organisation is written to: one address at a time, from a day to a day, and never a dead one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.models import Person
from frankpledge.domain.contacts.actions import end_contact, give_contact
from frankpledge.domain.contacts.models import Contact
from frankpledge.domain.contacts.queries import addresses_on
from frankpledge.domain.contacts.rules import NotAContact
from frankpledge.ground import clock
from frankpledge.ground.access.actions import leave
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage, set_table
from tests.ground.people import new_member, new_user

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


def written_to(stage: Stage, on: date) -> str | None:
    return addresses_on(workspace=stage.workspace, on=on).get(stage.organisations["fire"].pk)


def give(stage: Stage, address: str, since: date = MARCH, **more: object) -> Contact:
    fire = stage.organisations["fire"]
    return give_contact(organisation=fire, address=address, since=since, by=stage.officer, **more)  # type: ignore[arg-type]


def test_the_next_contact_ends_the_one_before_and_the_past_stays(stage: Stage) -> None:
    give(stage, "First@Example.org")
    give(stage, "second@example.org", APRIL)
    assert [written_to(stage, day) for day in (date(2025, 2, 28), date(2025, 3, 31), APRIL)] == [
        None, "first@example.org", "second@example.org",
    ]  # fmt: skip


def test_a_contact_may_be_a_person_with_their_own_address(stage: Stage) -> None:
    Person.objects.filter(pk=stage.people["fire"].pk).update(email="commander@example.org")
    person = Person.objects.get(pk=stage.people["fire"].pk)
    assert give(stage, "", person=person).address == "commander@example.org"


def test_what_makes_no_contact_is_refused(stage: Stage, people: dict[Role, User]) -> None:
    with pytest.raises(NotAContact, match="no address"):
        give(stage, " ")
    with pytest.raises(NotAContact, match="not yet come"):
        give(stage, "a@example.org", clock.today() + timedelta(days=1))
    made = give(stage, "a@example.org")
    with pytest.raises(NotAContact, match="began on"):
        give(stage, "b@example.org", MARCH)
    end_contact(contact=made, last=APRIL, by=stage.officer)
    with pytest.raises(NotAContact, match="it is over"):
        end_contact(contact=made, last=APRIL, by=stage.officer)
    with pytest.raises(NotPermitted):
        give_contact(
            organisation=stage.organisations["fire"], address="c@example.org", since=MARCH, by=people[Role.ANALYST]
        )


def test_the_database_keeps_one_open_contact_of_an_organisation(stage: Stage) -> None:
    made = give(stage, "a@example.org")
    made.pk = None
    made._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_contact_goes_to_a_colleague_when_its_reader_leaves_and_else_ends(stage: Stage) -> None:
    reader = new_user("Reader")
    tie_account(person=stage.people["fire"], account=reader, by=stage.officer)
    give(stage, "reader@example.org", person=stage.people["fire"])
    colleague = new_member(stage.workspace, Role.ANALYST, name="Colleague")
    tie_account(person=stage.person("Colleague", stage.organisations["fire"]), account=colleague, by=stage.officer)
    leave(workspace=stage.workspace, person=reader, next_owner=colleague, by=stage.officer)
    assert written_to(stage, clock.today()) == colleague.email
    leave(workspace=stage.workspace, person=colleague, next_owner=stage.officer, by=stage.officer)
    assert Contact.objects.filter(until=None).count() == 0


def test_the_pages_show_give_end_and_let_out(stage: Stage, client: Client, people: dict[Role, User]) -> None:
    client.force_login(stage.officer)
    here, fire = f"/w/{stage.workspace.slug}/contacts/", stage.organisations["fire"].pk
    assert "5 of them cannot be written to" in client.get(here).content.decode()
    typed = {"person": "", "address": "desk@example.org", "words": "Desk", "since": "2025-03-01"}
    assert client.post(f"{here}{fire}/", typed).status_code == 302
    assert "desk@example.org (Desk)" in client.get(here).content.decode()
    assert b"desk@example.org" in client.get(f"{here}contacts.csv").content
    assert client.post(f"{here}{fire}/", {**typed, "address": "no address"}).status_code == 422
    assert client.post(f"{here}{fire}/end/").status_code == 302
    add_member(workspace=stage.workspace, user=people[Role.MEMBER], role=Role.MEMBER)
    client.force_login(people[Role.SCRUTINY])
    assert client.get(here).status_code == 403
