"""What the registers say for a report: steps of the plan, actions of groups, and risks, as rows that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.action_log.queries import Line as ActionLine
from frankpledge.domain.delivery.queries import step_rows
from frankpledge.domain.delivery.queries.then import lines_then, step_then
from frankpledge.domain.reports.rules import Period
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.queries import Line as RiskLine
from frankpledge.domain.risks.queries import lines_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.versions.queries import stood_at
from frankpledge.statute.deadlines import in_words

STEP, ACTION, RISK = "step", "action", "risk"
MOST_RISKS = 8
NO_DATE = "no date"
ERASED = " (the wording of that day was erased: this is the earliest that is kept)"
NOT_HELD = "not held: nothing kept tells how it stood on"
RISK_KIND = Risk._meta.label_lower


@dataclass(frozen=True)
class Told:
    """One row of a register. `group` is the priority or the group that it belongs to; `late` marks what is overdue.

    `held` is False where nothing that is kept tells how it stood at the moment of the report; `erased` where its words
    of that moment were erased, which its words say.
    """

    part: str
    group: str
    label: str
    words: str
    who: str = ""
    when: str = ""
    state: str = ""
    late: bool = False
    held: bool = True
    erased: bool = False


def as_json(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Return rows as they are kept."""
    return [asdict(one) for one in told]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Return the rows that were kept."""
    return tuple(Told(**one) for one in kept)


def registers(period: Period, *, workspace: Workspace, viewer: User, at: datetime | None = None) -> tuple[Told, ...]:
    """Return what the registers said at a moment (now without one) for a report on a period.

    Where nothing that is kept tells how a row stood then, the row says so, and its `held` is False.
    """
    moment = at or clock.now()
    on = clock.in_london(moment).date()
    return (
        *_steps(period, workspace=workspace, viewer=viewer, on=on),
        *_actions(period, workspace=workspace, viewer=viewer, at=moment),
        *_risks(workspace=workspace, viewer=viewer, at=moment),
    )


def _steps(period: Period, *, workspace: Workspace, viewer: User, on: date) -> Iterator[Told]:
    """Yield the steps of the year's plan, once its board had approved it."""
    year = str(financial_year_of(period.ends))
    rows = step_rows(workspace=workspace, viewer=viewer).filter(year=year, priority__plan__decided_on__lte=on)
    for step in rows:
        assert step.priority is not None
        then = step_then(step, on=on)
        late = then.held and then.due is not None and then.due < on and not then.status.over
        said = then.words or then.status.label
        yield Told(
            STEP, step.priority.name, str(step.number or ""), step.words,
            who=step.organisation.name if step.organisation else step.lead,
            when=in_words(then.due) if then.due else NO_DATE,
            state=_not_held(on) if not then.held else f"{said}, though its date has passed" if late else said,
            late=late, held=then.held,
        )  # fmt: skip


def _not_held(on: date) -> str:
    return f"{NOT_HELD} {in_words(on)}"


def _actions(period: Period, *, workspace: Workspace, viewer: User, at: datetime) -> Iterator[Told]:
    """Yield the actions that were late, that fell due or ended in the period, and that were due next."""
    on = clock.in_london(at).date()
    for then in lines_then(workspace=workspace, viewer=viewer, at=at):
        line = then.line
        if not _tells(line, period, on):
            continue
        yield Told(
            ACTION, line.body, line.reference or str(line.number), line.wording + ERASED * then.erased,
            who=line.organisation, when=in_words(line.due) if line.due else NO_DATE,
            state=line.standing.words if then.held else _not_held(on), late=then.held and line.standing.late,
            held=then.held, erased=then.erased,
        )  # fmt: skip


def _tells(line: ActionLine, period: Period, on: date) -> bool:
    if line.closed_on is not None:
        return period.starts <= line.closed_on <= on
    return line.due is not None and (line.due < on or line.due <= period.ends or (line.due - on).days <= 92)


def _risks(*, workspace: Workspace, viewer: User, at: datetime) -> Iterator[Told]:
    """Yield the gravest risks that were open, under the words that they had."""
    on, kept = clock.in_london(at).date(), stood_at(RISK_KIND, workspace=workspace, at=at)
    open_ = [one for one in lines_of(workspace=workspace, viewer=viewer, on=on) if one.is_open]
    for one in sorted(open_, key=_gravest)[:MOST_RISKS]:
        level, before = one.current, kept.get(str(one.id))
        erased = before is not None and before.erased
        title = str(before.state["title"]) if before else one.title
        yield Told(
            RISK, one.body, str(one.number), title + ERASED * erased, who=one.organisation, erased=erased,
            when=in_words(one.review_due) if one.review_due else NO_DATE,
            state=f"{level.words}; {one.judgement.words}" if level else "not scored",
        )  # fmt: skip


def _gravest(one: RiskLine) -> tuple[int, int]:
    return (-(one.current.score if one.current else 0), one.number)
