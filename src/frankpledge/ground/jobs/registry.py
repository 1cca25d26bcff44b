"""What jobs tells the ground."""

from __future__ import annotations

AUDIT_SENTENCES = {
    "jobs.run_asked": "asked for: {title}",
    "jobs.run_ended": "asked for “{title}”, which ended: {state}",
}
