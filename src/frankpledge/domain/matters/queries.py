"""Reading what the record brings before a meeting of a body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.action_log import permissions as of_actions
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.queries import line_of, log_of
from frankpledge.domain.action_log.rules import Status
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.duties import permissions as of_duties
from frankpledge.domain.duties.queries.register import Owed, position
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import may_see as may_see_escalations
from frankpledge.domain.escalations.queries import open_for, standing_of
from frankpledge.domain.matters.rules import Drawn, Matter, Span
from frankpledge.domain.work_plans.permissions import may_see as may_see_work_plans
from frankpledge.domain.work_plans.queries import LineNow, line_now, work_of
from frankpledge.domain.work_plans.rules import PlanState
from frankpledge.domain.work_plans.rules import Status as PlanStatus
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.obligations import State


def may_see(drawn: Drawn, *, workspace: Workspace, viewer: User) -> bool:
    """Return whether a viewer may see that part of the record: who may not is not shown it on an agenda either."""
    if drawn is Drawn.DUTIES:
        return is_granted(of_duties.GRANTS, of_duties.Capability.SEE, workspace=workspace, user=viewer)
    if drawn is Drawn.SENT_UP:
        return may_see_escalations(workspace=workspace, user=viewer)
    if drawn is Drawn.WORK_PLAN:
        return may_see_work_plans(workspace=workspace, user=viewer)
    return is_granted(of_actions.GRANTS, of_actions.Capability.SEE, workspace=workspace, user=viewer)


def may_see_all(*, workspace: Workspace, viewer: User) -> bool:
    """Return whether a viewer may see every part of the record that an agenda draws on."""
    return all(may_see(drawn, workspace=workspace, viewer=viewer) for drawn in Drawn)


def matters(drawn: Drawn, *, body: Body, span: Span) -> tuple[Matter, ...]:
    """Return what one part of the record brings before a meeting of a body, the most pressing first.

    For the body's own agenda and papers: whoever shows it to a person asks `may_see`.
    """
    return tuple(_READERS[drawn](body, span))


def _arising(body: Body, span: Span) -> Iterable[Matter]:
    """Yield the actions that the last meeting agreed, whatever became of them."""
    found = log_of(body).filter(origin_key__in=span.agreed)
    return (_action(one, span) for one in found.order_by("number"))


def _actions(body: Body, span: Span) -> Iterable[Matter]:
    """Yield the open actions that are late on the day or due before the next meeting, but those that arise anyway."""
    found = log_of(body).filter(body=body, status=Status.OPEN)
    found = found.filter(due__lte=span.until).exclude(origin_key__in=span.agreed)
    return (_action(one, span) for one in found.order_by("due", "number"))


def _action(one: Action, span: Span) -> Matter:
    line = line_of(one, on=span.on)
    asks = f"another date is asked for: {in_words(line.asks_for)}" if line.asks_for else ""
    said = (line.organisation, line.standing.words, line.last_words, asks)
    return Matter(
        title=f"Action {line.number}. {line.wording}",
        words=" ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in said if part),
        href=reverse("action_log:one", args=(one.workspace.slug, one.pk)),
        late=line.standing.late,
    )


def _duties(body: Body, span: Span) -> Iterable[Matter]:
    """Yield the duties that are late on the day or due before the next meeting."""
    years = sorted({financial_year_of(span.on), financial_year_of(span.until)}, key=lambda year: year.start)
    found = {
        (one.duty.id, one.obligation.key): one
        for year in years
        for one in position(workspace=body.workspace, year=year, today=span.on).owed
        if _presses(one, span)
    }
    return (_duty(one, body.workspace.slug) for one in found.values())


def _presses(one: Owed, span: Span) -> bool:
    state, due = one.obligation.state, one.obligation.due
    return state is State.LATE or (state is State.DUE and due is not None and due <= span.until)


def _duty(one: Owed, slug: str) -> Matter:
    due, late = one.obligation.due, one.obligation.state is State.LATE
    when = f"{'Was due' if late else 'Due'} on {in_words(due)}" if due else "Late"
    return Matter(
        title=one.duty.title,
        words=f"{when}: {one.owner or 'nobody answers for it yet'}. {one.duty.provision}.",
        href=reverse("duties:one", args=(slug, one.duty.id)),
        late=late,
    )


def _sent_up(body: Body, span: Span) -> Iterable[Matter]:
    """Yield what other groups sent up to the body and wait for."""
    return (_escalation(one, span) for one in open_for(body))


def _escalation(one: Escalation, span: Span) -> Matter:
    stands = standing_of(one, on=span.on)
    return Matter(
        title=f"Escalation {one.number}. {one.about_words}",
        words=f"{one.from_body.name} asks: {one.asks.rstrip('.')}. {stands.words[:1].upper()}{stands.words[1:]}.",
        href=reverse("escalations:one", args=(one.workspace.slug, one.pk)),
        late=stands.late,
    )


def _planned(body: Body, span: Span) -> Iterable[Matter]:
    """Yield the open lines of the body's work plan that are late on the day or due before the next meeting."""
    found = work_of(body).filter(status=PlanStatus.OPEN)
    told = (line_now(one, on=span.on) for one in found.exclude(plan__state=PlanState.CLOSED))
    pressing = [one for one in told if one.due <= span.until]
    return (_line(one) for one in sorted(pressing, key=lambda one: (one.due, one.line.number)))


def _line(one: LineNow) -> Matter:
    line = one.line
    said = (line.organisation.name, one.standing.words, one.words)
    return Matter(
        title=f"Work plan {line.plan.year}, {line.number}. {line.wording}",
        words=" ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in said if part),
        href=reverse("work_plans:line", args=(line.workspace.slug, line.pk)),
        late=one.standing.late,
    )


_READERS: Mapping[Drawn, Callable[[Body, Span], Iterable[Matter]]] = {
    Drawn.ARISING: _arising,
    Drawn.ACTIONS: _actions,
    Drawn.DUTIES: _duties,
    Drawn.SENT_UP: _sent_up,
    Drawn.WORK_PLAN: _planned,
}
