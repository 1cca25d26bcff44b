"""The two police sources side by side for a partnership's own area and its force."""

from __future__ import annotations

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.domain.evidence.queries.recorded import SourcesCompared, sources_compared
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake import areas
from frankpledge.lake.areas.extent import force_of
from frankpledge.lake.store import EmptyLake, Snapshot


def police_sources(*, workspace: Workspace, viewer: User, last: Month | None = None) -> tuple[SourcesCompared, ...]:
    """Return both sources over the year that ends with a month, for the partnership and for its force.

    The year ends with the last month of street files where no month is named. An area that one of the two does not
    have is left out.
    """
    partnership = partnership_of(workspace=workspace, viewer=viewer)
    if partnership is None:
        return ()
    try:
        snapshot = the_lake().snapshot()
        area = areas.find_area(snapshot, partnership.area_code, kind=partnership.area_kind)
    except (EmptyLake, areas.UnknownArea, areas.AmbiguousArea, areas.BadArea):
        return ()
    window = _year(snapshot, last)
    asked = [one for one in (area, force_of(snapshot, area)) if one is not None] if window else []
    return tuple(pair for one in asked if window and (pair := sources_compared(snapshot, one, window)))


def _year(snapshot: Snapshot, last: Month | None) -> Window | None:
    months = [Month.parse(month) for month, _ in snapshot.partitions("street")]
    return year_ending(last or max(months)) if months else None
