"""What links tells the ground."""

from __future__ import annotations

AUDIT_SENTENCES = {
    "links.link_opened": "opened a link for {whom}: {purpose}",
    "links.link_withdrawn": "withdrew the link for {whom}",
    "links.answers_kept": "saved, to come back to it",
    "links.link_used": "sent what was asked, receipt {receipt}",
}
