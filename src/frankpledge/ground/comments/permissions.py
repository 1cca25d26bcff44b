"""Who may comment at all, besides having to see the thing, and who takes off what others said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.comments.models import Comment


class Capability(StrEnum):
    """What comments guard."""

    COMMENT = "comment"
    TAKE_OFF_OTHERS = "take_off_comments"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    # Nothing that can be commented on is shown to a data contact.
    Capability.COMMENT: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.TAKE_OFF_OTHERS: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
}


def check_may_take_off(comment: Comment, by: User) -> None:
    """Refuse whoever neither made a comment nor keeps order here."""
    needed = Capability.COMMENT if comment.by_id == by.pk else Capability.TAKE_OFF_OTHERS
    check_granted(GRANTS, needed, workspace=comment.workspace, user=by)
