"""What the council of the demonstration was asked to decide, each step through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.domain.decision_reports.actions import route, writing
from frankpledge.domain.decision_reports.actions.agreeing import agree_report, send_report
from frankpledge.domain.decision_reports.actions.practice import add_heading, settle_practice
from frankpledge.domain.decision_reports.actions.route import StepFacts
from frankpledge.domain.decision_reports.actions.writing import ReportFacts
from frankpledge.domain.decision_reports.documents import trees
from frankpledge.domain.decision_reports.models import Heading, Report, Step
from frankpledge.domain.decision_reports.queries.reports import known_to, local_headings, practices, reports_of
from frankpledge.domain.decision_reports.rules import Local, Outcome, TooSoon
from frankpledge.domain.elections.actions import record_election
from frankpledge.domain.elections.queries import elections_of
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.domain.meetings.rules import State
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.queries.catalogue import figure_of
from frankpledge.domain.narrative.rules import Reference
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.comments.actions import comment

KEPT_AS = ("html", "pdf")


@dataclass(frozen=True)
class _Office:
    """A workspace with who writes its reports and who agrees them, and its bodies by name."""

    workspace: Workspace
    by: User
    second: User
    bodies: Mapping[str, Body]


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files("frankpledge.demo").joinpath("decisions.toml").read_text(encoding="utf-8"))


def bring_before_the_council(workspace: Workspace, *, by: User, second: User) -> None:
    """Record the council's practice, the elections and the reports that are not there yet."""
    _settle(workspace, by)
    bodies = {one.name: one for one in rows_of(Body, workspace=workspace, viewer=by)}
    office = _Office(workspace, by, second, bodies)
    known = set(reports_of(workspace=workspace, viewer=by).values_list("title", flat=True))
    for told in _told()["report"]:
        if told["title"] not in known:
            _report(office, told)


def _settle(workspace: Workspace, by: User) -> None:
    told = _told()
    if not practices(workspace=workspace, viewer=by).exists():
        said = told["practice"]
        given = Local(
            council=said["council"], threshold=said["threshold"], wards=2, call_in_days=5, contact=said["contact"],
            cabinet_members="\n".join(said["cabinet_members"]),
        )  # fmt: skip
        settle_practice(workspace=workspace, since=said["since"], given=given, by=by)
    if not local_headings(workspace=workspace, viewer=by).exists():
        for one in told["heading"]:
            add_heading(workspace=workspace, required=True, by=by, **one)
    held = {one.poll for one in elections_of(workspace=workspace, viewer=by)}
    for one in told["election"]:
        if one["poll"] not in held:
            record_election(workspace=workspace, given=Dated(**one), by=by)


def _report(office: _Office, told: Mapping[str, Any]) -> None:
    """Begin a report, write it, and take it on its way: what is agreed is agreed before it goes on an agenda."""
    because = told["key_because"]
    facts = ReportFacts(told["title"], told["purpose"], told["wards"], True, because, told["framework"])
    report = writing.begin_report(workspace=office.workspace, given=facts, by=office.by)
    for heading in report.headings.select_related("report__workspace", "workspace", "passage"):
        _write(office, heading, told)
    if "exempt" in told:
        writing.give_grounds(
            report=report, paragraphs=told["exempt"], public_interest=told["public_interest"], by=office.by
        )
    if told["agreed"]:
        report = send_report(report=report, trees=trees(report, today=clock.today()), by=office.by)
        agree_report(report=report, by=office.second, formats=KEPT_AS)
    for step in told["step"]:
        _step(office, report, step)


def _write(office: _Office, heading: Heading, told: Mapping[str, Any]) -> None:
    words = told["words"].get(heading.ref, "")
    if words:
        _words(office, heading, words, told)
    elif heading.required and told["agreed"]:
        writing.say_nothing(heading=heading, reason=_told()["nothing"], by=office.by)
    if heading.ref in told.get("withheld", ()):
        writing.withhold(heading=heading, restricted=True, by=office.by)


def _words(office: _Office, heading: Heading, words: str, told: Mapping[str, Any]) -> None:
    """Write under a heading, its figures fetched; where one is missing nothing is written."""
    partnership, known = office.workspace.partnership, known_to(heading.report)
    common = {"area": f"{partnership.area_kind}:{partnership.area_code}", "period": told.get("period", "")}
    references = {
        name: Reference(query, {**common, "what": what})
        for name, (query, what) in told.get("figures", {}).items()
        if f"{{{name}}}" in words
    }
    if any(figure_of(known, asked).state != "value" for asked in references.values()):
        return
    passage = writing.begin_passage(heading=heading, known=known, by=office.by)
    write_passage(
        passage=passage, workspace=office.workspace, text=words, references=references, known=known, by=office.by,
        may=writing.may_write(heading), revision=passage.revision,
    )  # fmt: skip
    writing.note_written(heading=heading, by=office.by)


# ---- on its way -----------------------------------------------------------------------------------------------------


def _step(office: _Office, report: Report, told: Mapping[str, Any]) -> None:
    body = office.bodies.get(told.get("body", ""))
    facts = StepFacts(told["kind"], told.get("maker", ""), body, period=told.get("period", ""))
    step = route.add_step(report=report, given=facts, by=office.by)
    for kind, on in told.get("notices", ()):
        if on <= clock.today():
            route.record_notice(step=step, kind=kind, on=on, by=office.by)
    if "refused" in told and not _dated(office, step, told["refused"]):
        kind = Report._meta.label_lower
        comment(workspace=office.workspace, kind=kind, about=str(report.pk), words=told["said"], by=office.by)
    if "on" in told:
        _dated(office, step, told["on"])
    if "agenda" in told:
        _on_agenda(office, step, told["agenda"])
    if "outcome" in told:
        route.record_outcome(step=step, outcome=Outcome(told["outcome"]), words=told["words"], by=office.by)


def _dated(office: _Office, step: Step, on: date) -> bool:
    """Return whether a step could be given a day: one that is too soon, as today stands, leaves it without."""
    try:
        route.set_day(step=step, on=on, by=office.by)
    except TooSoon:
        return False
    return True


def _on_agenda(office: _Office, step: Step, on: date) -> None:
    found = meetings_of(workspace=office.workspace, viewer=office.by, body=step.body_id or "")
    for meeting in found.filter(on=on, state=State.PLANNED):
        route.put_on_agenda(step=step, meeting=meeting, by=office.by)
