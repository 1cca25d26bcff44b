"""What finds the small area of a point, for files that carry exact places."""

from __future__ import annotations

from collections.abc import Callable

from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import areas
from frankpledge.lake.own.locate import Locator, locator
from frankpledge.lake.store import EmptyLake


def locator_for(workspace: Workspace) -> Locator | None:
    """Return what finds LSOAs in the force of a workspace's partnership.

    None where there is no partnership, its area is not known, or no outlines are loaded: points then stay without LSOA.
    """
    partnership = Partnership.objects.filter(workspace=workspace).first()
    if partnership is None:
        return None
    try:
        snapshot = the_lake().snapshot()
        area = areas.find_area(snapshot, partnership.area_code, kind=partnership.area_kind)
        return locator(snapshot, area)
    except (EmptyLake, areas.UnknownArea, areas.AmbiguousArea, areas.BadArea):
        return None


def area_asked() -> Callable[[str], bool] | None:
    """Return what says whether a name or code is that of an area; None where no areas have been loaded."""
    try:
        snapshot = the_lake().snapshot()
    except EmptyLake:
        return None

    def is_area(name: str) -> bool:
        try:
            areas.find_area(snapshot, name)
        except areas.UnknownArea:
            return False
        except areas.AmbiguousArea:
            return True
        return True

    return is_area if areas.all_of(snapshot, "csp") else None
