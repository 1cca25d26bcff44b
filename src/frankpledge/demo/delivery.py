"""Work plans, what was sent up and highlight reports of the demonstration, each step through its page's action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.demo.risky import Named, named_of, told_of
from frankpledge.domain.action_log.queries import actions_of
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.escalations import actions as upward
from frankpledge.domain.escalations.actions import Answer, SentUp
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Matter, agendas_for, matter_to_send
from frankpledge.domain.highlights import actions as reporting
from frankpledge.domain.highlights.actions import Edited
from frankpledge.domain.highlights.queries import boards_ahead
from frankpledge.domain.highlights.rules import Period
from frankpledge.domain.work_plans import actions as plans
from frankpledge.domain.work_plans.actions import Fate, LineFacts, Said
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.domain.work_plans.queries import lines_of, plans_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

KEPT_AS = ("html", "pdf")


def deliver(workspace: Workspace, *, by: User, lead: User, second: User) -> None:
    """Record two years of work plans, what was sent up, and the reports of groups, but what is there already."""
    told, named, today = told_of("delivery.toml"), named_of(workspace, by), clock.today()
    if plans_of(workspace=workspace, viewer=by).exists():
        return
    for one in told["plan"]:
        _plan(workspace, one, named, by)
    for one in (one for one in told["escalation"] if one["sent_on"] <= today):
        _send_up(workspace, one, named, by, lead)
    for one in (one for one in told["report"] if one["last"] <= today):
        _report(one, named, lead, second)


# ---- work plans ------------------------------------------------------------------------------------------------------


def _plan(workspace: Workspace, one: Mapping[str, Any], named: Named, by: User) -> None:
    """Keep a plan; one of which lines go on was closed when its year was over."""
    body, today = named.bodies[one["body"]], clock.today()
    number, on = one["decision"]
    if on > today:
        return
    plan = plans_of(workspace=workspace, viewer=by).filter(body=body, year=one["year"]).first()
    plan = plan or plans.start_plan(workspace=workspace, body=body, year=one["year"], by=by)
    for words, priority, objective, organisation, person, deputy, quarter, measure in one["lines"]:
        given = LineFacts(
            words, named.organisations[organisation], quarter, named.people.get(person), named.people.get(deputy),
            priority, objective, measure,
        )  # fmt: skip
        plans.add_line(plan=plan, given=given, by=by)
    plan = plans.approve_plan(plan=plan, decision=number, on=on, by=by)
    for number, quarter, reason in one.get("moves", ()):
        plans.move_line(line=_line(plan, number, by), quarter=quarter, reason=reason, by=by)
    for number, said, words, *day in one.get("reports", ()):
        done_on: date | None = day[0] if day else None
        if done_on is None or done_on <= today:
            plans.report_line(line=_line(plan, number, by), given=Said(Progress(said), words, done_on), by=by)
    for number, reason in one.get("drops", ()):
        plans.drop_line(line=_line(plan, number, by), reason=reason, by=by)
    if "carried" in one:
        fates = {_line(plan, told["number"], by).pk: Fate(told["quarter"], told["why"]) for told in one["carried"]}
        plans.close_plan(plan=plan, fates=fates, by=by)


def _line(plan: Plan, number: int, by: User) -> Line:
    return lines_of(workspace=plan.workspace, viewer=by).get(plan=plan, number=number)


# ---- sent up ---------------------------------------------------------------------------------------------------------


def _send_up(workspace: Workspace, one: Mapping[str, Any], named: Named, by: User, lead: User) -> None:
    given = SentUp(
        sender=named.bodies[one["sender"]],
        receiver=named.bodies[one["receiver"]],
        matter=_matter(workspace, one, by),
        asks=one["asks"],
        why=one["why"],
        by_when=one["by_when"],
        sent_on=one["sent_on"],
    )
    made = upward.send_up(workspace=workspace, given=given, by=lead)
    if "taken_back" in one:
        upward.take_back(escalation=made, reason=one["taken_back"], by=lead)
    elif "answer" in one:
        said = Answer(one["answer"], one.get("decision"), one["answered_on"])
        made = upward.answer(escalation=made, given=said, by=by)
        if one.get("read"):
            upward.note_answer(escalation=made, by=lead)
    elif one.get("on_agenda"):
        _place(made, by)


def _matter(workspace: Workspace, one: Mapping[str, Any], by: User) -> Matter:
    """Return what is sent up: an action of the log by its number where there is one, or words."""
    action = actions_of(workspace=workspace, viewer=by).filter(number=one.get("action", 0)).first()
    if action is None:
        return Matter(one.get("about", one["asks"]))
    found = matter_to_send(f"action_log.action:{action.pk}", workspace=workspace, viewer=by)
    assert found is not None  # it was found a line above
    return found


def _place(made: Escalation, by: User) -> None:
    ahead = agendas_for(made, viewer=by, today=clock.today())
    if ahead:
        upward.add_to_agenda(escalation=made, agenda=ahead[0], by=by)


# ---- highlight reports -----------------------------------------------------------------------------------------------


def _report(one: Mapping[str, Any], named: Named, lead: User, second: User) -> None:
    period = Period(one["first"], one["last"])
    report = reporting.draft_report(body=named.bodies[one["body"]], period=period, by=lead)
    given = Edited(lead=one.get("lead", ""), asks=one.get("asks", report.asks))
    report = reporting.edit_report(report=report, given=given, by=lead)
    if not one.get("approved"):
        return
    report = reporting.send_report(report=report, by=lead)
    reporting.approve_report(report=report, by=second, formats=KEPT_AS)
    ahead = boards_ahead(report, viewer=lead, today=clock.today())
    if one.get("agenda") and ahead:
        reporting.put_before(report=report, meeting=ahead[0], by=lead)
