"""The night's work: roles that begin or end with the day, as seats do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.domain.seat_roles.actions import align
from frankpledge.domain.seat_roles.queries import workspaces_with_seats
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell


def align_all(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Let everybody have the roles that their seats bring on a day, and say how many were given or ended."""
    tell(0.1, "looking at who sits where")
    day = date.fromisoformat(on) if on else run.asked_at.date()
    changed = sum(align(workspace=one, on=day) for one in workspaces_with_seats())
    return {"words": f"Roles given or ended: {changed}." if changed else "Every role follows its seat."}


ALIGN = Job("Let roles begin and end with seats", align_all)
