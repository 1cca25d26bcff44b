"""What chapters tell the ground."""

from __future__ import annotations

from frankpledge.domain.chapters.actions.parts import hand_over
from frankpledge.domain.chapters.findable import FINDABLE, SUBJECTS
from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.chapters.presenters import chapter_address
from frankpledge.domain.chapters.queries.leaving import written_by
from frankpledge.domain.chapters.rules import ChapterState
from frankpledge.ground.registry import Holding, HoldingsRequest

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOLDINGS", "SUBJECTS"]


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the open chapters that a person writes."""
    return tuple(_held(one) for one in written_by(asked.person, workspace=asked.workspace))


def _held(chapter: Chapter) -> Holding:
    return Holding(
        title=f"The chapter “{chapter.title}”",
        href=chapter_address(chapter),
        words=f"They write it. {ChapterState(chapter.state).label}.",
        hand_over=lambda to, by: hand_over(chapter=chapter, to=to, by=by),
    )


AUDIT_SENTENCES = {
    "chapters.laid_out": "laid out {chapters} chapters",
    "chapters.chapter_changed": "changed the chapter {ref} (version {version})",
    "chapters.handed_over": "gave the chapter {ref} its next writer",
    "chapters.rolled_forward": "rolled {chapters} chapters forward from last year's",
    "chapters.passage_begun": "began to write in the chapter {ref}",
    "chapters.evidence_moved": "moved the chapters to the evidence {manifest}",
    "chapters.remark_made": "remarked on the chapter {ref}",
    "chapters.remark_answered": "answered a remark",
    "chapters.remark_closed": "closed a remark as {how}",
}
