"""Drafting a highlight report from the record, editing it, sending it on, and putting it before the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.actions import put_on_agenda
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Matter, open_of
from frankpledge.domain.highlights import rules
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.queries import edition_of, is_approved, is_draft
from frankpledge.domain.highlights.queries.drawing import ESCALATION, drawn
from frankpledge.domain.highlights.queries.telling import report_document
from frankpledge.domain.highlights.rules import Drawn, Part, Period
from frankpledge.domain.meetings.actions.planning import ItemFacts, add_item, amend_item
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import ItemKind, Marking
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition

KIND = "highlight report"
OWN = "own"
FORMS = tuple(FORMATS)


@dataclass(frozen=True)
class Edited:
    """A report as somebody edits it: what is said first, the decision sought, and by line its words and if it stays."""

    lead: str = ""
    asks: str = ""
    words: Mapping[UUID, str] | None = None
    left_out: frozenset[UUID] = frozenset()
    added: tuple[tuple[Part, str], ...] = ()


@transaction.atomic
def draft_report(*, body: Body, period: Period, by: User) -> HighlightReport:
    """Draft the report of a group for a period from the record. With nothing to report it says so."""
    check_granted(GRANTS, Capability.WRITE, workspace=body.workspace, user=by)
    rules.check_period(period, today=clock.today())
    there = HighlightReport.objects.filter(body=body, first=period.first, last=period.last).exists()
    rules.check_new(there=there, body=str(body), period=period)
    report = HighlightReport(
        workspace=body.workspace, body=body, first=period.first, last=period.last, asks=_asks(body), drafted_by=by,
        drafted_at=clock.now(),
    )  # fmt: skip
    lines = [_line(report, at, one) for at, one in enumerate(drawn(body, period, viewer=by), 1)]
    tree = report_document(report, lines)
    title = f"{tree.title}, {period.words}"
    report.paper = papers.create_paper(workspace=body.workspace, kind=KIND, title=title, tree=tree, by=by)
    report.save()
    ReportLine.objects.bulk_create(lines)
    record("highlights.report_drafted", report, by=by, facts={"body": str(body), "lines": len(lines)})
    return report


def _asks(body: Body) -> str:
    """Return the decision that is sought: what the group asked of the one above and has no answer to."""
    asked = [one.asks.rstrip(".") for one in open_of(body) if one.to_body_id == body.parent_id]
    return "; ".join(asked)[: rules.LONGEST_ASKS]


def _line(report: HighlightReport, order: int, one: Drawn) -> ReportLine:
    return ReportLine(
        workspace=report.workspace, report=report, order=order, part=one.part, kind=one.kind, about=one.about,
        label=one.label, drawn=one.words, href=one.href,
    )  # fmt: skip


@transaction.atomic
def edit_report(*, report: HighlightReport, given: Edited, by: User) -> HighlightReport:
    """Keep a report as somebody edited it. A line that says what the record says stays the record's own."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    report.lead = rules.check_words(given.lead, what="what is said first", longest=rules.LONGEST_LEAD)
    report.asks = rules.check_words(given.asks, what="the decision sought", longest=rules.LONGEST_ASKS)
    report.save(update_fields=["lead", "asks"])
    for line in report.lines.all():
        said = rules.check_words((given.words or {}).get(line.pk, line.said), what=f"the line on {line.label}")
        line.words = said if said != line.drawn else ""
        line.left_out = line.pk in given.left_out or not said
        if not line.drawn and not said:
            line.delete()
        else:
            line.save(update_fields=["words", "left_out"])
    _add(report, given.added)
    _rewrite(report, by)
    record("highlights.report_edited", report, by=by, facts={"body": str(report.body)})
    return report


def _add(report: HighlightReport, added: Iterable[tuple[Part, str]]) -> None:
    """Write lines of the editor's own, which no row of the record stands behind."""
    last = report.lines.aggregate(last=Max("order"))["last"] or 0
    for at, (part, words) in enumerate(added, last + 1):
        said = rules.check_words(words, what="the line that is added")
        if said:
            ReportLine.objects.create(
                workspace=report.workspace, report=report, order=at, part=part, kind=OWN, about=uuid4().hex,
                label="Added by hand", words=said,
            )  # fmt: skip


def _rewrite(report: HighlightReport, by: User) -> None:
    """Write the paper anew, so that whoever edited is among those who may not approve it."""
    lines = list(ReportLine.objects.filter(report=report).order_by("order"))
    report.paper = papers.revise_paper(paper=report.paper, tree=report_document(report, lines), by=by)


