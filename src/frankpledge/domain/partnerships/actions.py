"""Founding a partnership."""

from django.db import transaction
from django.utils.text import slugify

from frankpledge.domain.partnerships import rules
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.permissions import GRANTS, Capability
from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground.accounts.actions import add_member, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record


@transaction.atomic
def found_partnership(
    *, area_kind: str, area_code: str, area_name: str, nation: str, two_tier: bool, generated: bool = False, by: User
) -> Partnership:
    """Return the partnership of an area, founding it with its workspace when there is none yet.

    The founder becomes its administrator and officer: somebody must be able to let others in. Founding asks for no
    role, since it makes the first; it reaches nothing that was there before.
    """
    rules.check_serves(kind=area_kind, name=area_name)
    known = Partnership.objects.filter(area_kind=area_kind, area_code=area_code).first()
    if known:
        return known
    name = f"{area_name} Community Safety Partnership"
    workspace = create_workspace(name=name, slug=_free_slug(area_name), generated=generated, by=by)
    add_member(workspace=workspace, user=by, role=Role.OFFICER, by=by)
    partnership = Partnership.objects.create(
        workspace=workspace,
        name=name,
        area_kind=area_kind,
        area_code=area_code,
        area_name=area_name,
        nation=nation,
        two_tier=two_tier,
    )
    record("partnerships.partnership_founded", partnership, by=by, facts={"area": area_code})
    return partnership


@transaction.atomic
def found_level(
    *, level: str, area_code: str, area_name: str, nation: str, generated: bool = False, by: User
) -> Partnership:
    """Return the county or force area of a code, founding it with a workspace of its own when there is none yet."""
    what = Level(level)
    rules.check_above(what)
    known = Partnership.objects.filter(area_kind=rules.AREA_KINDS[what], area_code=area_code).first()
    if known:
        return known
    name = f"{area_name}, {what.label.lower()}"
    workspace = create_workspace(name=name, slug=_free_slug(area_name), generated=generated, by=by)
    add_member(workspace=workspace, user=by, role=Role.OFFICER, by=by)
    founded = Partnership.objects.create(
        workspace=workspace,
        name=workspace.name,
        level=what,
        area_kind=rules.AREA_KINDS[what],
        area_code=area_code,
        area_name=area_name,
        nation=nation,
        two_tier=False,
    )
    record("partnerships.level_founded", founded, by=by, facts={"level": what.label.lower(), "area": area_code})
    return founded


@transaction.atomic
def place_within(*, partnership: Partnership, parent: Partnership | None, by: User) -> Partnership:
    """Say which county or force area a partnership lies within. Nobody comes to see anything by it."""
    check_granted(GRANTS, Capability.PLACE, workspace=partnership.workspace, user=by)
    rules.check_lies_within(Level(partnership.level), Level(parent.level) if parent else None)
    partnership.parent = parent
    partnership.save(update_fields=["parent"])
    facts = {"parent": parent.name if parent else "nothing"}
    record("partnerships.placed_within", partnership, by=by, facts=facts)
    return partnership


def _free_slug(name: str) -> str:
    base = slugify(name.split(",", maxsplit=1)[0]) or "partnership"
    taken = set(Workspace.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
