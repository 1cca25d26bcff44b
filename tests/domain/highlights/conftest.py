from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from frankpledge.domain.action_log import actions as log
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.models import Action, Slip
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.actions import Answer, SentUp, answer, send_up
from frankpledge.domain.escalations.queries import Matter
from frankpledge.domain.highlights.rules import Period
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.minuting import Came, DecisionFacts
from frankpledge.domain.meetings.rules import Presence
from frankpledge.domain.risks.actions import Described, First, raise_risk
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.domain.work_plans import actions as plans
from frankpledge.domain.work_plans.actions import LineFacts
from frankpledge.domain.work_plans.actions import Said as SaidOfLine
from frankpledge.domain.work_plans.models import Change
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import BEGAN, Stage, set_table

TODAY = date(2025, 12, 2)
PERIOD = Period(date(2025, 9, 3), TODAY)
MET = date(2025, 11, 12)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def group(stage: Stage, officer: User) -> Body:
    return create_body(
        workspace=stage.workspace, name="Harbour", kind="sub_group", parent=stage.board, since=BEGAN, by=officer
    )


@pytest.fixture
def undertake(group: Body, stage: Stage, officer: User) -> Callable[..., Action]:
    """Return what records an action of the group."""

    def made(wording: str, due: date | None, agreed: date = date(2025, 6, 4)) -> Action:
        given = Undertaken(wording, group, stage.organisations["council"], agreed, due)
        return log.add_action(workspace=group.workspace, given=given, by=officer)

    return made


@pytest.fixture
def lived(group: Body, stage: Stage, officer: User, undertake: Callable[..., Action]) -> Body:
    """Return the group once it has something to tell in every part of a report."""
    done = undertake("Count lamps", date(2025, 10, 1))
    log.report_progress(
        action=done, given=Said(Progress.DONE, "", "Forty of them", done_on=date(2025, 10, 3)), by=officer
    )
    late = undertake("Mend lamps", date(2025, 11, 1))
    log.report_progress(action=late, given=Said(Progress.AT_RISK, "No ladder"), by=officer)
    log.stop_action(action=undertake("Buy a boat", date(2025, 11, 1)), reason="Too dear", by=officer)
    log.move_date(action=undertake("Paint the quay", TODAY), due=date(2026, 1, 31), reason="Rain", by=officer)
    undertake("Look at lamps each night", None)
    _plan(group, stage, officer)
    level = Level("five", 4, 4)
    given = Described("The quay floods", group, stage.organisations["council"], "delivery")
    raise_risk(workspace=group.workspace, given=given, first=First(MET, {ScoreKind.CURRENT: level}), by=officer)
    _met(group, stage, officer)
    for words, said in (("Money for lamps", ""), ("A word to the port", "It was said")):
        sent = send_up(
            workspace=group.workspace,
            given=SentUp(
                group, stage.board, Matter(words), f"{words}, please", "We have none", date(2025, 12, 31), MET
            ),
            by=officer,
        )
        if said:
            answer(escalation=sent, given=Answer(said, 4), by=officer)
    moment = datetime.combine(TODAY, time(10), tzinfo=UTC)
    Slip.objects.update(at=moment)  # roles are held from the real today on, so the clock itself cannot be put back
    Change.objects.update(at=moment)
    return group


def _plan(group: Body, stage: Stage, officer: User) -> None:
    plan = plans.start_plan(workspace=group.workspace, body=group, year="2025/26", by=officer)
    council = stage.organisations["council"]
    lines = {
        name: plans.add_line(plan=plan, given=LineFacts(name, council, quarter), by=officer)
        for name, quarter in (("Sweep", 2), ("Wash", 3), ("Scrub", 2), ("Rinse", 4), ("Wax", 1))
    }
    plans.report_line(line=lines["Sweep"], given=SaidOfLine(Progress.DONE, "Swept", MET), by=officer)
    plans.move_line(line=lines["Wash"], quarter=4, reason="No water", by=officer)
    plans.drop_line(line=lines["Wax"], reason="Nobody wants it", by=officer)


def _met(group: Body, stage: Stage, officer: User) -> None:
    seats = [create_seat(body=group, name=name, by=officer) for name in ("Chair", "Port")]
    for seat, holder in zip(seats, ("council", "police"), strict=True):
        give_seat(seat=seat, organisations=[stage.organisations[holder]], since=BEGAN, by=officer)
    meeting = planning.plan_meeting(workspace=group.workspace, body=group, on=MET, by=officer)
    came = {seats[0].pk: Came(Presence.PRESENT), seats[1].pk: Came(Presence.SUBSTITUTE)}
    minuting.record_attendance(meeting=meeting, came=came, by=officer)
    for marking, wording in (("open", "To count again"), ("restricted", "To tell nobody")):
        item = meeting.items.order_by("order")[0 if marking == "open" else 1]
        item.marking = marking
        item.save()
        given = DecisionFacts(wording, "It is dark", "Less disorder")
        minuting.record_decision(item=item, given=given, by=officer)
    missed = planning.plan_meeting(workspace=group.workspace, body=group, on=date(2025, 11, 26), by=officer)
    planning.cancel_meeting(meeting=missed, because="Snow", by=officer)
    planning.plan_meeting(workspace=group.workspace, body=group, on=date(2025, 12, 1), by=officer)
