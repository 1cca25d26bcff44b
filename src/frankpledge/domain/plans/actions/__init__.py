"""Writing a plan while it is a draft, and recording how far each step was carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from frankpledge.domain.plans import rules
from frankpledge.domain.plans.models import Measure, Plan, Priority, Share, Step
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.queries import MODELS, held_as_it_is
from frankpledge.domain.plans.rules import LeftOutKind, NotAPlan, Origin, Outcome, PlanState, check_step
from frankpledge.domain.plans.rules.parts import Kind, check_removal, check_under, checked
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition
from frankpledge.statute.plan import plan_texts


@dataclass(frozen=True)
class PlanFacts:
    """A plan as a person gives it, but its parts. `texts` by the names of the definitions; one not named stays."""

    title: str
    first_year: str
    last_year: str
    assessment: Edition | None = None
    texts: Mapping[str, str] | None = None


# ---- the plan --------------------------------------------------------------------------------------------------------


@transaction.atomic
def start_plan(*, workspace: Workspace, year: str, given: PlanFacts, by: User, printed: str = "") -> Plan:
    """Start the plan of a year as a draft. `printed`: where a plan that was made elsewhere stands in print."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    of = rules.check_year(year)
    rules.check_new(there=Plan.objects.filter(workspace=workspace, year=of).exists(), year=of)
    made = Plan(
        workspace=workspace, year=of, origin=Origin.PRINTED if printed else Origin.HERE, source=printed.strip(),
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _describe(made, given)
    record("plans.plan_started", made, by=by, facts={"year": of})
    return made


@transaction.atomic
def describe_plan(*, plan: Plan, given: PlanFacts, by: User) -> Plan:
    """Say what is said once for the whole plan, while it is a draft."""
    held = _writable(plan, by)
    _describe(held, given)
    record("plans.plan_described", held, by=by, facts={"year": held.year})
    return held


def _describe(plan: Plan, given: PlanFacts) -> None:
    plan.first_year = rules.check_year(given.first_year, where="first_year")
    plan.last_year = rules.check_year(given.last_year, where="last_year")
    rules.check_term(year=plan.year, first=plan.first_year, last=plan.last_year)
    plan.title = rules.check_text(given.title, what="the title", longest=rules.LONGEST_NAME, where="title")
    if given.assessment is not None and given.assessment.workspace_id != plan.workspace_id:
        raise NotAPlan("the assessment is not of this partnership.", where="assessment", cure="Choose one of its own.")
    plan.assessment = given.assessment
    known = {one.id: one.label for one in plan_texts()}
    texts = {name: words for name, words in (given.texts or {}).items() if name in known}
    plan.texts = plan.texts | {
        name: rules.check_text(words, what=known[name], longest=rules.LONGEST_TEXT, needed=False, where=name)
        for name, words in texts.items()
    }
    plan.save()


@transaction.atomic
def discard_plan(*, plan: Plan, by: User) -> None:
    """Take out a draft that was begun by mistake, with all that was written in it."""
    held = _writable(plan, by)
    if held.paper_id or held.page_id:
        raise NotAPlan("it was put before the board once.", cure="Write it anew instead: what was sent stays.")
    record("plans.plan_discarded", held, by=by, facts={"year": held.year})
    Step.objects.filter(priority__plan=held).delete()
    held.delete()


# ---- its parts -------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_part(
    *, plan: Plan, kind: Kind, values: Mapping[str, Any], by: User, under: Priority | None = None, part: Any = None
) -> Any:
    """Write a part of a draft, or write one anew, and return it. `under`: the priority of which it is a part."""
    held = _writable(plan, by)
    check_under(kind, there=under is not None)
    if under is not None and under.plan_id != held.pk:
        raise NotAPlan("the priority is of another plan.", cure="Open it in this one.")
    _check_own(held, values)
    row = part or _new(kind, held, under, by)
    for name, words in checked(kind, values).items():
        setattr(row, name, words)
    _RELATED.get(kind, _nothing)(row, values)
    _check_alone(kind, row, held)
    row.save()
    if kind is Kind.PRIORITY and "register_risks" in values:
        row.register_risks.set(values["register_risks"])
    facts: dict[str, str | int] = {"kind": kind.label.lower(), "year": held.year}
    record("plans.part_written", row, by=by, facts=facts)
    return row


def _new(kind: Kind, plan: Plan, under: Priority | None, by: User) -> Any:
    model = MODELS[kind]
    of = {"priority": under} if kind.under_priority else {"plan": plan}
    highest = model.objects.filter(**of).aggregate(highest=Max("number"))["highest"] or 0
    row = model(workspace=plan.workspace, number=highest + 1, recorded_by=by, recorded_at=clock.now(), **of)
    if kind is Kind.STEP:
        row.year = plan.year
    if kind is Kind.LEFT_OUT:
        row.kind = LeftOutKind.RECOMMENDATION
    return row


def _nothing(row: Any, values: Mapping[str, Any]) -> None:
    """Take nothing but texts."""


def _priority(row: Priority, values: Mapping[str, Any]) -> None:
    row.standing = values.get("standing") or row.standing
    row.recommended = " ".join(str(values.get("recommended") or "").split())[:300]
    row.lead = values.get("lead")
    row.strategies, row.four_ps = list(values.get("strategies") or ()), list(values.get("four_ps") or ())


