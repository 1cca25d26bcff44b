"""What a priority faces: the rows of the risk register that it names, as they stand today, and those it might name."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.queries import Line, line_of, risks_of
from frankpledge.domain.risks.rules import State
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted


def risks_faced(priority: Priority, *, viewer: User, on: date) -> tuple[Line, ...]:
    """Return the risks of the register that a priority names, the gravest first; none to whoever may not see them."""
    if not is_granted(GRANTS, Capability.SEE, workspace=priority.workspace, user=viewer):
        return ()
    rows = risks_of(workspace=priority.workspace, viewer=viewer).filter(plan_priorities=priority)
    lines = (line_of(one, on=on) for one in rows)
    return tuple(sorted(lines, key=lambda one: (-(one.current.score if one.current else 0), one.number)))


def risks_to_name(plan: Plan, *, viewer: User) -> tuple[Risk, ...]:
    """Return the risks that a priority of a plan may name: the open ones, and those that are named already."""
    if not is_granted(GRANTS, Capability.SEE, workspace=plan.workspace, user=viewer):
        return ()
    rows = risks_of(workspace=plan.workspace, viewer=viewer).filter(Q(state=State.OPEN) | Q(plan_priorities__plan=plan))
    return tuple(rows.distinct().order_by("number"))
