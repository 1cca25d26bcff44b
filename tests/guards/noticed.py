"""What was told to the people of a town: a digest that went, one that failed, and a reminder that is held."""

from __future__ import annotations

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.notices.actions.chasers import hold, set_chasers
from frankpledge.ground.notices.actions.mails import Told, note_not_sent, note_went, plan_reminders
from frankpledge.ground.notices.models import Mail
from frankpledge.ground.notices.queries.chasing import Reminder, next_chase
from frankpledge.ground.notices.queries.wishes import stop_token
from frankpledge.ground.notices.rules import Purpose, State


def noticed(canary: str, workspace: Workspace, by: User, member: User) -> dict[str, str]:
    """Let reminders go out and fail, and return what the addresses of notices need."""
    set_chasers(workspace=workspace, on=True, weekday=0, by=by)
    found = next_chase(workspace=workspace)
    hold(workspace=workspace, key=f"{canary} key", on=found.on, reason=f"{canary} reason", by=by)
    to = [
        Reminder(key=f"person:{person.pk}", address=person.email, person=person, things=(), whom=(f"{canary} council",))
        for person in (by, member)
    ]
    plan_reminders(workspace=workspace, reminders=to, on=found.on, at=clock.now())
    went, failed = Mail.objects.filter(workspace=workspace, purpose=Purpose.CHASER).order_by("key")
    told = (Told(workspace, "test.things", "thing", f"{canary} thing"),)
    note_went(mail=went, told=told, until=clock.now(), since=None, kept=True)
    note_not_sent(mail=failed, state=State.FAILED, because=f"{canary} server")
    return {"mail": str(failed.pk), "sign": stop_token(member, Purpose.DIGEST)}
