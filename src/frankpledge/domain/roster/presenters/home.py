"""What the register brings to "This quarter": to whoever keeps it, the seats that are vacant."""

from __future__ import annotations

from django.utils.text import capfirst

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.seating import SeatAt, bodies_at
from frankpledge.domain.roster.presenters.words import address, holders_words
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need


def home(asked: HomeRequest) -> HomeContribution:
    """Return each vacant seat as something that waits for its keeper."""
    if not is_granted(GRANTS, Capability.KEEP, workspace=asked.workspace, user=asked.viewer):
        return HomeContribution()
    bodies = bodies_at(workspace=asked.workspace, viewer=asked.viewer, on=asked.today)
    needs = tuple(_need(asked.workspace.slug, body.called, seat) for body in bodies for seat in body.vacancies)
    return HomeContribution(needs=needs)


def _need(slug: str, body: str, seat: SeatAt) -> Need:
    who = f"{holders_words(seat)} has nobody there" if seat.holders else "Nobody holds it"
    words = f"{who}. {capfirst(seat.vacancy.words)}." if seat.vacancy else ""
    return Need(f"Fill the seat {seat.name}, {body}", address("seat", slug, seat.id), words, tag="Vacant")
