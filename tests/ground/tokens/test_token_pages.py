"""The pages of tokens: one proves anew who one is, sees a token once, and ends it by one button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.queries import bearer
from tests.ground.people import PASSWORD, new_member, new_workspace
from tests.web.signing_in import give_password, set_up_app

pytestmark = pytest.mark.django_db
MAKE = "/account/tokens/make/"


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
    person = new_member(workspace, Role.OFFICER, name="The officer")
    person.set_password(PASSWORD)
    person.save()
    return person


def asked(here: Workspace, **more: object) -> dict[str, object]:
    until = (clock.today() + timedelta(days=30)).isoformat()
    told = {"name": "Excel", "workspace": str(here.pk), "writes": "no", "reaches": ["actions", "duties"]}
    return {**told, "until": until, **more}


def test_a_token_is_shown_once_and_works(client: Client, workspace: Workspace, officer: User) -> None:
    give_password(client, officer.email)
    html = client.post(MAKE, asked(workspace)).content.decode()
    text = re.search(r'value="(frankpledge_[^"]+)"', html)
    assert text is not None
    token = bearer(text[1])
    assert (token.user, token.workspace, token.writes) == (officer, workspace, False)
    assert token.parts == ["actions", "duties"]
    assert text[1] not in client.get("/account/tokens/").content.decode()
    assert "Excel" in client.get("/account/tokens/").content.decode()


def test_whoever_was_let_in_long_ago_proves_anew_and_loses_nothing(
    client: Client, workspace: Workspace, officer: User
) -> None:
    give_password(client, officer.email)
    session = client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 3_600
    session.save()
    answer = client.post(MAKE, asked(workspace))
    assert answer["Location"].startswith("/account/again/")
    assert not Token.objects.exists()
    done = client.post(answer["Location"], {"password": PASSWORD})
    assert "Here is the token" in done.content.decode()
    assert Token.objects.count() == 1


def test_where_a_second_step_is_asked_for_a_password_alone_makes_no_token(
    client: Client, workspace: Workspace, officer: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    give_password(client, officer.email)
    assert client.post(MAKE, asked(workspace))["Location"] == "/account/second-step/"
    set_up_app(client, clock.now().timestamp())
    assert client.post(MAKE, asked(workspace)).status_code == 200
    assert Token.objects.count() == 1


def test_what_does_not_fit_is_told_at_its_field_and_makes_nothing(
    client: Client, workspace: Workspace, officer: User
) -> None:
    give_password(client, officer.email)
    foreign = new_workspace()
    for wrong in (
        {"name": ""}, {"workspace": str(foreign.pk)}, {"reaches": ["all"]}, {"until": "2020-01-01"}, {"writes": "all"},
    ):  # fmt: skip
        assert client.post(MAKE, asked(workspace, **wrong)).status_code == 422, wrong
    assert not Token.objects.exists()


def test_one_withdraws_ones_own_and_no_others(client: Client, workspace: Workspace, officer: User) -> None:
    give_password(client, officer.email)
    client.post(MAKE, asked(workspace))
    token = Token.objects.get()
    client.force_login(new_member(workspace, Role.OFFICER))
    client.post(f"/account/tokens/{token.pk}/withdraw/")
    assert Token.objects.get().revoked_at is None
    client.force_login(officer)
    client.post(f"/account/tokens/{token.pk}/withdraw/")
    assert Token.objects.get().revoked_by == officer


def test_an_administrator_sees_whose_tokens_there_are_and_ends_one(
    client: Client, workspace: Workspace, officer: User
) -> None:
    give_password(client, officer.email)
    client.post(MAKE, asked(workspace))
    client.force_login(new_member(workspace, Role.ADMINISTRATOR))
    page = client.get(f"/w/{workspace.slug}/access/").content.decode()
    assert f'href="/w/{workspace.slug}/tokens/"' in page
    html = client.get(f"/w/{workspace.slug}/tokens/").content.decode()
    assert "The officer" in html
    assert "Excel" in html
    token = Token.objects.get()
    client.post(f"/w/{workspace.slug}/tokens/{token.pk}/withdraw/")
    assert Token.objects.get().revoked_at is not None
