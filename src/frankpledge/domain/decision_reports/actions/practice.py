"""What the council does where the law leaves it open, and the headings that its reports have besides the usual ones."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from frankpledge.domain.decision_reports import rules
from frankpledge.domain.decision_reports.models import LocalHeading, Practice
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.rules import Local
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.statute.decision_report import headings


@transaction.atomic
def settle_practice(*, workspace: Workspace, since: date, given: Local, by: User) -> Practice:
    """Record the council's practice from a day on. A row of the same day is put right; earlier ones stay."""
    check_granted(GRANTS, Capability.SETTLE, workspace=workspace, user=by)
    council = rules.check_words(given.council, what="the name of the council", longest=200)
    made, _ = Practice.objects.update_or_create(
        workspace=workspace,
        since=since,
        defaults={
            "council": council, "threshold": given.threshold.strip()[: rules.LONGEST_LINE], "wards": given.wards,
            "notice_counts": given.notice_counts, "papers_counts": given.papers_counts,
            "call_in_days": given.call_in_days, "contact": given.contact.strip()[:500],
            "cabinet_members": given.cabinet_members.strip()[: rules.LONGEST_TEXT],
            "board_is_committee": given.board_is_committee, "recorded_by": by, "recorded_at": clock.now(),
        },
    )  # fmt: skip
    record("decision_reports.practice_settled", made, by=by, facts={"since": since.isoformat()})
    return made


@transaction.atomic
def add_heading(
    *, workspace: Workspace, title: str, ask: str, required: bool, after: str = "", by: User
) -> LocalHeading:
    """Add a heading to the reports that are begun from now on, after one of the usual ones or at the end."""
    check_granted(GRANTS, Capability.SETTLE, workspace=workspace, user=by)
    said = rules.check_words(title, what="the title", longest=200)
    ref = slugify(said)[:60]
    taken = {one.ref for one in headings()} | set(
        LocalHeading.objects.filter(workspace=workspace, in_use=True).values_list("ref", flat=True)
    )
    if not ref or ref in taken:
        raise rules.NotAReport(f"there is a heading “{said}” already.", cure="Choose another title.")
    made, _ = LocalHeading.objects.update_or_create(
        workspace=workspace,
        ref=ref,
        defaults={
            "title": said, "ask": rules.check_words(ask, what="what is to be written"), "required": required,
            "after": after, "in_use": True, "recorded_by": by, "recorded_at": clock.now(),
        },
    )  # fmt: skip
    record("decision_reports.heading_added", made, by=by, facts={"title": said})
    return made


@transaction.atomic
def put_heading_aside(*, heading: LocalHeading, by: User) -> None:
    """Leave a heading out of the reports that are begun from now on. Those that have it keep it."""
    check_granted(GRANTS, Capability.SETTLE, workspace=heading.workspace, user=by)
    heading.in_use = False
    heading.save(update_fields=("in_use",))
    record("decision_reports.heading_put_aside", heading, by=by, facts={"title": heading.title})
