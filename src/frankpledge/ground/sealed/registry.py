"""What casework under seal tells the ground."""

from __future__ import annotations

from frankpledge.ground.sealed.rules.grants import REASONS_TOLD

AUDIT_SENTENCES = {
    "sealed.case_given": "gave the case to somebody as {capacity}, until {until}",
    "sealed.case_taken_back": "ended somebody’s access to the case",
    "sealed.case_read": "opened the case: {reason}",
    "sealed.keys_rotated": "changed the key of sealed fields to {key}: {rows} rows sealed anew",
    "sealed.keys_retired": "took away keys of sealed fields that nothing needs: {keys}",
}
FACT_WORDS = REASONS_TOLD
