"""Keeping work plans: every act checks who may, what is true, and leaves its trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.work_plans import rules
from frankpledge.domain.work_plans.models import Change, Line, Plan
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.queries import following, is_own, next_plan, person_of
from frankpledge.domain.work_plans.rules import Deed, PlanState, Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class LineFacts:
    """A line of a work plan as a person gives it."""

    wording: str
    organisation: Organisation
    quarter: int
    person: Person | None = None
    deputy: Person | None = None
    priority: str = ""
    objective: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Said:
    """What is reported of a line. `words`: what was done, what shows it, or what stands in its way."""

    said: Progress
    words: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class Fate:
    """What becomes of an open line when its plan is closed: the quarter next year in which it is due; None: dropped."""

    quarter: int | None
    reason: str = ""


@transaction.atomic
def start_plan(*, workspace: Workspace, body: Body, year: str, by: User) -> Plan:
    """Start the work plan of a group for a year, as a draft."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    if body.workspace_id != workspace.pk:
        raise rules.NotAPlan("the group is not of this partnership.", cure="Choose one of its own.")
    of = rules.check_year(year)
    rules.check_new(there=Plan.objects.filter(body=body, year=of).exists(), body=str(body), year=of)
    made = Plan.objects.create(workspace=workspace, body=body, year=of, recorded_by=by, recorded_at=clock.now())
    record("work_plans.plan_started", made, by=by, facts={"body": str(body), "year": of})
    return made


@transaction.atomic
def approve_plan(*, plan: Plan, decision: int, on: date, by: User) -> Plan:
    """Record that the group approved its plan, under which decision. From then on every change of a line says why."""
    held = _writable(plan, by)
    lines = held.lines.count()
    rules.check_approval(PlanState(held.state), lines=lines, decision=decision, on=on, today=clock.today())
    held.state, held.decision, held.approved_on = PlanState.APPROVED, decision, on
    held.save(update_fields=["state", "decision", "approved_on"])
    record("work_plans.plan_approved", held, by=by, facts={"year": held.year, "decision": decision})
    return held


@transaction.atomic
def add_line(*, plan: Plan, given: LineFacts, by: User, came_from: Line | None = None) -> Line:
    """Write a line in a plan, under the next number of it."""
    held = _writable(plan, by)
    highest = held.lines.aggregate(highest=Max("number"))["highest"] or 0
    made = Line(
        workspace=held.workspace, plan=held, number=highest + 1, came_from=came_from,
        quarter=rules.check_quarter(given.quarter), recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _keep(made, given)
    record("work_plans.line_added", made, by=by, facts={"number": made.number, "year": held.year})
    return made


@transaction.atomic
def amend_line(*, line: Line, given: LineFacts, by: User, reason: str = "") -> Line:
    """Put a line right. Once its plan is approved, with a reason. Its quarter has an act of its own."""
    plan = _writable(line.plan, by)
    rules.check_open(Status(line.status))
    why = rules.check_amended(PlanState(plan.state), reason)
    _keep(line, given)
    _note(line, Deed.AMENDED, by, why)
    record("work_plans.line_amended", line, by=by, facts={"number": line.number, "year": plan.year})
    return line


def _keep(line: Line, given: LineFacts) -> None:
    line.wording = rules.check_words(given.wording, what="what is to be done")
    if given.person is not None and given.person == given.deputy:
        raise rules.NotAPlan("the deputy is the same person.", cure="Name another, or none.")
    for one in (given.organisation, given.person, given.deputy):
        if one is not None and one.workspace_id != line.workspace_id:
            raise rules.NotAPlan("whom it names is not of this partnership.", cure="Choose from its own.")
    line.organisation, line.person, line.deputy = given.organisation, given.person, given.deputy
    for name in ("priority", "objective", "measure"):
        setattr(line, name, " ".join(getattr(given, name).split())[: rules.LONGEST_LINE])
    line.save()


@transaction.atomic
def move_line(*, line: Line, quarter: int, reason: str, by: User) -> Line:
    """Let a line be due in another quarter of its year. The one before is kept with the reason."""
    plan = _writable(line.plan, by)
    rules.check_open(Status(line.status))
    rules.check_new_quarter(was=line.quarter, now=quarter)
    why, was = rules.check_words(reason, what="the reason"), line.quarter
    line.quarter = quarter
    line.save(update_fields=["quarter"])
    _note(line, Deed.MOVED, by, why, was=was, now=quarter)
    facts: dict[str, str | int] = {"number": line.number, "year": plan.year, "was": was, "now": quarter}
    record("work_plans.line_moved", line, by=by, facts=facts)
    return line


@transaction.atomic
def report_line(*, line: Line, given: Said, by: User) -> Line:
    """Report on a line of one's own, or as keeper of the plan on any. Done needs what shows it, and ends it."""
    check_granted(GRANTS, Capability.REPORT, workspace=line.workspace, user=by)
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=line.workspace, user=by)
    rules.check_own(own=is_own(line, by), keeper=keeper)
    rules.check_writable(PlanState(line.plan.state))
    rules.check_open(Status(line.status))
    words = rules.check_said(given.said, given.words)
    if given.said is Progress.DONE:
        begins = FinancialYear.parse(line.plan.year).window.first.first_day
        on = given.done_on or clock.today()
        rules.check_done_on(on, begins=begins, today=clock.today())
        _turn(line, Status.DONE, on)
    _note(line, Deed.REPORTED, by, words, said=given.said)
    facts: dict[str, str | int] = {"number": line.number, "year": line.plan.year, "said": given.said.label.lower()}
    record("work_plans.line_reported", line, by=by, facts=facts)
    return line