def _step(row: Step, values: Mapping[str, Any]) -> None:
    row.organisation, row.objective, row.due = values.get("organisation"), values.get("objective"), values.get("due")
    row.lead = row.lead or (row.organisation.name if row.organisation else "")


def _measure(row: Measure, values: Mapping[str, Any]) -> None:
    row.indicator = values.get("indicator")


def _share(row: Share, values: Mapping[str, Any]) -> None:
    if values.get("organisation") is None:
        raise NotAPlan("it is not said which authority.", where="organisation", cure="Choose one.")
    row.organisation = values["organisation"]


_RELATED: Mapping[Kind, Any] = {Kind.PRIORITY: _priority, Kind.STEP: _step, Kind.SHARE: _share, Kind.MEASURE: _measure}


def _check_own(plan: Plan, values: Mapping[str, Any]) -> None:
    for name in ("lead", "organisation", "objective", "indicator"):
        one = values.get(name)
        if one is not None and hasattr(one, "workspace_id") and one.workspace_id != plan.workspace_id:
            raise NotAPlan("what it names is not of this partnership.", where=name, cure="Choose from its own.")
    if any(one.workspace_id != plan.workspace_id for one in values.get("register_risks") or ()):
        raise NotAPlan("a risk is not of this partnership.", where="register_risks", cure="Choose from its register.")


def _check_alone(kind: Kind, row: Any, plan: Plan) -> None:
    """Refuse a second priority of a name, or a second share of an authority, before the database would."""
    same = {
        Kind.PRIORITY: {"name": getattr(row, "name", "")},
        Kind.SHARE: {"organisation": getattr(row, "organisation", None)},
    }
    if kind in same and MODELS[kind].objects.filter(plan=plan, **same[kind]).exclude(pk=row.pk).exists():
        raise NotAPlan(f"the plan has “{row}” already.", cure="Open that one.")


@transaction.atomic
def remove_part(*, plan: Plan, kind: Kind, part: Any, by: User, reason: str = "") -> None:
    """Take a part out of a draft. One from the plan before goes with a reason, which the log of changes keeps."""
    held = _writable(plan, by)
    carried = part.came_from if kind is not Kind.LEFT_OUT else None
    why = check_removal(reason, carried=carried is not None, words=str(part))
    if kind is Kind.PRIORITY:
        Step.objects.filter(priority=part).delete()
    if carried is not None:
        values = {"words": str(part)[: rules.LONGEST_WORDS], "reason": why}
        gone = _new(Kind.LEFT_OUT, held, None, by)
        gone.kind, gone.about, gone.words, gone.reason = LeftOutKind.DROPPED, str(carried.pk), *values.values()
        gone.save()
    facts: dict[str, str | int] = {"kind": kind.label.lower(), "year": held.year}
    record("plans.part_removed", part, by=by, facts=facts)
    part.delete()


@transaction.atomic
def order_part(*, plan: Plan, kind: Kind, part: Any, up: bool, by: User) -> None:
    """Let a part of a draft stand one place further up or down."""
    held = _writable(plan, by)
    of = {"priority": part.priority} if kind.under_priority else {"plan": held}
    rows = list(MODELS[kind].objects.filter(**of).order_by("number", "recorded_at"))
    at = [one.pk for one in rows].index(part.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for number, one in enumerate(rows, 1):
        if one.number != number:
            one.number = number
            one.save(update_fields=["number"])
    record("plans.part_moved", part, by=by, facts={"kind": kind.label.lower(), "year": held.year})


def _writable(plan: Plan, by: User) -> Plan:
    """Return a plan that may be written in as it is now, held until the transaction ends."""
    check_granted(GRANTS, Capability.WRITE, workspace=plan.workspace, user=by)
    held = held_as_it_is(plan)
    rules.check_state(held.state, wanted=PlanState.DRAFT, deed="written in")
    return held


# ---- steps ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def record_step(
    *,
    workspace: Workspace,
    year: str,
    words: str,
    lead: str,
    outcome: str,
    why: str,
    by: User,
    step: Step | None = None,
) -> Step:
    """Record a step and how far it was carried out, or what is to be said of one that is there, and return it.

    A step that stands in a plan kept here keeps its words: only how far it was carried out is said.
    """
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=by)
    check_step(year=year, words=words, lead=lead, outcome=outcome, why=why)
    row = step or Step(workspace=workspace)
    if row.priority_id is None:
        row.year, row.words, row.lead = year.strip(), words.strip(), lead.strip()
    row.outcome, row.why = outcome, "" if outcome == Outcome.IMPLEMENTED else why.strip()
    row.recorded_by = by
    if step is None:
        row.recorded_at = clock.now()
    row.save()
    record("plans.step_recorded", row, by=by, facts={"year": row.year, "outcome": row.outcome})
    return row


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    """Take out a step that was recorded by mistake and stands in no plan. The ledger keeps that it was."""
    check_granted(GRANTS, Capability.RECORD, workspace=step.workspace, user=by)
    if step.priority_id is not None:
        raise NotAPlan("the step stands in a plan.", cure="Drop it in the delivery plan, with a reason.")
    record("plans.step_removed", step, by=by, facts={"year": step.year})
    step.delete()
