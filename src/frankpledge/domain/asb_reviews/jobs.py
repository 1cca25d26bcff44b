"""The night's work: what was begun and never written in goes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.domain.asb_reviews.actions.keeping import remove_unwritten
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell


def tidy(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Remove what is over by a day (the one on which it was asked for), and say how many."""
    tell(0.1, "looking for applications in which nothing was written")
    removed = remove_unwritten(on=date.fromisoformat(on) if on else run.asked_at.date())
    return {"words": f"Removed: {removed:,}." if removed else "There was none."}


TIDY = Job("Remove applications for a case review that were begun and never written in", tidy)
