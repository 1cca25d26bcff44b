"""What a link asks a relevant body."""

from __future__ import annotations

from uuid import UUID

from frankpledge.domain.asb_reviews.models import Request
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.rules import LinkClosed


def request_for(link: Link) -> Request:
    """Return the request that a link was made for, sealed; refused as a closed link where the case is closed."""
    found = Request.objects.select_related("case", "organisation", "workspace").filter(
        workspace=link.workspace, pk=UUID(link.about), answered_on__isnull=True, case__closed_on__isnull=True
    )
    one = found.first()
    if one is None:
        raise LinkClosed
    return one
