"""The clock of a case: its targets by the procedure that holds for it, and when each step was done."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.asb_reviews.models import Case, Letter, Procedure
from frankpledge.domain.asb_reviews.rules import Standing
from frankpledge.domain.asb_reviews.rules.clock import STEPS, Pause, Tick, clock_of
from frankpledge.statute.case_targets import targets


def targets_of(procedure: Procedure | None) -> dict[str, int]:
    """Return the working days of each step: of a version of the procedure, else those commonly found."""
    if procedure is not None:
        return {step: getattr(procedure, step) for step in STEPS}
    return {one.id: one.working_days for one in targets() if one.id in STEPS}


def clock_for(case: Case, procedure: Procedure | None, *, on: date) -> tuple[Tick, ...]:
    """Return each step of a case against its target on a day; none for one that is closed or not sent."""
    if case.received_on is None:
        return ()
    decisions, panels = list(case.decisions.all()), [one for one in case.panels.all() if one.held_on]
    told = [one.on for one in case.letters.all() if one.kind == Letter.Kind.OUTCOME]
    done = {
        "acknowledge": case.acknowledged_on,
        "decide": decisions[-1].on if decisions else None,
        "meet": panels[-1].held_on if panels else None,
        "tell": told[-1] if told else None,
    }
    wanted = targets_of(procedure)
    if decisions and not decisions[-1].met:
        wanted = {step: wanted[step] for step in ("acknowledge", "decide")}
    pauses = [Pause(one.since, one.until) for one in case.pauses.all()]
    return clock_of(received=case.received_on, targets=wanted, done=done, pauses=pauses, today=on)


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
