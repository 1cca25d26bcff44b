"""What chapters tell the ground."""

from __future__ import annotations

from frankpledge.domain.chapters.findable import FINDABLE, SUBJECTS

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "SUBJECTS"]

AUDIT_SENTENCES = {
    "chapters.laid_out": "laid out {chapters} chapters",
    "chapters.chapter_changed": "changed the chapter {ref} (version {version})",
    "chapters.rolled_forward": "rolled {chapters} chapters forward from last year's",
    "chapters.passage_begun": "began to write in the chapter {ref}",
    "chapters.evidence_moved": "moved the chapters to the evidence {manifest}",
    "chapters.remark_made": "remarked on the chapter {ref}",
    "chapters.remark_answered": "answered a remark",
    "chapters.remark_closed": "closed a remark as {how}",
}
