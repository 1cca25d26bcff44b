"""What the register brings to "This quarter": to whoever keeps it, the seats that are vacant."""

from __future__ import annotations

from django.utils.text import capfirst

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.seating import Vacant, vacancies_at
from frankpledge.domain.roster.presenters.words import address
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need


def home(asked: HomeRequest) -> HomeContribution:
    """Return each vacant seat as something that waits for its keeper."""
    if not is_granted(GRANTS, Capability.KEEP, workspace=asked.workspace, user=asked.viewer):
        return HomeContribution()
    vacant = vacancies_at(workspace=asked.workspace, viewer=asked.viewer, on=asked.today)
    return HomeContribution(needs=tuple(_need(asked.workspace.slug, one) for one in vacant))


def _need(slug: str, one: Vacant) -> Need:
    who = f"{one.held_by} has nobody there" if one.held_by else "Nobody holds it"
    words = f"{who}. {capfirst(one.vacancy.words)}."
    return Need(f"Fill the seat {one.name}, {one.body}", address("seat", slug, one.seat), words, tag="Vacant")
