from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.bodies.actions.seats import TermsFacts, adopt_terms
from frankpledge.domain.meetings.actions.minuting import Came, record_attendance
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import Presence
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import BEGAN, Stage, set_table

TODAY = date(2025, 12, 2)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    """Return a board of five with a quorum of three responsible authorities."""
    stage = set_table(workspace, officer)
    facts = TermsFacts(frequency="quarterly", quorum=3, quorum_of="authorities")
    adopt_terms(body=stage.board, facts=facts, since=BEGAN, by=officer)
    return stage


@pytest.fixture
def meeting(stage: Stage, workspace: Workspace, officer: User) -> Meeting:
    return plan_meeting(workspace=workspace, body=stage.board, on=TODAY, place="Shire Hall", by=officer)


def attend(meeting: Meeting, stage: Stage, by: User, **presences: str) -> None:
    """Write down how seats were filled, by the authority's name in the law; the others were there themselves."""
    came = {
        seat.pk: Came(
            Presence(presences.get(name, "present")), stage.people[name].pk if name not in presences else None
        )
        for name, seat in stage.seats.items()
    }
    record_attendance(meeting=meeting, came=came, by=by)


@pytest.fixture
def held(meeting: Meeting, stage: Stage, officer: User) -> Meeting:
    attend(meeting, stage, officer, health="apologies")
    return meeting


@pytest.fixture
def item(held: Meeting) -> Item:
    return held.items.get(order=3)
