"""Taking a release back, so that what it replaced is current again."""

from __future__ import annotations

from datetime import datetime

from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.manifests import Manifest
from frankpledge.lake.rollback import withdraw


def withdraw_release(
    *, release: str, reason: str, by: User, workspace: Workspace | None = None, known_at: datetime | None = None
) -> Manifest:
    """Take a release back and return the state that follows; what it replaced is current again.

    `workspace` names the partnership whose own it is; without one it is open data of the installation, which every
    partnership reads, and the act stands in the installation's own chain, as its loading does. What was known before
    stays known: an edition that rests on the release can still be shown to have done so.
    """
    if workspace is not None:
        check_granted(GRANTS, Capability.WITHDRAW, workspace=workspace, user=by)
    lake = own_lake(workspace) if workspace is not None else the_lake()
    manifest = withdraw(lake, release, known_at=known_at or clock.now(), by=str(by.pk), reason=reason)
    facts: dict[str, str | int] = {"release": release, "manifest": manifest.id}
    record("releases.release_withdrawn", None, by=by, workspace=workspace, facts=facts)
    return manifest
