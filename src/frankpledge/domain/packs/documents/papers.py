"""A paper that somebody sent, as it leaves again: as it came, to whoever prepares the meeting."""

from __future__ import annotations

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.packs.models import Version
from frankpledge.domain.packs.queries.papers import file_of
from frankpledge.ground.accounts.models import User


def let_paper_out(version: Version, *, by: User) -> bytes:
    """Return the file of a version as it came, after recording that it left."""
    cells = [Cell(key=str(version.pk), value=None, policy=Policy.RESTRICTED)]
    what = f"file of a paper, version {version.number}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=version.workspace, by=by)
    return bytes(file_of(version).sent)
