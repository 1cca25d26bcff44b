"""The demonstration shows a year of duties of the invented county, some met, some late, some without proof."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from frankpledge.analysis.periods import FinancialYear
from frankpledge.demo.dutiful import record_duties
from frankpledge.domain.duties.models import DutyEvent, Evidence, Responsibility
from frankpledge.domain.duties.queries.register import position
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.statute.obligations import State
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


def counts(workspace: Workspace, year: int) -> dict[State, int]:
    found = position(workspace=workspace, year=FinancialYear(year), today=clock.today())
    return {state: found.count(state) for state in State}


def test_both_years_show_every_way_in_which_a_duty_may_stand(
    workspace: Workspace, officer: User, analyst: User, member: User
) -> None:
    record_duties(workspace, {"officer": officer, "analyst": analyst, "member": member})
    running, past = counts(workspace, 2026), counts(workspace, 2025)
    assert all(running.values())
    assert min(past[State.MET], past[State.LATE], past[State.NOT_EVIDENCED], past[State.NOT_IN_FORCE]) > 0
    found = position(workspace=workspace, year=FinancialYear(2025), today=clock.today())
    (meeting,) = found.of("CSP-13")
    assert (meeting.obligation.state, meeting.obligation.late_by) == (State.MET, 16)
    rows = [model.objects.count() for model in (Responsibility, DutyEvent, Evidence)]
    record_duties(workspace, {"officer": officer, "analyst": analyst, "member": member})
    assert [model.objects.count() for model in (Responsibility, DutyEvent, Evidence)] == rows


def test_a_clock_that_stands_earlier_records_nothing_of_days_to_come(db: None) -> None:
    with time_machine.travel(datetime(2025, 5, 1, 12, tzinfo=UTC), tick=False):
        place = new_workspace()
        people = {"officer": Role.OFFICER, "analyst": Role.ANALYST, "member": Role.MEMBER}
        record_duties(place, {name: new_member(place, role) for name, role in people.items()})
        assert counts(place, 2025)[State.DUE] > 0
        assert not Evidence.objects.filter(on__gt=clock.today()).exists()
        assert not DutyEvent.objects.filter(on__gt=clock.today()).exists()
