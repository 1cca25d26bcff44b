"""Reading what setting up needs: which areas have no partnership here, whom the law wants at its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.areas import all_of, find_area, is_two_tier, nation
from frankpledge.statute.authorities import Authority, authorities

KEEPERS = frozenset({Role.OFFICER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Wanted:
    """An authority whom the law wants to take part, and the kind of organisation that it is here."""

    authority: Authority
    kind: str


@dataclass(frozen=True)
class Served:
    """The area that a partnership is to serve, as the published lookups know it."""

    code: str
    name: str
    nation: str
    two_tier: bool


def area_to_serve(area: str) -> Served:
    """Return an area by its name or code. Refused where no loaded lookup knows it as a partnership's."""
    snapshot = the_lake().snapshot()
    found = find_area(snapshot, area, kind="csp")
    return Served(found.code, display_name(found), nation(found), is_two_tier(snapshot, found))


def areas_without() -> tuple[tuple[str, str], ...]:
    """Return the areas that the loaded lookups know and that have no partnership here, as code and name."""
    taken = set(Partnership.objects.filter(level=Level.PARTNERSHIP).values_list("area_code", flat=True))
    found = all_of(the_lake().snapshot(), "csp")
    return tuple((area.code, display_name(area)) for area in found if area.code not in taken)


def keeps_somewhere(user: User) -> bool:
    """Return whether a person is officer or administrator of any workspace."""
    return any(roles_of(user, place) & KEEPERS for place in workspaces_of(user))


def nothing_founded() -> bool:
    """Return whether the installation holds no partnership yet."""
    return not Partnership.objects.exists()


def may_found(user: User) -> bool:
    """Return whether a person may set up a partnership, for pages that lead there."""
    return keeps_somewhere(user) or nothing_founded()


def is_taken(code: str) -> bool:
    """Return whether the partnership of an area is here."""
    return Partnership.objects.filter(level=Level.PARTNERSHIP, area_code=code).exists()


def wanted(partnership: Partnership, *, on: date) -> tuple[Wanted, ...]:
    """Return the responsible authorities of a partnership's area on a day, in the order of the law."""
    two_tier = partnership.two_tier
    found = authorities(on=on, nation=partnership.nation, two_tier=two_tier, capacity="responsible")
    return tuple(Wanted(one, _kind(one, two_tier=two_tier)) for one in found)


def _kind(authority: Authority, *, two_tier: bool) -> str:
    districts = [kind for kind in authority.kinds if kind == "district_council"]
    if districts and two_tier:
        return districts[0]
    return next(kind for kind in authority.kinds if kind not in districts)


def bodies_there(workspace: Workspace, viewer: User) -> int:
    """Return how many boards and groups a workspace has."""
    return standing_rows(Body, workspace=workspace, viewer=viewer).count()
