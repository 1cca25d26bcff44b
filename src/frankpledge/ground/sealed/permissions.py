"""Whether this person may know of this case, now. Asked anew at every reading: nothing is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import ledger_key
from frankpledge.ground.audit.rules import same, seal
from frankpledge.ground.sealed.models import Grant
from frankpledge.ground.sealed.rules.grants import Matter, NotYours

GIVEN, TAKEN_BACK = "sealed.case_given", "sealed.case_taken_back"


class Capability(StrEnum):
    """What is asked of a role. None of it opens a case."""

    KEEP = "keep_the_times_of_cases"


GRANTS: Mapping[Capability, frozenset[Role]] = {Capability.KEEP: frozenset({Role.OFFICER})}


def grants_running(*, workspace: Workspace) -> QuerySet[Grant]:
    """Return the grants of a workspace that have neither ended nor run out."""
    now = clock.now()
    return Grant.objects.filter(workspace=workspace, ended_at__isnull=True, until__gt=now, given_at__lte=now)


def grant_of(matter: Matter, *, workspace: Workspace, user: Any) -> Grant | None:
    """Return the grant by which a person may know of a case now; None where they may not.

    An administrator may not, whatever they were given before; nor whoever holds no role in the workspace any more; nor
    by a row that the ledger does not vouch for, as whoever writes to the database past the product would make.
    """
    roles = roles_of(user, workspace)
    if not roles or Role.ADMINISTRATOR in roles:
        return None
    found = grants_running(workspace=workspace).filter(kind=matter.kind, about=matter.about, user_id=user.pk).first()
    return found if found is not None and _vouched(found) else None


def said_of(grant: Grant) -> dict[str, str | int]:
    """Return what the ledger keeps of a grant: who may do what, until when. Identifiers and days alone."""
    return {
        "grant": str(grant.pk),
        "to": str(grant.user_id),
        "capacity": grant.capacity,
        "until": grant.until.astimezone(UTC).date().isoformat(),
        "works": int(grant.works),
        "leads": int(grant.leads),
    }


def _vouched(grant: Grant) -> bool:
    """Return whether the latest that the ledger says of a person and a case is that they were given it just so."""
    events = Event.objects.filter(
        workspace=grant.workspace_id, subject_kind=grant.kind, subject=grant.about, verb__in=(GIVEN, TAKEN_BACK)
    ).order_by("-number")
    latest = next((one for one in events if one.facts.get("to") == str(grant.user_id)), None)
    if latest is None or latest.verb != GIVEN or latest.facts != said_of(grant):
        return False
    return same(latest.seal, seal(ledger_key(), latest.said()))


def check_may_open(
    matter: Matter, *, workspace: Workspace, user: Any, works: bool = False, leads: bool = False
) -> Grant:
    """Return the grant by which a person may open a case, refused alike where there is none, and none such.

    `works`: they change it. `leads`: they give it to others.
    """
    found = grant_of(matter, workspace=workspace, user=user)
    if found is None or (works and not found.works) or (leads and not found.leads):
        raise NotYours
    return found
