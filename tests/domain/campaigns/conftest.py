from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.domain.campaigns.actions import CampaignFacts, add_campaign
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY, BEGAN, ENDED = date(2025, 12, 2), date(2025, 3, 1), date(2025, 9, 30)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def given(stage: Stage) -> CampaignFacts:
    """Return a campaign of the police with the council, that ended nine weeks ago."""
    return CampaignFacts(
        "Walk away", "Violence at night", BEGAN, stage.organisations["police"], [stage.organisations["council"]],
        ENDED, "Young men leave before it turns", Decimal("3200.50"), "The commissioner’s grant",
    )  # fmt: skip


@pytest.fixture
def campaign(workspace: Workspace, officer: User, given: CampaignFacts) -> Campaign:
    return add_campaign(workspace=workspace, given=given, by=officer)
