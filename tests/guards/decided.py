"""A decision report of a town's, each word with the canary: agreed, being corrected, on its way; and an election."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.decision_reports.actions.agreeing import agree_report, correct_report, send_report
from frankpledge.domain.decision_reports.actions.practice import add_heading, settle_practice
from frankpledge.domain.decision_reports.actions.route import StepFacts, add_step, record_notice, set_day
from frankpledge.domain.decision_reports.actions.writing import (
    ReportFacts,
    begin_report,
    give_grounds,
    say_nothing,
    withhold,
)
from frankpledge.domain.decision_reports.documents import open_tree, trees
from frankpledge.domain.decision_reports.rules import Local
from frankpledge.domain.elections.actions import record_election
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.publishing.actions import schedule_publication, state_essential
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def decided(canary: str, workspace: Workspace, by: User, second: User) -> dict[str, str]:
    """Agree a report with a withheld part, open its correction, put it on its way, and return what addresses need."""
    today = clock.today()
    local = Local(council=f"{canary} council", wards=2, contact=f"{canary} hall", cabinet_members=f"{canary} leader")
    settle_practice(workspace=workspace, since=today - timedelta(days=90), given=local, by=by)
    addition = add_heading(workspace=workspace, title=f"{canary} effect", ask=f"Say {canary}", required=True, by=by)
    given = ReportFacts(f"{canary} plan", f"To adopt the {canary} plan", f"{canary} wards", True, f"{canary} reason")
    report = begin_report(workspace=workspace, given=given, by=by)
    for heading in report.headings.all():
        say_nothing(heading=heading, reason=f"{canary} has none", by=by)
    withhold(heading=report.headings.get(ref="financial"), restricted=True, by=by)
    give_grounds(report=report, paragraphs=["3"], public_interest=f"{canary} tender", by=by)
    report = send_report(report=report, trees=trees(report, today=today), by=by)
    edition = agree_report(report=report, by=second, formats=("html", "pdf", "docx", "odt"))
    state_essential(edition=edition, reason=f"{canary} must know", by=second)
    waiting = schedule_publication(edition=edition, on=today + timedelta(days=300), by=by)
    report.refresh_from_db()
    report = correct_report(report=report, tree=open_tree(report, today=today), note=f"{canary} slip", by=by)
    body = create_body(workspace=workspace, name=f"{canary} executive", kind="linked", by=by)
    step = add_step(report=report, given=StepFacts("cabinet", f"{canary} cabinet", body, period=f"{canary} May"), by=by)
    set_day(step=step, on=today + timedelta(days=60), by=by)
    set_day(step=step, on=today + timedelta(days=70), reason=f"{canary} hall is taken", by=by)
    record_notice(step=step, kind="key_notice", on=today, words=f"{canary} website", by=by)
    dated = Dated("local", today - timedelta(days=60), today - timedelta(days=9), f"{canary} poll")
    election = record_election(workspace=workspace, given=dated, by=by)
    return {
        "decision": str(report.pk),
        "under": str(report.headings.get(ref="legal").pk),
        "stage": str(step.pk),
        "addition": str(addition.pk),
        "election": str(election.pk),
        "waiting": str(waiting.pk),
    }
