"""Removing a case whose time is over, with all that belongs to it."""

from __future__ import annotations

from frankpledge.domain.asb_reviews.actions.handling import PURPOSE
from frankpledge.domain.asb_reviews.models import Case, Report, Request
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.links.models import Link


def remove_case(workspace: Workspace, about: str) -> None:
    """Delete every row of a case, and the links by which bodies were asked. The caller proves it and records."""
    asked = Request.objects.filter(workspace=workspace, case__id=about)
    Link.objects.filter(workspace=workspace, purpose=PURPOSE, about__in=[str(one.pk) for one in asked]).delete()
    Report.objects.filter(workspace=workspace, case__id=about).update(same_as=None)
    Case.objects.filter(workspace=workspace, pk=about).delete()
