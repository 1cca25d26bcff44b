"""The procedure in its versions, and the four counts of a reporting period."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.models import Counts, Procedure
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.queries.counts import counted
from frankpledge.domain.asb_reviews.queries.threshold import statute_procedure
from frankpledge.domain.disclosure.actions import release_exempt
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import locked_head, record
from frankpledge.statute.case_counts import LABELS, ReportingPeriod
from frankpledge.statute.case_procedures import check_procedure

REGISTER = "asb_reviews"  # as the policy of disclosure names it


@transaction.atomic
def write_procedure(*, workspace: Workspace, given: dict[str, Any], by: User) -> Procedure:
    """Write the next version of the procedure, with its rules and targets. It holds once somebody else publishes it."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    locked_head(workspace.pk)
    last = Procedure.objects.filter(workspace=workspace).order_by("-number").first()
    made = Procedure(
        workspace=workspace, recorded_by=by, recorded_at=clock.now(), number=(last.number if last else 0) + 1, **given
    )
    rules.check_words(made.words, what="the procedure", longest=20_000)
    rules.check_words(made.point_of_contact, what="the point of contact")
    check_procedure(statute_procedure(made))
    made.save()
    record("asb_reviews.procedure_written", made, by=by, facts={"version": made.number})
    return made


@transaction.atomic
def publish_procedure(*, procedure: Procedure, by: User) -> Procedure:
    """Publish a version of the procedure that somebody else wrote. It holds for what is received from its day."""
    check_granted(GRANTS, Capability.KEEP, workspace=procedure.workspace, user=by)
    rules.check_before(procedure.published_at is None, lacks="it is published.", cure="Write the next version.")
    rules.check_before(
        procedure.recorded_by_id != by.pk, lacks="whoever wrote it does not publish it.", cure="Ask a second person."
    )
    rules.check_before(
        procedure.commissioner_consulted_on is not None and procedure.landlords_consulted_on is not None,
        lacks="the local policing body and the social landlords are not recorded as consulted.",
        cure="Consult them (Schedule 4, paragraphs 1 and 2), and write the days into a version.",
    )
    same = Procedure.objects.filter(workspace=procedure.workspace, published_at__isnull=False)
    rules.check_before(
        not same.filter(in_force_from__gte=procedure.in_force_from).exists(),
        lacks="a published version holds from this day or a later one.", cure="Let this one begin later.",
    )  # fmt: skip
    procedure.published_at, procedure.published_by = clock.now(), by
    procedure.save(update_fields=["published_at", "published_by"])
    record("asb_reviews.procedure_published", procedure, by=by, facts={"version": procedure.number})
    return procedure


@transaction.atomic
def publish_counts(*, workspace: Workspace, starts: date, ends: date, by: User) -> Counts:
    """Publish the four counts of a period that is over, as they are: zeroes too. Counting again is a new row."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_past(ends, what="the end of the period", today=clock.today())
    found = counted(workspace=workspace, period=ReportingPeriod(starts, ends))
    four = {name: getattr(found, name) for name in LABELS}
    release_exempt(register=REGISTER, counts=four, what=f"Case reviews, {starts} to {ends}", workspace=workspace, by=by)
    made = Counts.objects.create(
        workspace=workspace, recorded_by=by, recorded_at=clock.now(), starts=starts, ends=ends, printed=False,
        source="Counted from the record of cases", **four,
    )  # fmt: skip
    record("asb_reviews.counts_published", made, by=by, facts={"starts": str(starts), "ends": str(ends)})
    return made


@transaction.atomic
def record_printed(
    *, workspace: Workspace, starts: date, ends: date, source: str, counts: dict[str, int | None], by: User
) -> Counts:
    """Record counts of before as they were printed. What the paper does not say is not known, and not zero."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_past(ends, what="the end of the period", today=clock.today())
    made = Counts.objects.create(
        workspace=workspace, recorded_by=by, recorded_at=clock.now(), starts=starts, ends=ends, printed=True,
        source=rules.check_words(source, what="where it is printed", longest=300), **counts,
    )  # fmt: skip
    record("asb_reviews.counts_recorded", made, by=by, facts={"starts": str(starts), "ends": str(ends)})
    return made