@transaction.atomic
def take_changes(*, report: HighlightReport, by: User) -> HighlightReport:
    """Take over what the record says by now. Words that somebody wrote stay theirs; a line whose row is gone goes.

    A line that somebody wrote anew stays though its row is gone, as one that was added by hand.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_unsent(is_draft(report))
    kept = {line.as_drawn.key: line for line in report.lines.exclude(kind=OWN)}
    found = drawn(report.body, report.period, viewer=by)
    for key, line in kept.items():
        if key not in {one.key for one in found}:
            _let_go(line)
    for at, one in enumerate(found, 1):
        line = kept.get(one.key) or _line(report, at, one)
        line.order, line.drawn, line.label, line.href = at, one.words, one.label, one.href
        line.save()
    for at, line in enumerate(report.lines.filter(kind=OWN).order_by("order"), len(found) + 1):
        line.order = at
        line.save(update_fields=["order"])
    _rewrite(report, by)
    record("highlights.report_drawn_again", report, by=by, facts={"body": str(report.body)})
    return report


def _let_go(line: ReportLine) -> None:
    if not line.words:
        line.delete()
        return
    line.kind, line.about, line.drawn, line.href = OWN, uuid4().hex, "", ""
    line.save()


@transaction.atomic
def send_report(*, report: HighlightReport, by: User) -> HighlightReport:
    """Send a report to whoever may approve it."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    report.paper = papers.send_for_review(paper=report.paper, by=by)
    record("highlights.report_sent", report, by=by, facts={"body": str(report.body)})
    return report


@transaction.atomic
def return_report(*, report: HighlightReport, reason: str, by: User) -> HighlightReport:
    """Return a report to draft, with what is wrong in it."""
    report.paper = papers.return_to_draft(paper=report.paper, reason=reason, by=by)
    record("highlights.report_returned", report, by=by, facts={"body": str(report.body)})
    return report


def approve_report(*, report: HighlightReport, by: User, formats: Iterable[str] = FORMS) -> Edition:
    """Approve a report: refused for whoever wrote in it. It becomes an edition that never changes."""
    edition = papers.approve(paper=report.paper, by=by, formats=formats)
    report.paper.refresh_from_db()
    return edition


@transaction.atomic
def correct_report(*, report: HighlightReport, note: str, by: User) -> HighlightReport:
    """Open an approved report again to put it right; the note is printed on the next edition."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    edition = edition_of(report)
    rules.check_approved(edition is not None)
    assert edition is not None
    tree = report_document(report, report.lines.all())
    report.paper = papers.correct(edition=edition, tree=tree, note=note, by=by)
    record("highlights.correction_opened", report, by=by, facts={"body": str(report.body), "number": edition.number})
    return report


@transaction.atomic
def put_before(*, report: HighlightReport, meeting: Meeting, by: User) -> Item:
    """Put an approved report on the agenda of a meeting, with the decision that is sought, or renew it there.

    What the group sent up to that board and told of here is noted to be on that agenda.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    edition = edition_of(report) if is_approved(report) else None
    rules.check_approved(edition is not None)
    rules.check_meeting(planned=meeting.state == MeetingState.PLANNED)
    given = ItemFacts(
        title=f"Highlight report: {report.body}",
        kind=ItemKind.DECISION if report.asks else ItemKind.INFORMATION,
        marking=Marking.OPEN,
        presenter=f"Chair of {report.body}"[:200],
        asks=report.asks,
        paper=edition,
    )
    there = report.item if report.item is not None and report.item.meeting_id == meeting.pk else None
    item = amend_item(item=there, given=given, by=by) if there else add_item(meeting=meeting, given=given, by=by)
    report.item = item
    report.save(update_fields=["item"])
    _place_escalations(report, item, by)
    record("highlights.report_put_before", report, by=by, facts={"body": str(meeting.body), "item": item.order})
    return item


def _place_escalations(report: HighlightReport, item: Item, by: User) -> None:
    told = {line.about for line in report.lines.all() if line.kind == ESCALATION and line.part == Part.SOUGHT}
    where = Matter(f"{item.meeting}, item {item.order}", "meetings.meeting", str(item.meeting_id))
    for one in open_of(report.body):
        if str(one.pk) in told and _is_elsewhere(one, item):
            put_on_agenda(escalation=one, meeting=where, by=by)


def _is_elsewhere(one: Escalation, item: Item) -> bool:
    """Return whether an escalation is for the body that meets, and has no item of its own on this agenda yet."""
    return one.to_body_id == item.meeting.body_id and (one.agenda_drawn or one.agenda_about != str(item.meeting_id))
