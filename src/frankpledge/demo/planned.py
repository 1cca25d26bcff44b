"""The plans of the demonstration: three years of the county's own, and Herefordshire's as they were printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from frankpledge.demo.risky import Named, named_of, told_of
from frankpledge.domain.delivery import actions as delivery
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.plans.actions import (
    PlanFacts,
    describe_plan,
    record_step,
    remove_part,
    start_plan,
    write_part,
)
from frankpledge.domain.plans.actions.life import Decided, approve_plan, keep_printed, put_before_board, record_sent
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.queries import editions_of_plan, plans_of, steps, whole
from frankpledge.domain.plans.queries.decided import decisions
from frankpledge.domain.plans.queries.recommended import assessments_to_consider
from frankpledge.domain.plans.rules import Status, by_words
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.domain.publishing.actions import publish_edition
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

COMMISSIONER = "The commissioner’s office"
Told = Mapping[str, Any]


def plan_ahead(workspace: Workspace, *, by: User, second: User) -> None:
    """Write, approve and roll forward the plans of the county, but what is there already, and begin the next one."""
    if plans_of(workspace=workspace, viewer=by).exists():
        return
    told, named = told_of("plans.toml")["county"], named_of(workspace, by)
    plan = _first(workspace, told, named, by)
    plan = _approved(plan, told, by, second)
    for after in told["next"]:
        _said(plan, told, by)
        plan = _next(plan, after, named, by, second)
    _said(plan, told, by)
    roll_forward(plan=plan, by=by)


def _first(workspace: Workspace, told: Told, named: Named, by: User) -> Plan:
    year = told["year"]
    given = PlanFacts(told["title"], year, year, _considered(workspace, told["decided_on"], by), told["texts"])
    plan = start_plan(workspace=workspace, year=year, given=given, by=by)
    for one in told["context"]:
        write_part(plan=plan, kind=Kind.CONTEXT, values=one, by=by)
    for organisation, resources, success in told["shares"]:
        values = {"organisation": named.organisations[organisation], "resources": resources, "success": success}
        write_part(plan=plan, kind=Kind.SHARE, values=values, by=by)
    for one in told["priority"]:
        _priority(plan, one, named, by)
    return plan


def _considered(workspace: Workspace, on: date, by: User) -> Any:
    """Return the edition of the assessment that the board had before it on a day."""
    found = assessments_to_consider(workspace=workspace, viewer=by)
    return next((one for one in found if one.approved_at.date() <= on), None)


def _priority(plan: Plan, one: Told, named: Named, by: User) -> None:
    lead = named.organisations.get(one.get("lead", ""))
    row = write_part(plan=plan, kind=Kind.PRIORITY, values={**one, "lead": lead}, by=by)
    aims = [
        write_part(plan=plan, kind=Kind.OBJECTIVE, values={"words": words}, under=row, by=by)
        for words in one.get("objectives", ())
    ]
    for words, until in one.get("outcomes", ()):
        write_part(plan=plan, kind=Kind.OUTCOME, values={"words": words, "by": until}, under=row, by=by)
    for words, organisation, due, aim in one.get("steps", ()):
        values = {
            "words": words, "organisation": named.organisations[organisation], "due": due, "objective": aims[aim],
        }  # fmt: skip
        write_part(plan=plan, kind=Kind.STEP, values=values, under=row, by=by)
    known = {row.reference: row for row in indicators(workspace=plan.workspace, viewer=by)}
    for words, now, target, source, *by_what in one.get("measures", ()):
        values = {
            "words": words, "now": now, "target": target, "source": source,
            "indicator": known.get(by_what[0]) if by_what else None,
        }  # fmt: skip
        write_part(plan=plan, kind=Kind.MEASURE, values=values, under=row, by=by)


def _approved(plan: Plan, told: Told, by: User, second: User) -> Plan:
    """Put a plan before its board, and let a second person record what the board decided."""
    on: date = told["decided_on"]
    plan = put_before_board(plan=plan, by=by, on=on)
    met = datetime.combine(on, time(16), tzinfo=UTC)
    return approve_plan(plan=plan, decided=_decided(plan, told, second), by=second, at=met)


def _decided(plan: Plan, told: Told, viewer: User) -> Decided:
    wanted = told.get("decision_like", "")
    found = decisions(workspace=plan.workspace, viewer=viewer) if wanted else ()
    about = next((one.about for one in found if wanted in one.words), "")
    return Decided(about=about, words=told["decision"], on=told["decided_on"])


def _next(before: Plan, told: Told, named: Named, by: User, second: User) -> Plan:
    """Roll a plan forward, change what the new year changes, approve it, and send and publish what the law asks."""
    plan = roll_forward(plan=before, by=by, title=told["title"])
    edition = _considered(plan.workspace, told["decided_on"], by)
    given = PlanFacts(plan.title, plan.first_year, plan.last_year, edition, plan.texts)
    plan = describe_plan(plan=plan, given=given, by=by)
    _rewrite(plan, told, named, by)
    plan = _approved(plan, told, by, second)
    record_sent(plan=plan, recipient=COMMISSIONER, on=told["sent_on"], how="by e-mail", by=by)
    if told.get("published"):
        page = next(one for one in editions_of_plan(plan) if one.paper_id == plan.page_id)
        publish_edition(edition=page, by=by)
    return plan


def _rewrite(plan: Plan, told: Told, named: Named, by: User) -> None:
    for one in whole(plan).priorities:
        words = told["recommended"].get(one.row.name, "")
        before = one.row.came_from
        values = {
            **{name: getattr(one.row, name) for name in _KEPT}, "recommended": words,
            "departs": "" if words else (before.departs if before else ""),
        }  # fmt: skip
        write_part(plan=plan, kind=Kind.PRIORITY, values=values, part=one.row, by=by)
        for step in one.steps:
            _again(plan, step, told["due"], by)
    for kind, words, reason in told["dropped"]:
        row = Step.objects.get(priority__plan=plan, words=words)
        remove_part(plan=plan, kind=Kind(kind), part=row, reason=reason, by=by)
    for priority, words, organisation, due in told["steps"]:
        under = next(one.row for one in whole(plan).every if one.row.name == priority)
        values = {"words": words, "organisation": named.organisations[organisation], "due": due}
        write_part(plan=plan, kind=Kind.STEP, values=values, under=under, by=by)


_KEPT = (
    "name", "why", "standing", "lead", "lead_words", "strategies", "four_ps", "commissioner", "equality", "risks",
)  # fmt: skip


def _again(plan: Plan, step: Step, due: date, by: User) -> None:
    values = {
        "words": step.words, "lead": step.lead, "organisation": step.organisation, "objective": step.objective,
        "due": due,
    }  # fmt: skip
    write_part(plan=plan, kind=Kind.STEP, values=values, under=step.priority, part=step, by=by)


def _said(plan: Plan, told: Told, by: User) -> None:
    """Say how the steps of a year stood, and how far each was carried out, but what would lie in the future."""
    today = clock.today()
    for one in (one for one in told["said"] if one["year"] == plan.year and one["on"] <= today):
        step = steps(workspace=plan.workspace, viewer=by).get(year=plan.year, words=one["step"])
        if "moved" in one:
            due, reason = one["moved"]
            delivery.move(step=step, due=due, reason=reason, on=one["on"], by=by)
        delivery.say(step=step, status=Status(one["status"]), words=one.get("words", ""), on=one["on"], by=by)
        if "outcome" in one:
            step.refresh_from_db()
            record_step(
                workspace=plan.workspace, year=step.year, words=step.words, lead=step.lead, outcome=one["outcome"],
                why=one.get("why", ""), by=by, step=step,
            )  # fmt: skip


# ---- as printed -----------------------------------------------------------------------------------------------------


def keep_plans_as_printed(workspace: Workspace, *, by: User) -> None:
    """Keep Herefordshire's plans of 2014 and 2021 as they were printed, unless that was done."""
    if plans_of(workspace=workspace, viewer=by).exists():
        return
    named = named_of(workspace, by)
    for one in told_of("plans.toml")["printed"]:
        given = PlanFacts(one["title"], one["year"], one["last_year"], None, one["texts"])
        plan = start_plan(workspace=workspace, year=one["year"], given=given, printed=one["source"], by=by)
        for words, figure, source in one["context"]:
            values = {"words": words, "figure": figure, "source": source}
            write_part(plan=plan, kind=Kind.CONTEXT, values=values, by=by)
        later = [step for priority in one["priority"] for step in _printed(plan, priority, named, by)]
        plan = keep_printed(plan=plan, decided=Decided(words=one["decision"], on=one["decided_on"]), by=by)
        for step, told in later:
            _stood(step, told, one["said_on"], by)


