"""One page has the same assessment drafted for every partnership that an analyst serves, and for no other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.partnerships.actions import found_level, found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import user_of
from frankpledge.ground.jobs.models import JobRun
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
ASKED = {"last_month": "2025-12", "everywhere": "on"}


def found(code: str, name: str, by: User) -> Partnership:
    return found_partnership(area_kind="csp", area_code=code, area_name=name, nation="england", two_tier=False, by=by)


def test_the_others_that_one_serves_are_drafted_too(client: Client, partnership: Partnership, officer: User) -> None:
    other = found("X22000002", "Vale", officer)
    found("X22000003", "Not mine", new_user("Somebody else"))
    found_level(level="county", area_code="X10000001", area_name="Nevershire", nation="england", by=officer)
    client.force_login(officer)
    address = reverse("assessments:draft", args=(partnership.workspace.slug,))
    shown = client.get(address).content.decode()
    assert "Draft the same for Vale Community Safety Partnership, which you serve too" in shown
    assert "Not mine" not in shown
    client.post(address, ASKED)
    assert {run.workspace for run in JobRun.objects.all()} == {partnership.workspace, other.workspace}


def test_whoever_serves_one_is_offered_no_other(client: Client, partnership: Partnership, analyst: User) -> None:
    founder = user_of("founder@example.invalid")
    assert founder is not None
    found("X22000002", "Vale", founder)
    client.force_login(analyst)
    address = reverse("assessments:draft", args=(partnership.workspace.slug,))
    assert "which you serve too" not in client.get(address).content.decode()
    client.post(address, ASKED)
    assert [run.workspace for run in JobRun.objects.all()] == [partnership.workspace]
