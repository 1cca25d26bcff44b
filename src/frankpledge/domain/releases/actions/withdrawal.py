"""Taking a release back, so that what it replaced is current again."""

from __future__ import annotations

from datetime import datetime

from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.rules import Whose
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.manifests import Manifest
from frankpledge.lake.rollback import withdraw
from frankpledge.refusal import Refusal


class WhoseRelease(Refusal):
    """A partnership's own release, and nobody said whose."""


def withdraw_release(
    *,
    release: str,
    reason: str,
    by: User,
    whose: Whose,
    workspace: Workspace | None = None,
    known_at: datetime | None = None,
) -> Manifest:
    """Take a release back and return the state that follows; what it replaced is current again.

    `workspace` is the partnership whose own it is, or from whose pages open data are taken back: the person must be
    allowed to there. Without one the command line takes back open data, as it loads them. What was known before stays
    known: an edition that rests on the release can still be shown to have done so.
    """
    if workspace is not None:
        check_granted(GRANTS, Capability.WITHDRAW, workspace=workspace, user=by)
    own = whose is Whose.OWN
    if own and workspace is None:
        raise WhoseRelease("It is not said whose release this is.", where=release, cure="Name the partnership.")
    lake = own_lake(workspace) if own and workspace is not None else the_lake()
    manifest = withdraw(lake, release, known_at=known_at or clock.now(), by=str(by.pk), reason=reason)
    facts: dict[str, str | int] = {"release": release, "manifest": manifest.id}
    record("releases.release_withdrawn", None, by=by, workspace=workspace if own else None, facts=facts)
    return manifest
