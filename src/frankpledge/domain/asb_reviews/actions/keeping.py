"""Removing a case whose time is over, with all that belongs to it; and what was begun and never written in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from frankpledge.domain.asb_reviews.actions.handling import PURPOSE
from frankpledge.domain.asb_reviews.models import Case, Report, Request
from frankpledge.domain.asb_reviews.queries.keeping import NOT_SENT
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.models import Link
from frankpledge.ground.sealed.models import sealed_fields
from frankpledge.statute.retention import retention_class

AT_ONCE = 500


def remove_case(workspace: Workspace, about: str) -> None:
    """Delete every row of a case, and the links by which bodies were asked. The caller proves it and records."""
    asked = Request.objects.filter(workspace=workspace, case__id=about)
    Link.objects.filter(workspace=workspace, purpose=PURPOSE, about__in=[str(one.pk) for one in asked]).delete()
    Report.objects.filter(workspace=workspace, case__id=about).update(same_as=None)
    Case.objects.filter(workspace=workspace, pk=about).delete()


def remove_unwritten(*, on: date) -> int:
    """Remove what was begun on the public's pages, never written in, and is over by a day; return how many.

    Nothing was ever written in it, so there is nothing to prove: machines that press the first button leave thousands.
    """
    nothing = Q(*((f"{one.name}__isnull", True) for one in sealed_fields(Case)), reports=None, files=None)
    begun = Case.objects.filter(nothing, received_on=None, recorded_by=None)
    over: dict[UUID, list[UUID]] = {}
    for case, place, at in begun.values_list("pk", "workspace", "recorded_at"):
        if retention_class(NOT_SENT).kept_until(at.date()) < on:
            over.setdefault(place, []).append(case)
    for workspace in Workspace.objects.filter(pk__in=over):
        _remove_unwritten(workspace, over[workspace.pk])
    return sum(len(found) for found in over.values())


@transaction.atomic
def _remove_unwritten(workspace: Workspace, cases: list[UUID]) -> None:
    for at in range(0, len(cases), AT_ONCE):
        Case.objects.filter(workspace=workspace, pk__in=cases[at : at + AT_ONCE], received_on=None).delete()
    record("asb_reviews.unwritten_removed", None, by=None, workspace=workspace, facts={"cases": len(cases)})
