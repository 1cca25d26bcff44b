"""What the invented partnership is told by e-mail: a digest for each person, and reminders to two organisations.

Nothing of it leaves: messages of a demonstration are kept in its folder, and its pages say so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.notices.actions.chasers import hold, set_chasers
from frankpledge.ground.notices.actions.mails import plan_digests, plan_reminders
from frankpledge.ground.notices.actions.wishes import choose
from frankpledge.ground.notices.jobs import deliver as send_what_is_due
from frankpledge.ground.notices.queries.chasing import at_of, chase, next_chase, plan_of
from frankpledge.ground.notices.rules import Rhythm, chaser_day, default_choice
from frankpledge.statute.settings import settings

DAY = timedelta(days=1)


def tell_everybody(workspace: Workspace, people: Mapping[str, User]) -> None:
    """Give organisations their contacts, let reminders go out, and send what was due last, unless that was done."""
    if plan_of(workspace) is not None:
        return
    by = people["officer"]
    _contacts(workspace, by)
    member = people["member"]
    choose(person=member, chosen=replace(default_choice(), rhythm=Rhythm.DAILY, hour=9), by=member)
    plan = set_chasers(workspace=workspace, on=True, weekday=settings().chaser_weekday, by=by)
    last = last_day(plan.weekday)
    going = chase(workspace=workspace, on=last).going
    plan_reminders(workspace=workspace, reminders=going, on=last, at=at_of(last))
    send_what_is_due()
    plan_digests(on=last)
    send_what_is_due()
    _hold_one(workspace, by)


def last_day(weekday: int) -> date:
    """Return the last day on which reminders of a weekday went out."""
    day = clock.today()
    while chaser_day(weekday, after=day) != day:
        day -= DAY
    return day


def _contacts(workspace: Workspace, by: User) -> None:
    told = tomllib.loads(files("frankpledge.demo").joinpath("contacts.toml").read_text(encoding="utf-8"))["contact"]
    known = {one.name: one for one in standing_rows(Organisation, workspace=workspace, viewer=by)}
    for one in told:
        organisation = known.get(one["organisation"])
        if organisation is not None:
            give_contact(
                organisation=organisation, address=one["address"], words=one["words"], since=one["since"], by=by
            )


def _hold_one(workspace: Workspace, by: User) -> None:
    """Hold one of the reminders that would go next, where one would."""
    found = next_chase(workspace=workspace)
    for one in found.going[:1]:
        hold(workspace=workspace, key=one.key, on=found.on, reason="Agreed by telephone: the paper comes in May", by=by)
