"""Without a second factor nobody reaches anything but what strangers reach and the pages of setting one up."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from frankpledge.ground.accounts.middleware import SecondFactor
from tests.guards.routes import ROUTES, Door, all_routes
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
CLOSED = sorted(
    name for name, route in ROUTES.items() if route.open_to is not Door.STRANGERS and name not in SecondFactor.OPEN
)


def test_every_route_leads_to_setting_one_up_by_every_method(client: Client, town: Town, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(town.everyone())
    reached = []
    for name in CLOSED:
        address = reverse(name, kwargs={part: town.parts[part] for part in PARTS[name]})
        for method in ("GET", "POST"):
            answer = client.generic(method, address)
            if (answer.status_code, answer.get("Location")) != (302, "/account/second-step/"):
                reached.append(f"{method} {name}: {answer.status_code}")
    assert reached == []
    assert set(ROUTES) >= SecondFactor.OPEN


def test_with_one_the_same_person_works(client: Client, town: Town, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    person = town.everyone()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.force_login(person)
    assert client.get(f"/w/{town.workspace.slug}/").status_code == 200
