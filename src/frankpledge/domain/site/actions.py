"""Opening and closing the public site."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.site import rules
from frankpledge.domain.site.models import Site
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def open_public_site(*, workspace: Workspace, by: User) -> Site:
    """Open the public site: from now on everybody may read what is published here, and nothing else."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=by)
    found = Site.objects.filter(workspace=workspace).first()
    rules.check_closed(open_now=found is not None and found.closed_at is None)
    opened, _ = Site.objects.update_or_create(
        workspace=workspace, defaults={"opened_by": by, "opened_at": clock.now(), "closed_at": None}
    )
    record("site.opened", opened, by=by)
    return opened


@transaction.atomic
def close_public_site(*, workspace: Workspace, by: User) -> Site:
    """Close the public site: its addresses then lead nowhere. What was published stays published, and comes back."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=by)
    found = Site.objects.filter(workspace=workspace, closed_at__isnull=True).first()
    rules.check_open(open_now=found is not None)
    assert found is not None  # checked above
    found.closed_at = clock.now()
    found.save(update_fields=["closed_at"])
    record("site.closed", found, by=by)
    return found
