"""Steps, and the actions that carry them out, as they stood on an earlier day: by what was kept, else by their days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import Line, actions_of, line_of
from frankpledge.domain.action_log.rules import Progress, Status, standing
from frankpledge.domain.delivery.models import Change
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import Status as StepStatus
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.versions.queries import Stood, stood_at

KIND = Action._meta.label_lower


# ---- steps -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepThen:
    """How a step stood on an earlier day. `held` is False where nothing was kept that tells how it stood then."""

    status: StepStatus
    words: str
    due: date | None
    held: bool


def step_then(step: Step, *, on: date) -> StepThen:
    """Return how a step stood on a day, by what had been said of it and where its date had been moved by then.

    What was said on a day counts from that day on, whenever it was written down.
    """
    changes = tuple(step.changes.all())
    moved = next((one for one in changes if one.deed == Deed.MOVED and one.on > on), None)
    due = moved.was if moved else step.due
    said = [one for one in changes if one.deed != Deed.MOVED]
    before = [one for one in said if one.on <= on]
    if said and before == said:
        return StepThen(StepStatus(step.status), step.status_words, due, held=True)
    if before:
        return StepThen(_turned(before[-1]), "", due, held=True)
    begun = not said and StepStatus(step.status) is not StepStatus.NOT_STARTED
    status = StepStatus(step.status) if begun else StepStatus.NOT_STARTED
    return StepThen(status, step.status_words if begun else "", due, held=not begun)


def _turned(change: Change) -> StepStatus:
    fixed = {Deed.DROPPED: StepStatus.DROPPED, Deed.REOPENED: StepStatus.REVISED}
    return fixed.get(Deed(change.deed)) or StepStatus(change.said)


# ---- actions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Then:
    """An action as it stood. `held` is False where nothing that was kept tells whether it was open on that day.

    `erased`: its wording of that day was erased, and the earliest that is kept stands in its place.
    """

    line: Line
    held: bool
    erased: bool = False


@dataclass(frozen=True)
class _Standing:
    status: Status
    due: date | None
    closed_on: date | None
    wording: str
    held: bool = True
    erased: bool = False


def lines_then(*, workspace: Workspace, viewer: User, at: datetime) -> tuple[Then, ...]:
    """Return the actions that had been agreed by a moment, as each stood then, by group and date."""
    on, kept = clock.in_london(at).date(), stood_at(KIND, workspace=workspace, at=at)
    rows = actions_of(workspace=workspace, viewer=viewer).filter(agreed_on__lte=on)
    return tuple(
        _line(one, _stood(one, kept.get(str(one.pk)), at=at, on=on), at=at, on=on)
        for one in rows.order_by("body__name", "due", "number")
    )


def _line(action: Action, stood: _Standing, *, at: datetime, on: date) -> Then:
    told = [one for one in action.reports.all() if one.at <= at]
    said = Progress(told[-1].said) if told else None
    stands = standing(status=stood.status, due=stood.due, closed_on=stood.closed_on, said=said, on=on)
    line = replace(
        line_of(action, on=on), wording=stood.wording, due=stood.due, status=stood.status, closed_on=stood.closed_on,
        standing=stands, said=said,
    )  # fmt: skip
    return Then(line, stood.held, stood.erased)


def _stood(action: Action, kept: Stood | None, *, at: datetime, on: date) -> _Standing:
    if kept is not None and kept.held:
        return _as_kept(kept.state)
    wording = kept.state["wording"] if kept else action.wording
    later = next((one for one in action.slips.all() if one.at > at), None)
    due = later.was if later else action.due
    over = action.closed_on is not None and action.closed_on <= on
    reopened = any(one.said == Progress.REOPENED and one.at > at for one in action.reports.all())
    status = Status(action.status) if over else Status.OPEN
    erased = kept is not None and kept.erased
    return _Standing(status, due, action.closed_on if over else None, wording, held=not reopened, erased=erased)


def _as_kept(state: dict[str, Any]) -> _Standing:
    days = {name: date.fromisoformat(state[name]) if state[name] else None for name in ("due", "closed_on")}
    return _Standing(Status(state["status"]), days["due"], days["closed_on"], state["wording"])
