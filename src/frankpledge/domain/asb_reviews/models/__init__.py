"""Cases and what is kept of them, the procedure, and the counts."""

from __future__ import annotations

from frankpledge.domain.asb_reviews.models.cases import (
    Case,
    Decision,
    Discontent,
    Letter,
    Member,
    Message,
    Panel,
    Part,
    Pause,
    Recommendation,
    Report,
    Request,
    Risk,
    Step,
)
from frankpledge.domain.asb_reviews.models.files import File, FileBody, FileKey
from frankpledge.domain.asb_reviews.models.office import Counts, Procedure

__all__ = [
    "Case", "Counts", "Decision", "Discontent", "File", "FileBody", "FileKey", "Letter", "Member", "Message", "Panel",
    "Part", "Pause", "Procedure", "Recommendation", "Report", "Request", "Risk", "Step",
]  # fmt: skip
