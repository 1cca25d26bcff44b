"""Where evidence lies: open data in the installation's lake, a partner's own in a lake of its workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.store import EmptyLake, Lake, NotKnownYet, Snapshot


@dataclass(frozen=True)
class Known:
    """What a partnership knew at one cut-off: open data, and its own (None where it had loaded nothing by then).

    `workspace` is whose knowledge it is; None where nobody's in particular, as for a command over open data.
    """

    open: Snapshot
    own: Snapshot | None
    workspace: Workspace | None = None

    @property
    def manifest(self) -> str:
        """Return the name of this state of both lakes: the same name always means the same rows."""
        return f"{self.open.manifest.id}+{self.own.manifest.id}" if self.own else self.open.manifest.id

    @property
    def at(self) -> datetime:
        """Return the moment of the newer of the two states."""
        newest = self.open.manifest.known_at
        return max(newest, self.own.manifest.known_at) if self.own else newest

    @property
    def on(self) -> date:
        """Return the day of the newer of the two states."""
        return self.at.date()


def the_lake() -> Lake:
    """Return the installation's lake: open data, read by every partnership in it."""
    return _lake(Path(settings.DATA) / "lake")


def own_lake(workspace: Workspace) -> Lake:
    """Return the lake of a partnership's own evidence, which no other workspace reads."""
    return _lake(Path(settings.DATA) / "lake" / "workspace" / str(workspace.pk))


def known(workspace: Workspace, as_known: date | None = None) -> Known:
    """Return what a workspace knows, now or as at the end of a day. Refused where no open data was loaded by then."""
    try:
        own = own_lake(workspace).snapshot(as_known)
    except (EmptyLake, NotKnownYet):
        own = None
    return Known(the_lake().snapshot(as_known), own, workspace)


def known_or_nothing(workspace: Workspace) -> Known:
    """Return what a workspace knows now; before any open data is loaded, a state without a row and without a name.

    For words that may be written before there is any figure: what asks that state for one is told that it is missing.
    """
    try:
        return known(workspace)
    except EmptyLake:
        return Known(the_lake().nothing(datetime.combine(clock.today(), time.min, UTC)), None, workspace)


def known_as(workspace: Workspace, manifest: str) -> Known:
    """Return what a workspace knew at the state of that name, as `Known.manifest` gave it. Refused for any other."""
    first, _, second = manifest.partition("+")
    return Known(the_lake().at(first), own_lake(workspace).at(second) if second else None, workspace)


@lru_cache(maxsize=256)
def _lake(root: Path) -> Lake:
    return Lake(root)
