"""Making a problem profile from a terminal: the area is found, the evidence is read, and the files are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from frankpledge.analysis.periods import Month
from frankpledge.domain.disclosure.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.queries import partnership_for_area
from frankpledge.domain.studies.documents import Profile, problem_profile, question, type_named, write_profile
from frankpledge.domain.studies.queries.series import CannotStudy
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot


def profile_of(
    *, area: str, kind: str, last_month: str, as_known: date | None, formats: Iterable[str], folder: Path, by: User
) -> tuple[Profile, tuple[Path, ...]]:
    """Return the profile of a type in an area and the files that it was written to.

    The partnership's own records are read only for somebody who may let its figures out.
    """
    what = type_named(kind)
    snapshot = the_lake().snapshot(as_known)
    found = find(snapshot, area)
    last = Month.parse(last_month) if last_month else _newest(snapshot, found)
    workspace = _workspace(found, by)
    made = problem_profile(question(snapshot, found, what=what, last=last, workspace=workspace), workspace)
    return made, write_profile(made, formats=formats, folder=folder, workspace=workspace, by=by)


def _newest(snapshot: Snapshot, area: Area) -> Month:
    own = set(queries.own_forces(snapshot, area))
    held = [Month.parse(month) for month, slug in snapshot.partitions("street") if slug in own]
    if not held:
        raise CannotStudy(f"No month is loaded for {area.name}.", cure="Load the street-level files of its force.")
    return max(held)


def _workspace(area: Area, by: User) -> Workspace | None:
    partnership = partnership_for_area(kind=area.kind, code=area.code)
    if partnership is None:
        return None
    workspace = partnership.workspace
    return workspace if is_granted(GRANTS, Capability.EXPORT, workspace=workspace, user=by) else None
