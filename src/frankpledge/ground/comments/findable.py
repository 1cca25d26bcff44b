"""A comment as a thing that carries files: seen by whoever sees what it is about, kept by whoever made it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.permissions import GRANTS, Capability
from frankpledge.ground.comments.queries import subject_of
from frankpledge.ground.registry import Subject, SubjectKind

__all__ = ["SUBJECTS"]


def _standing(workspace: Workspace, about: str) -> Comment | None:
    return Comment.objects.filter(workspace=workspace, pk=UUID(about), taken_off_at=None).first()


def _comment(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    one = _standing(workspace, about)
    thing = subject_of(kind=one.kind, about=one.about, workspace=workspace, viewer=viewer) if one else None
    if one is None or thing is None:
        return None
    return Subject(f"A comment on {thing.title}", f"{thing.href}#comment-{one.pk}", ())


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:
    one = _standing(workspace, about)
    orders = is_granted(GRANTS, Capability.TAKE_OFF_OTHERS, workspace=workspace, user=viewer)
    own = one is not None and one.by_id == viewer.pk
    return (own and is_granted(GRANTS, Capability.COMMENT, workspace=workspace, user=viewer)) or orders


SUBJECTS = (SubjectKind(Comment._meta.label_lower, "a comment", _comment, comments=False, history=False, keeps=_keeps),)
