"""What the registers say for a report: steps of the plan, actions of groups, and risks, as rows that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import actions_of, line_of
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.queries import steps
from frankpledge.domain.plans.rules import Status
from frankpledge.domain.reports.rules import Period
from frankpledge.domain.risks.queries import Line as RiskLine
from frankpledge.domain.risks.queries import lines_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.deadlines import in_words

STEP, ACTION, RISK = "step", "action", "risk"
MOST_RISKS = 8
NO_DATE = "no date"


@dataclass(frozen=True)
class Told:
    """One row of a register. `group` is the priority or the group that it belongs to; `late` marks what is overdue."""

    part: str
    group: str
    label: str
    words: str
    who: str = ""
    when: str = ""
    state: str = ""
    late: bool = False


def as_json(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Return rows as they are kept."""
    return [asdict(one) for one in told]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Return the rows that were kept."""
    return tuple(Told(**one) for one in kept)


def registers(period: Period, *, workspace: Workspace, viewer: User) -> tuple[Told, ...]:
    """Return what the registers say today for a report on a period."""
    on = clock.today()
    return (
        *_steps(period, workspace=workspace, viewer=viewer, on=on),
        *_actions(period, workspace=workspace, viewer=viewer, on=on),
        *_risks(workspace=workspace, viewer=viewer, on=on),
    )


def _steps(period: Period, *, workspace: Workspace, viewer: User, on: date) -> Iterator[Told]:
    year = str(financial_year_of(period.ends))
    for step in steps(workspace=workspace, viewer=viewer).filter(year=year, priority__isnull=False):
        assert step.priority is not None
        late = _is_late(step, on)
        said = step.status_words or Status(step.status).label
        yield Told(
            STEP, step.priority.name, str(step.number or ""), step.words,
            who=step.organisation.name if step.organisation else step.lead,
            when=in_words(step.due) if step.due else NO_DATE,
            state=f"{said}, though its date has passed" if late else said, late=late,
        )  # fmt: skip


def _is_late(step: Step, on: date) -> bool:
    return step.due is not None and step.due < on and not Status(step.status).over


def _actions(period: Period, *, workspace: Workspace, viewer: User, on: date) -> Iterator[Told]:
    """Yield the actions that are late, that fell due or ended in the period, and that are due next."""
    found: list[Action] = [
        one for one in actions_of(workspace=workspace, viewer=viewer).order_by("body__name", "due", "number")
        if _tells(one, period, on)
    ]  # fmt: skip
    for action in found:
        line = line_of(action, on=on)
        yield Told(
            ACTION, line.body, line.reference or str(line.number), line.wording,
            who=line.organisation, when=in_words(line.due) if line.due else NO_DATE,
            state=line.standing.words, late=line.standing.late,
        )  # fmt: skip


def _tells(action: Action, period: Period, on: date) -> bool:
    if action.closed_on is not None:
        return period.starts <= action.closed_on <= on
    return action.due is not None and (action.due < on or action.due <= period.ends or (action.due - on).days <= 92)


def _risks(*, workspace: Workspace, viewer: User, on: date) -> Iterator[Told]:
    open_ = [one for one in lines_of(workspace=workspace, viewer=viewer, on=on) if one.is_open]
    for one in sorted(open_, key=_gravest)[:MOST_RISKS]:
        level = one.current
        yield Told(
            RISK, one.body, str(one.number), one.title, who=one.organisation,
            when=in_words(one.review_due) if one.review_due else NO_DATE,
            state=f"{level.words}; {one.judgement.words}" if level else "not scored",
        )  # fmt: skip


def _gravest(one: RiskLine) -> tuple[int, int]:
    return (-(one.current.score if one.current else 0), one.number)
