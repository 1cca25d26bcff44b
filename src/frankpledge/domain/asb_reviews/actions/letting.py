"""Who is let in to a case, for how long; what is sealed of it opens for nobody else."""

from __future__ import annotations

from datetime import date, timedelta

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.sealed.actions import end_grant, give, give_first
from frankpledge.ground.sealed.models import Grant
from frankpledge.ground.sealed.permissions import check_may_open
from frankpledge.statute.settings import settings

NAMED = "named contact"


def longest() -> date:
    """Return the last day until which a case can be given today."""
    return clock.today() + timedelta(days=settings().casework_grant_days)


def check_let_in(*, case: Case, person: User, works: bool = True) -> Grant:
    """Return the grant by which a person works on a case; refused where they were not let in, or only to read."""
    return check_may_open(case.matter, workspace=case.workspace, user=person, works=works)


def let_in_first(*, case: Case, person: User, by: User) -> Grant:
    """Let somebody in to a case that nobody holds."""
    return give_first(workspace=case.workspace, matter=case.matter, to=person, capacity=NAMED, until=longest(), by=by)


def let_in(
    *, case: Case, person: User, capacity: str, until: date, works: bool, leads: bool = False, by: User
) -> Grant:
    """Let somebody else in to a case until the end of a day, to read it or to work on it."""
    return give(
        workspace=case.workspace, matter=case.matter, to=person, capacity=capacity, until=until, works=works,
        leads=leads, by=by,
    )  # fmt: skip


def let_out(*, grant: Grant, by: User) -> Grant:
    """Take a case back from somebody: their next reading is refused."""
    return end_grant(grant=grant, by=by)
