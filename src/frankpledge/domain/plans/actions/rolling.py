"""The plan of the next year, begun from this one: everything goes on but what is done; what is dropped says why.

A date of last year is proposed a year later: nobody plans for a day that has gone by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.plans import rules
from frankpledge.domain.plans.actions import PlanFacts, start_plan
from frankpledge.domain.plans.models import Plan, Priority, Step
from frankpledge.domain.plans.queries import WholePriority, following, whole
from frankpledge.domain.plans.queries.changes import is_done
from frankpledge.domain.plans.rules import NotAPlan, PlanState
from frankpledge.domain.risks.rules import State as RiskState
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record

_LEFT_BEHIND = {"id", "workspace", "recorded_by", "recorded_at", "came_from", "plan", "priority", "objective"}
# A step begins its new year untold; a priority is tied anew to what the next assessment recommends.
_FRESH: Mapping[type, frozenset[str]] = {
    Step: frozenset({"year", "outcome", "why", "status", "status_words", "said_on"}),
    Priority: frozenset({"recommended", "departs"}),
}


@transaction.atomic
def roll_forward(*, plan: Plan, by: User, title: str = "") -> Plan:
    """Begin the plan of the next year from this one, and return it as a draft.

    Steps that are done stay behind. A plan in the midst of its term goes on in it; else the next term is as long. What
    each part came from is kept, so that the log of changes can say what was added, dropped, changed and carried.
    """
    rules.check_state(plan.state, wanted=PlanState.APPROVED, deed="rolled forward")
    found, year = whole(plan), following(plan.year)
    if Plan.objects.filter(came_from=plan).exists():
        raise NotAPlan("the plan of the next year was begun from it already.", cure=f"Open the plan of {year}.")
    first, last = _term(plan, year)
    given = PlanFacts(title=title or _titled(plan, first, last), first_year=first, last_year=last, texts=plan.texts)
    after = start_plan(workspace=plan.workspace, year=year, given=given, by=by)
    after.came_from = plan
    after.save(update_fields=["came_from"])
    for one in found.every:
        _priority(one, after, by)
    for share in found.shares:
        _copied(share, by, plan=after)
    record("plans.plan_rolled", after, by=by, facts={"year": year, "was": plan.year})
    return after


def _term(plan: Plan, year: str) -> tuple[str, str]:
    of, first, last = (FinancialYear.parse(one).start for one in (year, plan.first_year, plan.last_year))
    if of <= last:
        return plan.first_year, plan.last_year
    return year, str(FinancialYear(of + last - first))


def _titled(plan: Plan, first: str, last: str) -> str:
    name = plan.title
    for was, now in ((plan.first_year, first), (plan.last_year, last), (plan.year, following(plan.year))):
        name = name.replace(was, now) if was != now and was in plan.title else name
    return name


def _priority(one: WholePriority, after: Plan, by: User) -> None:
    made = _copied(one.row, by, plan=after)
    objectives = {row.pk: _copied(row, by, priority=made) for row in one.objectives}
    for row in (*one.outcomes, *one.measures):
        _copied(row, by, priority=made)
    for step in one.steps:
        if not is_done(step):
            to = objectives[step.objective_id] if step.objective_id else None
            _copied(step, by, priority=made, objective=to, year=after.year, due=rules.next_due(step.due, after.year))
    made.register_risks.set(one.row.register_risks.filter(state=RiskState.OPEN))


def _copied(row: Any, by: User, **other: Any) -> Any:
    """Return a copy of a part for another plan, which knows whence it came."""
    left = _LEFT_BEHIND | _FRESH.get(type(row), frozenset())
    values = {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in left}
    return type(row).objects.create(
        workspace=row.workspace, recorded_by=by, recorded_at=clock.now(), came_from=row, **(values | other)
    )
