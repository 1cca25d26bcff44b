"""Commentary and reports of a town's, each word with the canary: one of each is approved, the report on an agenda."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.commentaries import actions as said
from frankpledge.domain.commentaries.rules import Words
from frankpledge.domain.indicators.actions import Defined, Written, publish_value, record_value, register_indicator
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Origin, Polarity
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.reports import actions
from frankpledge.domain.reports.rules import AskKind, before, last_ended
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.reports import Every as Often

OLDEST = 11


def performing(canary: str, workspace: Workspace, by: User, second: User, third: User) -> dict[str, str]:
    """Measure something, say why it rose, and report on it. Return what the addresses need.

    All of it was known two days ago; `third` put it before the board, but for the oldest quarter.
    """
    defined = Defined(
        since=date(2020, 4, 1), words=f"{canary} lamps counted", measure=Measure.COUNT, numerator=f"{canary} lanterns",
        unit=f"{canary} lanterns", polarity=Polarity.SMALLER, source=f"{canary} lamplighter", origin=Origin.RETURNS,
        every=Every.QUARTER,
    )  # fmt: skip
    lamps = register_indicator(
        workspace=workspace, reference="PF-01", name=f"{canary} lanterns", defined=defined, by=by
    )
    last, known = last_ended(Often.QUARTER, clock.today()), clock.now() - timedelta(days=2)
    one = last
    for back in range(OLDEST + 1):
        written = Written(one.starts, one.ends, Numbers(Decimal(400 if back == 0 else 200 + back % 3)))
        value = record_value(indicator=lamps, written=written, by=by, known_at=known)
        if back < OLDEST:
            publish_value(value=value, by=third, at=known)
        one = before(Often.QUARTER, one)
    words = Words(f"{canary} lamps were {{now}}.", f"{canary} moths", f"{canary} nets")
    commentary = said.write_commentary(indicator=lamps, until=last.ends, words=words, by=by)
    said.send_commentary(commentary=commentary, by=by)
    said.approve_commentary(commentary=commentary, by=second)
    board = create_body(workspace=workspace, name=f"{canary} measuring board", kind="board", by=by)
    meeting = plan_meeting(workspace=workspace, body=board, on=clock.today() + timedelta(days=12), by=by)
    report = actions.draft_report(workspace=workspace, kind="board", period=last, body=board, by=by)
    actions.edit_lead(report=report, lead=f"{canary} lamps first", by=by)
    asked = actions.AskFacts(AskKind.DECIDE, f"buy {canary} nets", lamps.pk, f"{canary} owner", f"{canary} day")
    actions.add_ask(report=report, given=asked, by=by)
    actions.send_report(report=report, by=by)
    actions.approve_report(report=report, by=second, formats=("html",))
    actions.put_before(report=report, meeting=meeting, by=by)
    return {
        "performance": str(report.pk),
        "commentary": str(commentary.pk),
        "asked": "1",
        "dataset": "Indicators",
    }
