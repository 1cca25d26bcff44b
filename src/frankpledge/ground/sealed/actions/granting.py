"""Giving a case to somebody for a time, and taking it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.audit.actions import record
from frankpledge.ground.sealed.models import Grant
from frankpledge.ground.sealed.permissions import check_may_open, grants_running, said_of
from frankpledge.ground.sealed.queries import row_of
from frankpledge.ground.sealed.rules import grants as rules
from frankpledge.ground.sealed.rules.grants import Matter
from frankpledge.statute.settings import settings


@transaction.atomic
def give(
    *,
    workspace: Workspace,
    matter: Matter,
    to: User,
    capacity: str,
    until: date,
    works: bool = False,
    leads: bool = False,
    by: User,
) -> Grant:
    """Give a case to somebody until the end of a day. Only whoever leads it may, and not to themselves.

    A grant that the person holds already ends: they hold one at a time.
    """
    check_may_open(matter, workspace=workspace, user=by, leads=True)
    if to.pk == by.pk:
        raise rules.NotGiven(
            "nobody gives a case to themselves, or for longer.", where="who", cure="Ask somebody else who leads it."
        )
    return _give(workspace, matter, to, capacity, until, works=works, leads=leads, by=by)


@transaction.atomic
def give_first(*, workspace: Workspace, matter: Matter, to: User, capacity: str, until: date, by: User) -> Grant:
    """Give a case that nobody holds: a new one, or one whose holders are all gone. They work on it and lead it.

    The app has asked itself whether `by` may; they may take it themselves.
    """
    held = grants_running(workspace=workspace).filter(kind=matter.kind, about=matter.about).select_related("user")
    if any(roles_of(one.user, workspace) for one in held):
        raise rules.NotGiven("somebody holds this case.", cure="Ask whoever leads it to give it to you.")
    return _give(workspace, matter, to, capacity, until, works=True, leads=True, by=by)


def _give(
    workspace: Workspace, matter: Matter, to: User, capacity: str, until: date, *, works: bool, leads: bool, by: User
) -> Grant:
    """Write a grant, and end the one before it."""
    rules.check_may_hold(roles_of(to, workspace))
    rules.check_until(until, today=clock.today(), most_days=settings().casework_grant_days)
    now = clock.now()
    before = Grant.objects.filter(
        workspace=workspace, kind=matter.kind, about=matter.about, user=to, ended_at__isnull=True
    )
    before.update(ended_at=now, ended_by=by)
    made = Grant.objects.create(
        workspace=workspace,
        kind=matter.kind,
        about=matter.about,
        user=to,
        capacity=capacity,
        works=works,
        leads=leads,
        given_by=by,
        given_at=now,
        until=datetime.combine(until, time.max, tzinfo=UTC),
    )
    record("sealed.case_given", row_of(matter, workspace=workspace), by=by, workspace=workspace, facts=said_of(made))
    return made


@transaction.atomic
def end_grant(*, grant: Grant, by: User) -> Grant:
    """Take a case back from somebody, or give one's own up: their next reading is refused."""
    if grant.user_id != by.pk:
        check_may_open(grant.matter, workspace=grant.workspace, user=by, leads=True)
    now = clock.now()
    if not Grant.objects.filter(pk=grant.pk, ended_at__isnull=True).update(ended_at=now, ended_by=by):
        raise rules.NotGiven("this has ended already.", cure="There is nothing to take back.")
    grant.ended_at, grant.ended_by = now, by
    facts = {"grant": str(grant.pk), "to": str(grant.user_id)}
    case = row_of(grant.matter, workspace=grant.workspace)
    record("sealed.case_taken_back", case, by=by, workspace=grant.workspace, facts=facts)
    return grant
