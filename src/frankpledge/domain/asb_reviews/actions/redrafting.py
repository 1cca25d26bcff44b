"""What an applicant changes before it is sent: a report is written anew, or taken out."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions.applicant import Applicant
from frankpledge.domain.asb_reviews.actions.applying import Line, line_fields
from frankpledge.domain.asb_reviews.models import Case, Report
from frankpledge.ground.audit.actions import record


def draft_line(case: Case, position: int) -> Report | None:
    """Return a report of an application that is being written; None where there is none (any more)."""
    rules.check_before(
        case.received_on is None, lacks="this was sent.", cure="Write what is wrong in it as a message, with your code."
    )
    return case.reports.filter(position=position).first()


@transaction.atomic
def change_line(*, case: Case, position: int, given: Line) -> Report | None:
    """Write a report of one's own application anew, before it is sent. None where it was taken out meanwhile."""
    found = draft_line(case, position)
    if found is None:
        return None
    for name, value in line_fields(given).items():
        if name != "once":
            setattr(found, name, value)
    found.save()
    record("asb_reviews.line_changed", case, by=Applicant(case.pk), facts={"line": position})
    return found


@transaction.atomic
def take_line(*, case: Case, position: int) -> None:
    """Take a report out of one's own application, before it is sent; those after it move up."""
    found = draft_line(case, position)
    if found is None:
        return
    found.delete()
    for at, one in enumerate(case.reports.order_by("position"), 1):
        if one.position != at:
            one.position = at
            one.save(update_fields=["position"])
    record("asb_reviews.line_taken_out", case, by=Applicant(case.pk), facts={"line": position})
