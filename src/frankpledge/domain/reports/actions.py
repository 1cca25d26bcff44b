"""Drafting a report, editing what it asks, drawing it again, sending, approving, correcting, and placing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.meetings.actions.planning import ItemFacts, add_item, amend_item
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import ItemKind, Marking
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.domain.reports import rules
from frankpledge.domain.reports.models import Ask, Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.queries import edition_of, is_approved, is_draft, themes
from frankpledge.domain.reports.queries.building import tree_of
from frankpledge.domain.reports.queries.material import Wanted, gather
from frankpledge.domain.reports.queries.registers import as_json, registers
from frankpledge.domain.reports.queries.telling import report_document
from frankpledge.domain.reports.rules import AskKind, Period
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition

KIND = "performance report"
FORMS = tuple(FORMATS)


@dataclass(frozen=True)
class AskFacts:
    """What a report asks: to decide or to note, on an indicator or none, of whom and by when."""

    kind: AskKind
    words: str
    indicator: UUID | None = None
    owner: str = ""
    due: str = ""


@transaction.atomic
def draft_report(
    *,
    workspace: Workspace,
    kind: str,
    period: Period,
    by: User,
    body: Body | None = None,
    theme: str = "",
    known_at: datetime | None = None,
    all_as_then: bool = True,
) -> Report:
    """Draft a report on a period, with values as known at a moment (now without one).

    Commentary, steps, actions and risks are told as they stood at it too, or, without `all_as_then`, as they stand now.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    now = clock.now()
    rules.check_period(period, today=clock.today())
    template = rules.template(kind)
    chosen = rules.check_theme(template, theme, themes(workspace=workspace, viewer=by, on=period.ends))
    there = Report.objects.filter(
        workspace=workspace, kind=kind, theme=chosen, starts=period.starts, ends=period.ends, body=body
    )
    rules.check_new(there=there.exists(), title=f"{template.title} for {period.name}")
    at = rules.check_known(known_at or now, now=now)
    said_at = at if all_as_then else now
    wanted = Wanted(template, period, at, chosen, said_at=said_at)
    told = registers(period, workspace=workspace, viewer=by, at=said_at)
    tree = report_document(gather(wanted, workspace=workspace, viewer=by, told=told))
    paper = papers.create_paper(workspace=workspace, kind=KIND, title=tree.title, tree=tree, by=by)
    report = Report.objects.create(
        workspace=workspace, kind=kind, body=body, theme=chosen, starts=period.starts, ends=period.ends, known_at=at,
        drawn_at=said_at, record=as_json(told), paper=paper, drafted_by=by, drafted_at=now,
    )  # fmt: skip
    record("reports.drafted", report, by=by, facts={"report": tree.title})
    return report


@transaction.atomic
def draw_again(
    *, report: Report, by: User, known_at: datetime | None = None, all_as_then: bool = True
) -> Report:  # fmt: skip
    """Draw a draft again: values as known at a moment (now without one), all else as it stood then, or stands now."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    now = clock.now()
    at = rules.check_known(known_at or now, now=now)
    _drawn(report, known_at=at, said_at=at if all_as_then else now, by=by)
    _rewrite(report, by)
    record("reports.drawn_again", report, by=by, facts={"report": report.paper.title})
    return report


def _drawn(report: Report, *, known_at: datetime, said_at: datetime, by: User) -> None:
    """Keep as at which moments a report tells its values and all else, and what the registers said then."""
    report.known_at, report.drawn_at = known_at, said_at
    period = rules.period_on(rules.template(report.kind).every, report.starts)
    report.record = as_json(registers(period, workspace=report.workspace, viewer=by, at=said_at))
    report.save(update_fields=["known_at", "drawn_at", "record"])


@transaction.atomic
def edit_lead(*, report: Report, lead: str, by: User) -> Report:
    """Write what is said first."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    report.lead = rules.check_lead(lead)
    report.save(update_fields=["lead"])
    _rewrite(report, by)
    record("reports.edited", report, by=by, facts={"report": report.paper.title})
    return report


