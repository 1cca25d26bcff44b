"""Letting reminders go out or not, holding one, and letting it go after all."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.notices import rules
from frankpledge.ground.notices.models import ChaserPlan, Hold
from frankpledge.ground.notices.permissions import GRANTS, Capability


@transaction.atomic
def set_chasers(*, workspace: Workspace, on: bool, weekday: int, by: User) -> ChaserPlan:
    """Let reminders go out on a weekday, in one's own name, or stop them."""
    check_granted(GRANTS, Capability.CHASE, workspace=workspace, user=by)
    if not 0 <= weekday < 5:
        raise rules.CannotSend("that is no working day.", cure="Choose Monday to Friday.")
    plan, _ = ChaserPlan.objects.update_or_create(
        workspace=workspace, defaults={"on": on, "weekday": weekday, "set_by": by, "set_at": clock.now()}
    )
    record("notices.chasers_set", plan, by=by, facts={"how": f"{rules.WEEKDAYS[weekday]}s" if on else "never"})
    return plan


@transaction.atomic
def hand_over_chasers(*, plan: ChaserPlan, to: User, by: User) -> None:
    """Let reminders go out in another's name, who may do so. Whoever lets people go may hand them over."""
    check_granted(GRANTS, Capability.CHASE, workspace=plan.workspace, user=to)
    plan.set_by, plan.set_at = to, clock.now()
    plan.save(update_fields=("set_by", "set_at"))
    record("notices.chasers_handed_over", plan, by=by)


@transaction.atomic
def hold(*, workspace: Workspace, key: str, on: date, reason: str, by: User) -> Hold:
    """Hold a reminder that would go out on a day, and say why."""
    check_granted(GRANTS, Capability.CHASE, workspace=workspace, user=by)
    said = rules.check_reason(reason)
    if Hold.objects.filter(workspace=workspace, key=key, on=on).exists():
        raise rules.CannotSend("this reminder is held already.")
    made = Hold.objects.create(workspace=workspace, key=key[:200], on=on, reason=said, by=by, at=clock.now())
    record("notices.chaser_held", made, by=by)
    return made


@transaction.atomic
def let_go(*, workspace: Workspace, key: str, on: date, by: User) -> None:
    """Let a reminder that was held go out after all."""
    check_granted(GRANTS, Capability.CHASE, workspace=workspace, user=by)
    held = Hold.objects.filter(workspace=workspace, key=key, on=on).first()
    if held is None:
        raise rules.CannotSend("this reminder is not held.", cure="There is nothing to do.")
    record("notices.chaser_let_go", held, by=by)
    held.delete()