def _printed(plan: Plan, one: Told, named: Named, by: User) -> list[tuple[Step, Told]]:
    """Write a priority as it was printed, and return its steps with how each stood."""
    values = {**{name: words for name, words in one.items() if name != "steps"}}
    row = write_part(
        plan=plan, kind=Kind.PRIORITY, values={**values, "lead": named.organisations.get(one.get("lead", ""))}, by=by
    )
    aims: dict[str, Any] = {}
    for words in (*one.get("objectives", ()), *(step["aim"] for step in one.get("steps", ()))):
        if words not in aims:
            aims[words] = write_part(plan=plan, kind=Kind.OBJECTIVE, values={"words": words}, under=row, by=by)
    made = []
    for told in one.get("steps", ()):
        facts = {
            "words": told["words"], "due": told["due"], "objective": aims[told["aim"]],
            "lead": told.get("lead_words", ""), "organisation": named.organisations.get(told.get("lead", "")),
        }  # fmt: skip
        made.append((write_part(plan=plan, kind=Kind.STEP, values=facts, under=row, by=by), told))
    return made


def _stood(step: Step, told: Told, on: date, by: User) -> None:
    """Say how a printed step stood, and move its date where a second one is printed."""
    if "then" in told:
        reason = f"Printed as {by_words(told['due'])}, then {by_words(told['then'])}; the reason is not printed"
        step = delivery.move(step=step, due=told["then"], reason=reason, on=on, by=by)
    words = f"As printed: {told['shown']}"
    delivery.say(step=step, status=Status(told["status"]), words=words, shown_as=told["shown"], on=on, by=by)
