"""The night's work: suspending roles that nobody confirmed in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.ground.access.actions import suspend_unconfirmed
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell


def review(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Suspend what nobody confirmed by a day (the one on which it was asked for), and say how many."""
    tell(0.1, "looking at who holds what")
    suspended = suspend_unconfirmed(on=date.fromisoformat(on) if on else run.asked_at.date())
    return {"words": f"Suspended: {suspended}." if suspended else "Every role is confirmed."}


REVIEW = Job("Suspend roles that nobody confirmed", review)
