"""A report on the partnership's plan, for tests: on 3 March 2026, in a workspace with a board."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.decision_reports.actions.practice import settle_practice
from frankpledge.domain.decision_reports.actions.writing import ReportFacts, begin_report, say_nothing
from frankpledge.domain.decision_reports.models import Practice, Report
from frankpledge.domain.decision_reports.rules import Local
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY = date(2026, 3, 3)
PLAN = ReportFacts(
    title="Partnership plan 2026 to 2029",
    purpose="To adopt the partnership plan",
    wards="County-wide",
    key=True,
    key_because="It affects communities in every ward.",
    framework=True,
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def practice(workspace: Workspace, officer: User) -> Practice:
    """Return the practice of a council that counts as most do."""
    given = Local(
        council="Nevermouth Council", threshold="£500,000 or more", wards=2, call_in_days=5,
        contact="Town Hall, and council.invalid/papers", cabinet_members="Leader\nMember for safety",
    )  # fmt: skip
    return settle_practice(workspace=workspace, since=date(2025, 4, 1), given=given, by=officer)


@pytest.fixture
def report(partnership: Partnership, practice: Practice, officer: User) -> Report:
    return begin_report(workspace=partnership.workspace, given=PLAN, by=officer)


@pytest.fixture
def whole(report: Report, officer: User) -> Report:
    """Return the report with every heading answered, none of them with a figure."""
    for heading in report.headings.filter(required=True):
        say_nothing(heading=heading, reason=f"Nothing arises under {heading.title.lower()}.", by=officer)
    return report
