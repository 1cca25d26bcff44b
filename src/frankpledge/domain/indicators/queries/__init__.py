"""Reading the register of indicators."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.rules import NoSuchIndicator
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted


def indicators(*, workspace: Workspace, viewer: User) -> QuerySet[Indicator]:
    """Return the indicators of a workspace that the viewer may see, in their order; none to whoever may not."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return Indicator.objects.none()
    return Indicator.objects.filter(workspace=workspace, withdrawn_at__isnull=True).select_related("supplier")


def indicator_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Indicator:
    """Return one indicator; refused alike where there is none and where the viewer may not see it."""
    found = indicators(workspace=workspace, viewer=viewer).filter(pk=identity).first()
    if found is None:
        raise NoSuchIndicator("there is no such indicator.")
    return found


def definition_on(indicator: Indicator, day: date) -> Definition | None:
    """Return the definition by which a period that begins on a day is counted; the first where the day is before it."""
    stand = indicator.definitions.filter(withdrawn_at__isnull=True)
    return stand.filter(since__lte=day).order_by("-since").first() or stand.order_by("since").first()


def newest_definition(indicator: Indicator) -> Definition | None:
    """Return the definition that began last; None where there is none."""
    return indicator.definitions.filter(withdrawn_at__isnull=True).order_by("-since").first()


def target_on(indicator: Indicator, day: date) -> Target | None:
    """Return what is aimed at on a day; None where nothing was set by then."""
    return indicator.targets.filter(withdrawn_at__isnull=True, since__lte=day).order_by("-since").first()
