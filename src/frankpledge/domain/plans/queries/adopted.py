"""The event that the approval of a plan is to the register of duties: it starts the clocks of summary and copy."""

from __future__ import annotations

from frankpledge.domain.duties.queries.kept import standing_events
from frankpledge.domain.plans.models import Plan
from frankpledge.statute.obligations import Happening, key_of

ADOPTED = "plan_adopted"


def adoption_key(plan: Plan) -> str:
    """Return the key of what the approval of a plan started; empty where the register has no such event."""
    if plan.decided_on is None:
        return ""
    found = standing_events(workspace=plan.workspace).filter(kind=ADOPTED, on=plan.decided_on).first()
    return key_of(Happening(id=str(found.pk), kind=found.kind, on=found.on)) if found else ""
