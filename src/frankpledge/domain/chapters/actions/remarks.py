"""Remarks of readers: made, answered, and closed by being resolved or carried to the next edition."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.chapters import rules
from frankpledge.domain.chapters.models import Chapter, Part, Remark
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.rules import RemarkState
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def remark(*, chapter: Chapter, words: str, by: User, part: Part | None = None) -> Remark:
    """Remark on a chapter or on one part of it, and return the remark. Open while it is read, written and reviewed."""
    check_granted(GRANTS, Capability.REMARK, workspace=chapter.workspace, user=by)
    said = rules.check_said(words, what="a remark")
    if part is not None and part.chapter_id != chapter.pk:
        raise rules.NoSuchChapter("this chapter has no such part.")
    made = Remark.objects.create(
        workspace=chapter.workspace, chapter=chapter, part=part, words=said, by=by, at=clock.now()
    )
    record("chapters.remark_made", made, by=by, facts={"ref": chapter.ref})
    return made


@transaction.atomic
def answer_remark(*, remark: Remark, words: str, by: User) -> Remark:
    """Answer a remark. Whoever made it, or an approver, then says whether that resolves it."""
    check_granted(GRANTS, Capability.REMARK, workspace=remark.workspace, user=by)
    rules.check_waiting(remark.state)
    remark.answer = rules.check_said(words, what="an answer")
    remark.state, remark.answered_by, remark.answered_at = RemarkState.ANSWERED, by, clock.now()
    remark.save(update_fields=("answer", "state", "answered_by", "answered_at"))
    record("chapters.remark_answered", remark, by=by)
    return remark


@transaction.atomic
def close_remark(*, remark: Remark, carried: bool, by: User) -> Remark:
    """Close a remark as resolved, or carry it to the next edition, which whoever approves is told."""
    check_granted(GRANTS, Capability.REMARK, workspace=remark.workspace, user=by)
    rules.check_waiting(remark.state)
    remark.state = RemarkState.CARRIED if carried else RemarkState.RESOLVED
    remark.closed_by, remark.closed_at = by, clock.now()
    remark.save(update_fields=("state", "closed_by", "closed_at"))
    record("chapters.remark_closed", remark, by=by, facts={"how": remark.state})
    return remark
