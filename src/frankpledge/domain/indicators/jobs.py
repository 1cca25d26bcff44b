"""Work that begins by itself: what evidence that was loaded makes known of indicators is counted and written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frankpledge.domain.indicators.actions.evidence import REFRESH, refresh_by_itself
from frankpledge.domain.indicators.queries.evidence import counted_everywhere
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.refusal import Refusal


def refresh(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:  # noqa: ARG001 (each state says its own day)
    """Count every indicator that comes from the evidence, in every partnership or in the one that asked.

    What was counted before stays as it is: done again it writes nothing. One that cannot be counted is told, and keeps
    nobody else waiting.
    """
    found, new, refused = counted_everywhere(run.workspace), 0, []
    for at, indicator in enumerate(found):
        tell(at / len(found), f"counting {indicator.name}")
        try:
            new += refresh_by_itself(indicator=indicator)
        except Refusal as refusal:
            refused.append(f"{indicator.reference}: {refusal}")
    words = f"Indicators counted: {len(found) - len(refused)}; values that are new: {new}."
    return {"words": " ".join((words, *(f"Not counted: {one}" for one in refused)))}


JOBS = {REFRESH: Job("Count indicators from the evidence", refresh)}
