"""What saved views add to the ground."""

from __future__ import annotations

__all__ = ["AUDIT_SENTENCES"]

AUDIT_SENTENCES = {
    "saved_views.saved": "saved a view of a list ({route})",
    "saved_views.seen_first": "chose which view of a list they see first ({route})",
    "saved_views.shared": "changed who sees a view of a list ({route})",
    "saved_views.removed": "removed a view of a list ({route})",
}
