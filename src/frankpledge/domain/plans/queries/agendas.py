"""Before which meetings a plan may be put: those of the boards that are still to come."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.plans.models import Plan
from frankpledge.ground.accounts.models import User
from frankpledge.ground.registry import Agenda, AgendaRequest, told

BOARD = "board"


def agendas_for(plan: Plan, *, viewer: User, today: date) -> tuple[Agenda, ...]:
    """Return the meetings to come of the boards of a plan's partnership, the next one first."""
    boards = standing_rows(Body, workspace=plan.workspace, viewer=viewer).filter(kind=BOARD)
    found = [
        agenda
        for body in boards
        if body.span.holds(today)
        for _, agendas in told("AGENDAS")
        for agenda in agendas(AgendaRequest(plan.workspace, viewer, body.pk, today))
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def agenda_href(plan: Plan, *, viewer: User, today: date) -> str:
    """Return the page of the meeting on whose agenda a plan stands; empty where it is not one to come any more."""
    found = agendas_for(plan, viewer=viewer, today=today) if plan.agenda_about else ()
    return next((one.href for one in found if one.about == plan.agenda_about), "")
