"""What lists add to the ground."""

from __future__ import annotations

__all__ = ["AUDIT_SENTENCES"]

AUDIT_SENTENCES = {
    "lists.sent": "sent a list of {lines} lines, {wrong} of them wrong, to see what it would change ({kind})",
    "lists.heads_said": "said what {heads} heads of a list mean ({kind})",
    "lists.words_said": "said what {words} words of a list mean ({kind})",
    "lists.tried_again": "tried a list again, {wrong} of its lines wrong ({kind})",
    "lists.applied": "took a list in: {changes} changes, {wrong} lines left out ({kind})",
    "lists.row_put_back": "put back as it was before a list: {which}",
    "lists.undone": "took a list back: {changes} changes ({kind})",
}
