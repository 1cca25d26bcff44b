"""Member lists: reading the file, and the lists that came in."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.roster import rules
from frankpledge.domain.roster.models import MemberList
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.own.grid import grids
from frankpledge.lake.source import SourceFile

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class ReadList:
    """What a file holds: its header and the rows below it that say anything, each with its line."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


def read_list(path: Path, *, called: str) -> ReadList:
    """Return the member list in a file: the first sheet with a header that is understood. Refuses what has none."""
    content = path.read_bytes()
    source = SourceFile(path, called, "", hashlib.sha256(content).hexdigest(), len(content))
    with tempfile.TemporaryDirectory(prefix="members-") as scratch:
        for grid in grids(source, Path(scratch), DEFAULT):
            header = next((row for row in grid.peek() if rules.has_heads(row[1])), None)
            if header:
                line, cells = header
                below = tuple(row for row in grid.rows(after=line) if any(row[1]))
                rules.check_length(below)
                return ReadList(tuple(cells), below)
    raise rules.NotAMemberList(
        "no row has the heads of a member list.",
        where=called,
        cure="Take the list of members as a file from the page, and fill that in: its heads are understood.",
    )


def lists_of(*, workspace: Workspace, viewer: User) -> QuerySet[MemberList]:
    """Return the member lists that came in, the latest first."""
    return MemberList.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))


def list_of(identity: UUID, *, workspace: Workspace, viewer: User) -> MemberList | None:
    """Return one member list; None where there is none that the viewer may see."""
    return lists_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()
