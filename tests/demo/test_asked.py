"""The demonstration's returns: what its data name is there, and past rounds send what the register holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from frankpledge.demo.asked import ask_partners
from frankpledge.demo.risky import told_of
from frankpledge.domain.indicators.models import Value
from frankpledge.domain.returns.models import Return, Round
from frankpledge.domain.returns.rules import State
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.returns.staging import set_register
from tests.ground.people import new_member, new_workspace


def test_every_supplier_and_indicator_that_the_rounds_name_is_measured() -> None:
    told, measured = told_of("asked.toml"), told_of("measures.toml")
    suppliers = {one["supplier"] for one in measured["indicator"] if "supplier" in one}
    references = {one["reference"]: one.get("supplier") for one in measured["indicator"]}
    assert {one["supplier"] for part in ("late", "missing", "corrected", "came") for one in told[part]} <= suppliers
    assert {one[side] for one in told["pair"] for side in ("indicator", "other")} <= set(references)
    for one in told["came"]:
        assert {references[name] for name in one["figures"]} == {one["supplier"]}


@pytest.mark.django_db
def test_past_rounds_send_what_is_known_and_write_nothing_again_and_one_is_open() -> None:
    with time_machine.travel(datetime(2023, 1, 2, 9, tzinfo=UTC), tick=False):
        workspace = new_workspace(generated=True)
        officer, analyst, lead = (new_member(workspace, role) for role in (Role.OFFICER, Role.ANALYST, Role.LEAD))
    with time_machine.travel(datetime(2026, 4, 20, 9, tzinfo=UTC), tick=False):
        set_register(workspace, officer, analyst)
        values = Value.objects.count()
        people: dict[str, User] = {"by": officer, "checks": analyst, "publishes": lead}
        ask_partners(workspace, **people)
        ask_partners(workspace, **people)
    assert Value.objects.count() == values
    rounds = [one.name for one in Round.objects.order_by("starts")]
    assert (len(rounds), rounds[0], rounds[-1]) == (8, "2024/25 Q1", "2025/26 Q4")
    past = Return.objects.filter(round__name="2025/26 Q2")
    assert {one.state for one in past} == {State.PUBLISHED}
    assert {one.state for one in Return.objects.filter(round__name="2025/26 Q4")} == {State.ASKED}
    assert all(one.first_sent_at and one.first_sent_at.date() <= one.due_on for one in past)
