"""What the record of a group says of a period, as lines of its report: each names the row that it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import get_current_timezone

from frankpledge.domain.action_log.queries import Line as ActionLine
from frankpledge.domain.action_log.queries import actions_of, line_of
from frankpledge.domain.action_log.rules import Status as ActionStatus
from frankpledge.domain.action_log.rules import days_in_words
from frankpledge.domain.bodies.models import Body, Seat
from frankpledge.domain.escalations.queries import of_period
from frankpledge.domain.highlights.rules import Drawn, Part, Period
from frankpledge.domain.meetings.models import Attendance, Meeting
from frankpledge.domain.meetings.queries.attending import sitting
from frankpledge.domain.meetings.queries.reading import decisions_of, meetings_of
from frankpledge.domain.meetings.rules import Kind, Marking, Presence
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.domain.risks.queries import Change, of_body
from frankpledge.domain.work_plans.queries import LineNow, line_now, lines_in
from frankpledge.domain.work_plans.rules import Deed, quarter_words
from frankpledge.domain.work_plans.rules import Status as LineStatus
from frankpledge.ground.accounts.models import User
from frankpledge.statute.deadlines import in_words

ACTION, LINE, DECISION = "action_log.action", "work_plans.line", "meetings.decision"
MEETING, ESCALATION, SEAT, RISK = "meetings.meeting", "escalations.escalation", "bodies.seat", "risks.risk"


def drawn(body: Body, period: Period, *, viewer: User) -> tuple[Drawn, ...]:
    """Return what the record says of a group in a period, part by part."""
    lines = [
        *_actions(body, period, viewer),
        *_plan(body, period),
        *_risks(body, period, viewer),
        *_decisions(body, period, viewer),
        *_escalations(body, period),
        *_meetings(body, period, viewer),
    ]
    order = list(Part)
    return tuple(sorted(lines, key=lambda one: order.index(one.part)))


def _told(*parts: str) -> str:
    """Return parts as sentences, each once ended."""
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in (one.strip() for one in parts) if part)


def _day(moment: datetime) -> date:
    return moment.astimezone(get_current_timezone()).date()


# ---- actions ---------------------------------------------------------------------------------------------------------


def _actions(body: Body, period: Period, viewer: User) -> Iterator[Drawn]:
    found = actions_of(workspace=body.workspace, viewer=viewer).filter(body=body, agreed_on__lte=period.last)
    for one in found.order_by("due", "number"):
        line = line_of(one, on=period.last)
        href = reverse("action_log:one", args=(body.workspace.slug, one.pk))
        slips = [slip for slip in one.slips.all() if period.holds(_day(slip.at))]
        told = [*_action_parts(line, period)]
        if slips:
            moves = (f"from {_by(slip.was)} to {_by(slip.now)}: {slip.reason}" for slip in slips)
            told.append((Part.SLIPPED, _told(line.wording, *moves)))
        for part, words in told:
            yield Drawn(part, ACTION, str(one.pk), f"Action {one.number}", words, href)


def _by(day: date | None) -> str:
    return in_words(day) if day else "no date"


def _action_parts(line: ActionLine, period: Period) -> Iterator[tuple[Part, str]]:
    who = f"{line.organisation}{f', {line.person}' if line.person else ''}"
    if period.holds(line.closed_on):
        if line.status is ActionStatus.COMPLETED:
            yield Part.DONE, _told(line.wording, f"{who}: {line.standing.words}", line.evidence)
        else:
            yield Part.STOPPED, _told(line.wording, f"{who}: {line.standing.words}", line.last_words)
    elif (line.closed_on is None or line.closed_on > period.last) and line.due:
        asked = f"another date is asked for: {in_words(line.asks_for)}" if line.asks_for else ""
        over = (period.last - line.due).days
        if over > 0:
            late = f"{who}: due on {in_words(line.due)}, {days_in_words(over)} late"
            yield Part.LATE, _told(line.wording, late, line.last_words, asked)
        elif line.due <= period.ahead:
            yield Part.NEXT, _told(line.wording, f"{who}: due on {in_words(line.due)}", line.last_words, asked)


# ---- the work plan ---------------------------------------------------------------------------------------------------


def _plan(body: Body, period: Period) -> Iterator[Drawn]:
    for one in lines_in(body, period.first, period.ahead):
        now = line_now(one, on=period.last)
        href = reverse("work_plans:line", args=(body.workspace.slug, one.pk))
        moves = [
            f"from Q{change.was} to Q{change.now}: {change.words}"
            for change in now.changes
            if change.deed == Deed.MOVED and period.holds(_day(change.at))
        ]
        told = [*_line_parts(now, period)]
        if moves:
            told.append((Part.SLIPPED, _told(one.wording, *moves)))
        for part, words in told:
            yield Drawn(part, LINE, str(one.pk), f"Plan {one.plan.year}, line {one.number}", words, href)


def _line_parts(now: LineNow, period: Period) -> Iterator[tuple[Part, str]]:
    line, who = now.line, f"{now.line.organisation}{f', {now.line.person}' if now.line.person else ''}"
    if period.holds(line.closed_on):
        if now.status is LineStatus.DONE:
            yield Part.DONE, _told(line.wording, f"{who}: {now.standing.words}", now.words)
        elif now.status is LineStatus.DROPPED:
            yield Part.STOPPED, _told(line.wording, f"{who}: {now.standing.words}", _why(now))
    elif line.closed_on is None or line.closed_on > period.last:
        due = f"{who}: due in {quarter_words(line.plan.year, line.quarter)}"
        over = (period.last - now.due).days
        if over > 0:
            yield Part.LATE, _told(line.wording, f"{due}, {days_in_words(over)} late", now.words)
        elif now.due <= period.ahead:
            yield Part.NEXT, _told(line.wording, due, now.words)


def _why(now: LineNow) -> str:
    return next((change.words for change in reversed(now.changes) if change.deed == Deed.DROPPED), "")


# ---- risks -----------------------------------------------------------------------------------------------------------


def _risks(body: Body, period: Period, viewer: User) -> Iterator[Drawn]:
    """Yield the risks that are open on the last day, and those that were closed in the period, with what changed."""
    found = of_body(viewer, body, period.last, since=period.first - timedelta(days=1))
    changed: dict[UUID, list[Change]] = {}
    for change in found.changes:
        changed.setdefault(change.line.id, []).append(change)
    closed = {one.line.id: one.line for one in found.changes if not one.line.is_open}
    for line in (*found.open, *closed.values()):
        href = reverse("risks:one", args=(body.workspace.slug, line.id))
        told = (_change_words(one) for one in changed.get(line.id, ()))
        now = line.current.words if line.current else "not scored"
        words = _told(line.title, f"{line.organisation}: {now}, {line.judgement.words}", *told)
        yield Drawn(Part.RISKS, RISK, str(line.id), f"Risk {line.number}", words, href)


def _change_words(one: Change) -> str:
    if one.kind == "raised":
        return f"raised on {in_words(one.on)}"
    moved = one.moved.words if one.moved else one.kind
    return f"{moved} on {in_words(one.on)}: {one.words}"


# ---- decisions and questions -----------------------------------------------------------------------------------------


def _decisions(body: Body, period: Period, viewer: User) -> Iterator[Drawn]:
    """Yield the decisions of open items: of a restricted one a report says nothing."""
    days = (period.first, period.last)
    found = decisions_of(workspace=body.workspace, viewer=viewer).filter(
        body=body, item__meeting__on__range=days, item__marking=Marking.OPEN
    )
    for one in found.order_by("number"):
        page = reverse("meetings:one", args=(body.workspace.slug, one.item.meeting_id))
        words = _told(one.wording, f"Taken on {in_words(one.item.meeting.on)}: {one.reason}")
        href = f"{page}#item-{one.item.order}"
        yield Drawn(Part.DECISIONS, DECISION, str(one.pk), f"Decision {one.number}", words, href)


def _escalations(body: Body, period: Period) -> Iterator[Drawn]:
    for one in of_period(body, period.first, period.last):
        href = reverse("escalations:one", args=(body.workspace.slug, one.pk))
        label, asked = f"Escalation {one.number}", f"{one.about_words}: {one.asks.rstrip('.')}"
        if one.closed_on is None or one.closed_on > period.last:
            when = f", for an answer by {in_words(one.by_when)}" if one.by_when else ""
            whom = "" if one.to_body_id == body.parent_id else f" of {one.to_body}"
            words = _told(asked, f"asked{whom} on {in_words(one.sent_on)}{when}", one.why)
            yield Drawn(Part.SOUGHT, ESCALATION, str(one.pk), label, words, href)
        elif one.answer:
            number = f" (decision {one.decision})" if one.decision else ""
            said = f"{one.to_body} answered on {in_words(one.closed_on)}{number}: {one.answer}"
            yield Drawn(Part.ANSWERED, ESCALATION, str(one.pk), label, _told(asked, said), href)


# ---- meetings --------------------------------------------------------------------------------------------------------


def _meetings(body: Body, period: Period, viewer: User) -> Iterator[Drawn]:
    found = meetings_of(workspace=body.workspace, viewer=viewer, body=body.pk)
    found = found.filter(on__range=(period.first, period.last)).exclude(state=MeetingState.PLANNED)
    told = list(found.order_by("on"))
    for one in told:
        held = one.state == MeetingState.HELD
        how = sitting(one).quorum.words if held else f"cancelled: {one.because}"
        words = _told("" if one.kind == Kind.ORDINARY else Kind(one.kind).label, how)
        href = reverse("meetings:one", args=(body.workspace.slug, one.pk))
        yield Drawn(Part.MEETINGS, MEETING, str(one.pk), in_words(one.on), words, href)
    yield from _seats(body, [one for one in told if one.state == MeetingState.HELD])


def _seats(body: Body, held: list[Meeting]) -> Iterator[Drawn]:
    """Yield how each seat was filled at the meetings that were held: one without a record of it is not counted."""
    rows = Attendance.objects.filter(workspace=body.workspace, meeting__in=held).select_related("seat", "organisation")
    by_seat: dict[Seat, list[Attendance]] = {}
    for row in rows.order_by("seat__order", "seat__name", "meeting__on"):
        by_seat.setdefault(row.seat, []).append(row)
    href = f"{reverse('attendance:list', args=(body.workspace.slug,))}?body={body.pk}"
    for seat, found in by_seat.items():
        presences = [Presence(one.presence) for one in found]
        came, stood_in = sum(one.attended for one in presences), presences.count(Presence.SUBSTITUTE)
        holders = " then ".join(dict.fromkeys(one.organisation.name for one in found if one.organisation))
        many = "1 meeting" if len(found) == 1 else f"{len(found)} meetings"
        substitutes = f"{stood_in} by a substitute" if stood_in else ""
        words = _told(f"{came} of {many}, {holders or 'held by nobody'}", substitutes)
        yield Drawn(Part.ATTENDANCE, SEAT, str(seat.pk), seat.name, words, href)
