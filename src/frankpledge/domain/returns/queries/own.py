"""What of the returns waits for a person: due from where they work, or for whoever keeps, checks and publishes."""

from __future__ import annotations

from datetime import date, timedelta

from frankpledge.domain.bodies.models import Post
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.returns.queries import Line, line_of, returns_of
from frankpledge.domain.returns.rules import OPEN, State
from frankpledge.ground.accounts.models import User, Workspace

TURNS = (*OPEN, State.SUBMITTED, State.AGREED)
LONG_AGO = timedelta(days=730)


def due_from(viewer: User, *, workspace: Workspace, on: date) -> list[Line]:
    """Return the returns that wait for an organisation in which a person has a post, the first due first."""
    rows = standing_rows(Post, workspace=workspace, viewer=viewer).filter(person__user=viewer)
    own = {one.organisation_id for one in rows if one.span.holds(on)}
    if not own:
        return []
    found = returns_of(workspace=workspace, viewer=viewer).filter(state__in=OPEN, supplier__in=own)
    return [line_of(one, on=on) for one in found.order_by("due_on")]


def waiting(*, workspace: Workspace, viewer: User, on: date) -> list[Line]:
    """Return the returns of the last two years of which anybody has something to do, the first due first."""
    found = returns_of(workspace=workspace, viewer=viewer).filter(state__in=TURNS, due_on__gte=on - LONG_AGO)
    wishes = returns_of(workspace=workspace, viewer=viewer).exclude(wish="").exclude(state__in=TURNS)
    return [line_of(one, on=on) for one in [*found.order_by("due_on"), *wishes]]