@transaction.atomic
def add_ask(*, report: Report, given: AskFacts, by: User) -> Ask:
    """Ask the readers to decide or to note something."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    there = list(report.asks.order_by("order"))
    words = rules.check_ask(given.words, there=len(there))
    indicator = None
    if given.indicator is not None:
        indicator = Indicator.objects.filter(workspace=report.workspace, pk=given.indicator).first()
    made = Ask.objects.create(
        workspace=report.workspace,
        report=report,
        order=max((one.order for one in there), default=0) + 1,
        kind=given.kind,
        indicator=indicator,
        words=words,
        owner=" ".join(given.owner.split())[:200],
        due=" ".join(given.due.split())[:100],
    )
    _rewrite(report, by)
    record("reports.ask_added", report, by=by, facts={"report": report.paper.title, "asked": words})
    return made


@transaction.atomic
def remove_ask(*, ask: Ask, by: User) -> None:
    """Take something that is asked out of a draft."""
    report = ask.report
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    words = ask.words
    ask.delete()
    _rewrite(report, by)
    record("reports.ask_removed", report, by=by, facts={"report": report.paper.title, "asked": words})


def _rewrite(report: Report, by: User) -> None:
    """Write the paper anew, so that whoever edited is among those who may not approve it."""
    fresh = Report.objects.select_related("workspace", "paper__workspace").get(pk=report.pk)
    report.paper = papers.revise_paper(paper=report.paper, tree=tree_of(fresh, viewer=by), by=by)


@transaction.atomic
def send_report(*, report: Report, by: User) -> Report:
    """Send a report to whoever may approve it."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    report.paper = papers.send_for_review(paper=report.paper, by=by)
    record("reports.sent", report, by=by, facts={"report": report.paper.title})
    return report


@transaction.atomic
def return_report(*, report: Report, reason: str, by: User) -> Report:
    """Return a report to draft, with what is wrong in it."""
    report.paper = papers.return_to_draft(paper=report.paper, reason=reason, by=by)
    record("reports.returned", report, by=by, facts={"report": report.paper.title})
    return report


def approve_report(*, report: Report, by: User, formats: Iterable[str] = FORMS) -> Edition:
    """Approve a report: refused for whoever wrote in it. It becomes an edition that never changes."""
    edition = papers.approve(paper=report.paper, by=by, formats=formats)
    report.paper.refresh_from_db()
    return edition


@transaction.atomic
def correct_report(*, report: Report, note: str, by: User) -> Report:
    """Open an approved report again, drawn with values as known now; the note is printed on the next edition."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    edition = edition_of(report)
    rules.check_approved(edition is not None)
    assert edition is not None
    now = clock.now()
    _drawn(report, known_at=now, said_at=now, by=by)
    report.paper = papers.correct(edition=edition, tree=tree_of(report, viewer=by), note=note, by=by)
    facts: dict[str, str | int] = {"report": report.paper.title, "number": edition.number}
    record("reports.correction_opened", report, by=by, facts=facts)
    return report


@transaction.atomic
def put_before(*, report: Report, meeting: Meeting, by: User) -> Item:
    """Put an approved report on the agenda of a meeting, with what it asks to decide, or renew it there."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    edition = edition_of(report) if is_approved(report) else None
    rules.check_approved(edition is not None)
    rules.check_meeting(planned=meeting.state == MeetingState.PLANNED)
    sought = [one.words for one in report.asks.order_by("order") if one.kind == AskKind.DECIDE]
    given = ItemFacts(
        title=report.paper.title[:200],
        kind=ItemKind.DECISION if sought else ItemKind.INFORMATION,
        marking=Marking.OPEN,
        asks="; ".join(one.rstrip(".") for one in sought)[:500],
        paper=edition,
    )
    there = report.item if report.item is not None and report.item.meeting_id == meeting.pk else None
    if there is not None:
        given = replace(given, presenter=there.presenter)
    item = amend_item(item=there, given=given, by=by) if there else add_item(meeting=meeting, given=given, by=by)
    report.item = item
    report.save(update_fields=["item"])
    facts: dict[str, str | int] = {"report": report.paper.title, "body": str(meeting.body), "item": item.order}
    record("reports.put_before", report, by=by, facts=facts)
    return item
