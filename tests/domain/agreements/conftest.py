from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.agreements.actions import (
    AgreementFacts,
    VersionFacts,
    add_agreement,
    add_version,
    record_answer,
)
from frankpledge.domain.agreements.models import Agreement, Version
from frankpledge.domain.agreements.rules import Answer, Kind, Term
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import AUTHORITIES, Stage, set_table

TODAY, SINCE = date(2025, 12, 2), date(2025, 5, 20)
COVERED = ("cda_17a", "cda_115", "reg_4")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def given(stage: Stage) -> AgreementFacts:
    return AgreementFacts("Sharing protocol", Kind.PROTOCOL, stage.organisations["council"], COVERED, "Counts by ward")


@pytest.fixture
def agreement(workspace: Workspace, officer: User, given: AgreementFacts) -> Agreement:
    return add_agreement(workspace=workspace, given=given, by=officer)


@pytest.fixture
def version(agreement: Agreement, officer: User) -> Version:
    """Return a version of 20 May 2025, to be looked at again a year later."""
    given = VersionFacts(Term(SINCE, None, date(2026, 5, 20)), "Names the integrated care board")
    return add_version(agreement=agreement, given=given, by=officer)


def sign(version: Version, stage: Stage, *but: str) -> None:
    """Let every authority sign, but those."""
    for name, _, _ in AUTHORITIES:
        if name not in but:
            organisation = stage.organisations[name]
            record_answer(version=version, organisation=organisation, answer=Answer.SIGNED, on=SINCE, by=stage.officer)
