"""A role counts where it is held, while it is held, and for nothing else."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import close_account, end_membership
from frankpledge.ground.accounts.models import Membership
from frankpledge.ground.accounts.permissions import NotPermitted, Role, check_granted, is_granted, roles_of
from tests.ground.people import new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db


class Skill(StrEnum):
    """Two things that may be done."""

    PLAIT_ROPE = "plait_rope"
    CUT_ROPE = "cut_rope"


GRANTS = {Skill.PLAIT_ROPE: frozenset({Role.OFFICER, Role.ANALYST}), Skill.CUT_ROPE: frozenset[Role]()}


@pytest.mark.parametrize("role", list(Role))
def test_only_a_granted_role_may(role: Role) -> None:
    place = new_workspace()
    person = new_member(place, role)
    expected = role in {Role.OFFICER, Role.ANALYST}
    assert is_granted(GRANTS, Skill.PLAIT_ROPE, workspace=place, user=person) is expected


def test_a_refusal_says_what_and_who_may() -> None:
    place = new_workspace()
    with pytest.raises(NotPermitted, match=r"plait rope.* It is for: Analyst, Partnership officer\."):
        check_granted(GRANTS, Skill.PLAIT_ROPE, workspace=place, user=new_member(place, Role.MEMBER))


def test_what_is_granted_to_nobody_is_refused_to_all() -> None:
    place = new_workspace()
    with pytest.raises(NotPermitted, match="nobody"):
        check_granted(GRANTS, Skill.CUT_ROPE, workspace=place, user=new_member(place, *Role))


def test_a_role_in_one_workspace_is_none_in_another() -> None:
    here, there = new_workspace(), new_workspace()
    person = new_member(here, Role.OFFICER)
    assert roles_of(person, here) == {Role.OFFICER}
    assert roles_of(person, there) == frozenset()


def test_a_stranger_holds_no_role() -> None:
    assert roles_of(AnonymousUser(), new_workspace()) == frozenset()


def test_an_ended_membership_counts_no_more() -> None:
    place = new_workspace()
    person = new_member(place, Role.OFFICER, Role.ANALYST)
    end_membership(membership=Membership.objects.get(user=person, role=Role.OFFICER))
    assert roles_of(person, place) == {Role.ANALYST}


def test_a_membership_counts_only_once_it_has_begun() -> None:
    place, person = new_workspace(), new_user()
    tomorrow = clock.now() + timedelta(days=1)
    Membership.objects.create(workspace=place, user=person, role=Role.OFFICER, valid_from=tomorrow)
    assert roles_of(person, place) == frozenset()


def test_a_closed_account_holds_no_role_even_in_a_copy_read_before() -> None:
    place = new_workspace()
    person = new_member(place, Role.OFFICER)
    copy = type(person).objects.get(pk=person.pk)
    close_account(user=person)
    assert copy.is_active
    assert roles_of(copy, place) == frozenset()


def test_roles_are_read_once_for_a_page_and_anew_for_the_next(client: Client) -> None:
    place = new_workspace()
    person = new_member(place, Role.OFFICER)
    client.force_login(person)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/w/{place.slug}/").status_code == 200
    roles = [one["sql"] for one in asked if one["sql"].startswith('SELECT "accounts_membership"."role"')]
    assert len(roles) == 1
    end_membership(membership=Membership.objects.get(user=person), by=new_member(place, Role.ADMINISTRATOR))
    assert client.get(f"/w/{place.slug}/").status_code == 404
    assert person.roles_read is None
