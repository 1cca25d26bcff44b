"""The clock of a case: its targets by the procedure that holds for it, and when each step was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frankpledge.domain.asb_reviews.models import Case, Letter, Procedure
from frankpledge.domain.asb_reviews.rules import Standing
from frankpledge.statute.case_clock import Pause, Step, clock_of
from frankpledge.statute.case_targets import Target, targets

# The steps whose days a version of the procedure sets.
SET = ("acknowledge", "decide", "meet", "tell")


def targets_of(procedure: Procedure | None) -> tuple[Target, ...]:
    """Return the targets of a case: the days of a version of the procedure, else those commonly found."""
    return tuple(
        replace(one, working_days=getattr(procedure, one.id)) if procedure and one.id in SET else one
        for one in targets()
    )


def reached_by(case: Case) -> dict[str, date]:
    """Return the day of each stage that a case has reached, the latest where it was reached twice."""
    found = {
        "received": case.received_on,
        "acknowledged": case.acknowledged_on,
        "closed": case.closed_on,
        "information_asked": max((one.asked_on for one in case.requests.all()), default=None),
        "panel": max((one.held_on for one in case.panels.all() if one.held_on), default=None),
        "outcome_told": max((one.on for one in case.letters.all() if one.kind == Letter.Kind.OUTCOME), default=None),
        "reconsidered": max((one.raised_on for one in case.discontents.all()), default=None),
    }
    for one in case.decisions.all():
        found["threshold_met" if one.met else "threshold_not_met"] = one.on
    answers = [one.answered_on for one in case.recommendations.all()]
    if answers and None not in answers:
        found["responses_tracked"] = max(day for day in answers if day)
    return {stage: day for stage, day in found.items() if day is not None}


def clock_for(case: Case, procedure: Procedure | None, *, on: date) -> tuple[Step, ...]:
    """Return each step of a case against its target on a day; none for one that is not sent."""
    if case.received_on is None:
        return ()
    wanted = targets_of(procedure)
    if not case.recommendations.all():
        wanted = tuple(one for one in wanted if one.id != "answers")
    decisions = list(case.decisions.all())
    if decisions and not decisions[-1].met:
        wanted = tuple(one for one in wanted if one.id not in {"meet", "tell"})
    pauses = [Pause(first=one.since, last=one.until, reason=one.reason) for one in case.pauses.all()]
    return clock_of(wanted, reached=reached_by(case), pauses=pauses, today=on)


def standing_of(case: Case) -> Standing:
    """Return how far a case has come, as its record shows."""
    decisions = list(case.decisions.all())
    return Standing(
        acknowledged=case.acknowledged_on is not None,
        asked=bool(case.requests.all()),
        met=decisions[-1].met if decisions else None,
        panel=bool(case.panels.all()),
        outcome=any(one.kind == Letter.Kind.OUTCOME for one in case.letters.all()),
        recommended=bool(case.recommendations.all()),
        closed=case.closed_on is not None,
    )