@transaction.atomic
def report_lines(*, reports: Mapping[Line, Said], by: User) -> int:
    """Report on several lines in one stroke, all of them or none, and return how many."""
    for line, given in reports.items():
        report_line(line=line, given=given, by=by)
    return len(reports)


@transaction.atomic
def drop_line(*, line: Line, reason: str, by: User) -> Line:
    """Drop a line that will not be done, and say why."""
    plan = _writable(line.plan, by)
    rules.check_open(Status(line.status))
    why = rules.check_words(reason, what="the reason")
    _turn(line, Status.DROPPED, clock.today())
    _note(line, Deed.DROPPED, by, why)
    record("work_plans.line_dropped", line, by=by, facts={"number": line.number, "year": plan.year})
    return line


@transaction.atomic
def reopen_line(*, line: Line, reason: str, by: User) -> Line:
    """Open again what was done or dropped, and say why."""
    plan = _writable(line.plan, by)
    rules.check_over(Status(line.status))
    why = rules.check_words(reason, what="the reason")
    _turn(line, Status.OPEN, None)
    _note(line, Deed.REOPENED, by, why)
    record("work_plans.line_reopened", line, by=by, facts={"number": line.number, "year": plan.year})
    return line


@transaction.atomic
def close_plan(*, plan: Plan, fates: Mapping[UUID, Fate], by: User) -> Plan:
    """Close a plan and return that of the next year, into which open lines were carried over.

    Every open line is carried over or dropped with a reason, so that none is lost. The next plan is started where
    there is none.
    """
    held = _writable(plan, by)
    still = list(held.lines.filter(status=Status.OPEN).select_related("plan", "organisation", "person", "deputy"))
    rules.check_all_told([line.number for line in still if line.pk not in fates])
    year = following(held)
    after = next_plan(held) or start_plan(workspace=held.workspace, body=held.body, year=year, by=by)
    rules.check_next(PlanState(after.state), following=year)
    for line in still:
        _end(line, fates[line.pk], after, by)
    held.state = PlanState.CLOSED
    held.save(update_fields=["state"])
    record("work_plans.plan_closed", held, by=by, facts={"year": held.year, "lines": len(still)})
    return after


def _end(line: Line, fate: Fate, after: Plan, by: User) -> None:
    why = rules.check_fate(fate.quarter, fate.reason, number=line.number)
    if fate.quarter is None:
        drop_line(line=line, reason=why, by=by)
        return
    given = LineFacts(
        line.wording, line.organisation, fate.quarter, line.person, line.deputy, line.priority, line.objective,
        line.measure,
    )  # fmt: skip
    made = add_line(plan=after, given=given, by=by, came_from=line)
    _turn(line, Status.CARRIED, clock.today())
    _note(line, Deed.CARRIED, by, why, now=fate.quarter)
    facts: dict[str, str | int] = {"number": line.number, "year": line.plan.year, "next": made.number}
    record("work_plans.line_carried_over", line, by=by, facts=facts)


@transaction.atomic
def hand_over(*, line: Line, leaver: User, to: User, by: User) -> None:
    """Name somebody else where a person who leaves is named. Whoever lets people go may do it."""
    heir = person_of(to, workspace=line.workspace)
    if heir is None:
        raise rules.NotAPlan(
            "whoever takes over is not among the partnership's people.",
            cure="Tie their account to a person first, under Board.",
        )
    for place in ("person", "deputy"):
        named = getattr(line, place)
        if named is not None and named.user_id == leaver.pk:
            setattr(line, place, heir)
    if line.person == line.deputy:
        line.deputy = None
    line.save(update_fields=["person", "deputy"])
    record("work_plans.line_handed_over", line, by=by, facts={"number": line.number, "year": line.plan.year})


# ---- parts -------------------------------------------------------------------------------------------------------


def _writable(plan: Plan, by: User) -> Plan:
    """Return a plan that may be written in as it is now, held until the transaction ends."""
    check_granted(GRANTS, Capability.KEEP, workspace=plan.workspace, user=by)
    rows = Plan.objects.filter(pk=plan.pk).select_related("workspace", "body")
    held = (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()
    rules.check_writable(PlanState(held.state))
    return held


def _turn(line: Line, status: Status, closed_on: date | None) -> None:
    line.status, line.closed_on = status, closed_on
    line.save(update_fields=["status", "closed_on"])


def _note(
    line: Line, deed: Deed, by: User, words: str, *, said: Progress | None = None, was: int | None = None,
    now: int | None = None,
) -> None:  # fmt: skip
    Change.objects.create(
        workspace=line.workspace, line=line, deed=deed, said=said or "", words=words, was=was, now=now, by=by,
        at=clock.now(),
    )  # fmt: skip
