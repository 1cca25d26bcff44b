"""Who may read, write and remark on chapters."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.chapters.rules import check_open
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import Role, check_granted
from frankpledge.ground.documents.models import Paper


class Capability(StrEnum):
    """What chapters guard."""

    READ = "read_chapters"
    WRITE = "write_chapters"
    REMARK = "remark_on_chapters"


_WRITERS = frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD})
GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.READ: _WRITERS | {Role.MEMBER},
    Capability.WRITE: _WRITERS,
    Capability.REMARK: _WRITERS | {Role.MEMBER},
}


def check_may_write(chapter: Chapter, by: User, *, deed: str) -> None:
    """Refuse whoever may not write chapters here, and any change to a paper that is no draft."""
    check_granted(GRANTS, Capability.WRITE, workspace=chapter.workspace, user=by)
    check_open(paper_state(chapter), deed=deed)


def paper_state(chapter: Chapter) -> str | None:
    """Return the state of the chapter's paper as it is now; None for a chapter of the year."""
    if chapter.paper_id is None:
        return None
    return str(Paper.objects.values_list("state", flat=True).get(pk=chapter.paper_id))
