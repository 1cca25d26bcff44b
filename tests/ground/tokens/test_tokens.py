"""Tokens: never wider than their maker, known by their mark alone, and over at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache

from frankpledge.ground import clock
from frankpledge.ground.access.actions import leave
from frankpledge.ground.accounts.actions import (
    add_member,
    close_account,
    end_membership,
    reset_second_factor,
    suspend_membership,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import as_happenings, verify
from frankpledge.ground.tokens.actions import Made, count_request, make_token, revoke_token
from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.queries import bearer, parts, places_for, tokens_here
from frankpledge.ground.tokens.rules import CannotMake, NoToken, TokensUnwritten, TooMany
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.settings import settings
from tests.ground.people import new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncounted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def workspace() -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(workspace: Workspace) -> User:
    return new_member(workspace, Role.OFFICER, name="The officer")


@pytest.fixture
def administrator(workspace: Workspace) -> User:
    return new_member(workspace, Role.ADMINISTRATOR, name="The administrator")


def made(workspace: Workspace, by: User, **more: object) -> Made:
    given = {"name": "Power BI", "writes": False, "reaches": ["actions"], "until": clock.today() + timedelta(days=30)}
    return make_token(workspace=workspace, by=by, **{**given, **more})  # type: ignore[arg-type]


def opens(text: str) -> bool:
    try:
        bearer(text)
    except NoToken:
        return False
    return True


def test_the_text_opens_and_is_kept_nowhere(workspace: Workspace, officer: User) -> None:
    new = made(workspace, officer)
    assert bearer(new.text) == new.token
    kept = Token.objects.values().get()
    assert new.text not in repr(kept)
    assert new.text not in repr(list(Event.objects.values()))
    assert len(new.text) > 40
    assert not opens(new.text[:-1])
    assert not opens(new.text.removeprefix("frankpledge_"))
    assert not opens("frankpledge_" + "x" * 5_000)


def test_making_and_withdrawing_are_told_by_the_ledger(workspace: Workspace, officer: User) -> None:
    new = made(workspace, officer, writes=True, until=clock.today() + timedelta(days=1))
    revoke_token(token=new.token, by=officer)
    told = [one.words for one in as_happenings(Event.objects.filter(verb__startswith="tokens.").order_by("number"))]
    day = in_words(clock.today() + timedelta(days=1))
    assert told == [f"made a token for a program, which reads and writes, until {day}", "withdrew a token"]


def test_a_token_lasts_to_the_end_of_its_last_day_and_no_longer(workspace: Workspace, officer: User) -> None:
    with time_machine.travel("2027-03-02T10:00:00Z", tick=False):
        new = made(workspace, officer, until=date(2027, 3, 4))
    with time_machine.travel("2027-03-04T23:59:00Z", tick=False):
        assert opens(new.text)
    with time_machine.travel("2027-03-05T00:00:00Z", tick=False):
        assert not opens(new.text)


@pytest.mark.parametrize("days", [-1, 366, 4_000])
def test_no_token_is_made_for_a_day_that_is_over_or_too_far(days: int, workspace: Workspace, officer: User) -> None:
    with pytest.raises(CannotMake, match="365 days"):
        made(workspace, officer, until=clock.today() + timedelta(days=days))


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"name": "x" * 101}, {"reaches": []}, {"reaches": ["everything"]}])
def test_a_token_has_a_name_and_reaches_something_that_is_there(
    wrong: dict[str, object], workspace: Workspace, officer: User
) -> None:
    with pytest.raises(CannotMake):
        made(workspace, officer, **wrong)


def test_whoever_holds_no_role_or_only_sends_data_makes_none(workspace: Workspace) -> None:
    for person in (new_user(), new_member(workspace, Role.DATA_CONTACT), new_member(new_workspace(), Role.OFFICER)):
        with pytest.raises(NotPermitted):
            made(workspace, person)
        assert workspace not in places_for(person)


def test_a_withdrawn_token_opens_nothing_and_is_not_withdrawn_twice(workspace: Workspace, officer: User) -> None:
    new = made(workspace, officer)
    revoke_token(token=new.token, by=officer)
    assert not opens(new.text)
    with pytest.raises(CannotMake, match="over"):
        revoke_token(token=new.token, by=officer)


def test_an_administrator_sees_and_withdraws_anybodys_and_nobody_else_does(
    workspace: Workspace, officer: User, administrator: User
) -> None:
    new, other = made(workspace, officer), new_member(workspace, Role.OFFICER)
    assert list(tokens_here(workspace=workspace, viewer=administrator)) == [new.token]
    assert list(tokens_here(workspace=workspace, viewer=other)) == []
    with pytest.raises(NotPermitted):
        revoke_token(token=new.token, by=other)
    elsewhere = new_member(new_workspace(), Role.ADMINISTRATOR)
    assert list(tokens_here(workspace=workspace, viewer=elsewhere)) == []
    with pytest.raises(NotPermitted):
        revoke_token(token=new.token, by=elsewhere)
    revoke_token(token=new.token, by=administrator)
    assert not opens(new.text)


def test_ending_the_last_role_ends_the_token_for_good(workspace: Workspace, officer: User) -> None:
    add_member(workspace=workspace, user=officer, role=Role.LEAD)
    new = made(workspace, officer)
    first, last = officer.memberships.order_by("valid_from")
    end_membership(membership=first)
    assert opens(new.text)
    end_membership(membership=last)
    assert not opens(new.text)
    add_member(workspace=workspace, user=officer, role=Role.OFFICER)
    assert not opens(new.text)
    assert Event.objects.filter(verb="tokens.token_revoked").count() == 1


def test_a_suspended_role_stops_the_token_until_it_is_confirmed(
    workspace: Workspace, officer: User, administrator: User
) -> None:
    new, role = made(workspace, officer), officer.memberships.get()
    suspend_membership(membership=role)
    assert not opens(new.text)
    role.refresh_from_db()
    role.suspended_at = None
    role.save()
    assert opens(new.text)


def test_leaving_one_partnership_ends_the_tokens_of_that_one_alone(
    workspace: Workspace, officer: User, administrator: User
) -> None:
    other = new_workspace()
    add_member(workspace=other, user=officer, role=Role.OFFICER)
    here, there = made(workspace, officer), made(other, officer)
    leave(workspace=workspace, person=officer, next_owner=None, by=administrator)
    assert (opens(here.text), opens(there.text)) == (False, True)


def test_closing_an_account_and_taking_its_second_factor_end_every_token(workspace: Workspace, officer: User) -> None:
    other = new_member(workspace, Role.ANALYST)
    first, second = made(workspace, officer), made(workspace, other)
    close_account(user=officer)
    reset_second_factor(user=other, reason="lost", by=None)
    assert (opens(first.text), opens(second.text)) == (False, False)
    assert not Token.objects.filter(revoked_at__isnull=True).exists()
    # An event that follows from another stands in the chain like any: only the file, written on commit, is not there.
    assert {one.words for one in verify(workspace).findings} == {"the file of heads does not know this chain."}


def test_a_token_makes_so_many_requests_a_minute_and_no_more(workspace: Workspace, officer: User) -> None:
    new, most = made(workspace, officer), settings().token_requests_a_minute
    with time_machine.travel("2027-03-02T10:00:15Z", tick=False):
        for _ in range(most):
            count_request(token=new.token)
        with pytest.raises(TooMany) as refused:
            count_request(token=new.token)
        assert refused.value.seconds == 45
        count_request(token=made(workspace, officer, until=date(2027, 4, 1)).token)
    with time_machine.travel("2027-03-02T10:01:00Z", tick=False):
        count_request(token=new.token)


def test_its_last_use_is_noted_at_most_once_a_minute(workspace: Workspace, officer: User) -> None:
    new = made(workspace, officer)
    seen = []
    for second in ("00", "30", "59"):
        with time_machine.travel(f"2027-03-02T10:00:{second}Z", tick=False):
            count_request(token=Token.objects.get())
            seen.append(Token.objects.get(pk=new.token.pk).used_at)
    with time_machine.travel("2027-03-02T10:01:01Z", tick=False):
        count_request(token=Token.objects.get())
        assert seen[0] == seen[1] == seen[2] != Token.objects.get(pk=new.token.pk).used_at


def test_no_log_holds_a_token() -> None:
    line = logging.LogRecord("x", logging.ERROR, "x.py", 1, "sent %s", ("frankpledge_Abc-1_2",), None)
    assert TokensUnwritten().filter(line)
    assert line.getMessage() == "sent frankpledge_…"


def test_the_parts_are_those_of_the_interface() -> None:
    assert "actions" in parts()
    assert all(words[0].isupper() for words in parts().values())
