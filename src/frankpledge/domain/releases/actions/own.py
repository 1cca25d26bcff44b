"""Loading evidence that belongs to named partnerships alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from frankpledge.domain.evidence.queries.store import own_lake
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.queries.mappings import mappings_by_headers
from frankpledge.domain.releases.queries.places import area_asked, locator_for
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.lake.own.desk import OwnDesk
from frankpledge.lake.own.mapping import Mapping, checked
from frankpledge.refusal import Refusal


class NobodyNamed(Refusal):
    """A partner's file for no partnership at all."""


@dataclass(frozen=True)
class OwnLoad:
    """What became of the files in one partnership's own lake."""

    workspace: Workspace
    report: IngestReport


def load_own(
    *,
    workspaces: Iterable[Workspace],
    paths: Iterable[str | Path],
    by: User,
    mapping: Mapping | None = None,
    known_at: datetime | None = None,
    progress: Callable[[str, float], None] | None = None,
    called: Pairs[Path, str] = MappingProxyType({}),
) -> tuple[OwnLoad, ...]:
    """Load a partner's files into the lakes of the partnerships that it sent them to, and of no other.

    The person must be able to load in every one of them. A file is read by `mapping`, confirmed for this load, by what
    its workspace remembers for its headers, or as one of our templates; any other is refused with what its columns
    seem to be. Each lake loads all of the good files or none; the act is recorded in each workspace.
    """
    named = tuple(dict.fromkeys(workspaces))
    if not named:
        raise NobodyNamed("A partner's file belongs to somebody.", cure="Name the partnerships that it was sent to.")
    for workspace in named:
        check_granted(GRANTS, Capability.LOAD_OWN, workspace=workspace, user=by)
    if mapping is not None:
        checked(mapping)
    files, at = [Path(path) for path in paths], known_at or clock.now()
    done = []
    for workspace in named:
        desk = OwnDesk(
            today=at.date(),
            mappings=mappings_by_headers(workspace=workspace),
            mapping=mapping,
            locator=locator_for(workspace),
            is_area=area_asked(),
        )
        lake = own_lake(workspace)
        report = ingest(lake, files, known_at=at, by=str(by.pk), progress=progress, called=called, desk=desk)
        tally = {status: len(report.with_status(status)) for status in ("new", "replaced", "refused")}
        facts: dict[str, str | int] = {"files": len(report.files), **tally}
        record("releases.own_files_loaded", None, by=by, workspace=workspace, facts=facts)
        done.append(OwnLoad(workspace, report))
    return tuple(done)
