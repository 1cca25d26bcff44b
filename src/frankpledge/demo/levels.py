"""What lies around the invented partnership: the county above it, and the partnership next door, private from it."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.demo.generator.names import COUNTY_CODE, COUNTY_NAME
from frankpledge.demo.meeting import hold_meetings
from frankpledge.demo.table import seat_everybody
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.actions import found_level, found_partnership, place_within
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.areas import find_area, is_two_tier

NEXT_DOOR = "Vale and Wold"


def above(*, by: User, people: Mapping[str, User]) -> Partnership:
    """Return the county with its strategy group, which meets twice a year."""
    county = found_level(
        level="county", area_code=COUNTY_CODE, area_name=COUNTY_NAME, nation="england", generated=True, by=by
    )
    add_member(workspace=county.workspace, user=people["member"], role=Role.MEMBER, by=by)
    seat_everybody(county.workspace, "county", by=by)
    hold_meetings(county.workspace, "county", by=by, second=people["member"])
    return county


def next_door(county: Partnership, *, by: User) -> Partnership:
    """Return the partnership next door, which lies within the same county and shares nobody with this one."""
    snapshot = the_lake().snapshot()
    area = find_area(snapshot, NEXT_DOOR, kind="csp")
    partnership = found_partnership(
        area_kind=area.kind,
        area_code=area.code,
        area_name=display_name(area),
        nation="england",
        two_tier=is_two_tier(snapshot, area),
        generated=True,
        by=by,
    )
    place_within(partnership=partnership, parent=county, by=by)
    seat_everybody(partnership.workspace, "next_door", by=by)
    hold_meetings(partnership.workspace, "next_door", by=by, second=by)
    return partnership
