"""What documents tells the ground."""

from __future__ import annotations

AUDIT_SENTENCES = {
    "documents.paper_created": "began a paper ({kind})",
    "documents.paper_revised": "revised a paper (revision {revision})",
    "documents.part_written": "wrote in a part of a paper (revision {revision})",
    "documents.paper_handed_on": "gave a paper that is not approved its next owner",
    "documents.paper_sent_for_review": "sent a paper for review",
    "documents.paper_returned": "returned a paper to draft",
    "documents.edition_approved": "approved edition {number} of a paper ({kind})",
    "documents.correction_opened": "opened a correction of edition {number}",
}
