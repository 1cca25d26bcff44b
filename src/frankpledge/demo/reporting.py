"""What is said of the demonstration's indicators, and its reports to the board, through the actions of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from frankpledge.demo.risky import told_of
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.commentaries.actions import approve_commentary, send_commentary, write_commentary
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.rules import Words
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.reports import actions, rules
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.queries import cut_off, meetings_ahead
from frankpledge.domain.reports.rules import AskKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def report_to_the_board(workspace: Workspace, told: str, *, by: User, lead: User, second: User) -> None:
    """Say what happened where signals fired, and report quarter by quarter, unless that was done.

    `lead` writes and `second` approves what is said; `by` drafts the reports and `second` approves them.
    """
    if (
        Report.objects.filter(workspace=workspace).exists()
        or not Indicator.objects.filter(workspace=workspace).exists()
    ):
        return
    everything = told_of("reporting.toml")[told]
    for one in everything["commentary"]:
        _say(workspace, one, lead=lead, second=second)
    for one in everything["report"]:
        _report(workspace, one, by=by, second=second)


def _say(workspace: Workspace, one: Mapping[str, Any], *, lead: User, second: User) -> Commentary:
    indicator = Indicator.objects.get(workspace=workspace, reference=one["reference"])
    words = Words(one["happened"], one["why"], one["next"])
    made = write_commentary(indicator=indicator, until=one["until"], words=words, by=lead)
    send_commentary(commentary=made, by=lead)
    approve_commentary(commentary=made, by=second, at=datetime.combine(one["approved_on"], time(10), UTC))
    return made


def _report(workspace: Workspace, one: Mapping[str, Any], *, by: User, second: User) -> None:
    period = rules.period(rules.template(one["kind"]).every, one["period"])
    board = Body.objects.filter(workspace=workspace, kind="board", withdrawn_at__isnull=True).order_by("name").first()
    made = actions.draft_report(
        workspace=workspace, kind=one["kind"], period=period, body=board if one["kind"] == "board" else None,
        known_at=cut_off(one["known_on"]), by=by,
    )  # fmt: skip
    if "lead" in one:
        actions.edit_lead(report=made, lead=one["lead"], by=by)
    for ask in one.get("ask", ()):
        about = Indicator.objects.get(workspace=workspace, reference=ask["reference"]).pk
        given = actions.AskFacts(AskKind(ask["kind"]), ask["words"], about, ask.get("owner", ""), ask.get("due", ""))
        actions.add_ask(report=made, given=given, by=by)
    actions.send_report(report=made, by=by)
    actions.approve_report(report=made, by=second)
    ahead = meetings_ahead(made, viewer=by, today=clock.today())
    if one.get("placed") and ahead:
        actions.put_before(report=made, meeting=ahead[0], by=by)
