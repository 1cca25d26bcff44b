"""What casework under seal tells the ground."""

from __future__ import annotations

from frankpledge.ground.sealed.rules.grants import REASONS_TOLD
from frankpledge.ground.sealed.rules.keeping import HOLDS
from frankpledge.statute.retention import retention_classes

AUDIT_SENTENCES = {
    "sealed.case_given": "gave the case to somebody as {capacity}, until {until}",
    "sealed.case_taken_back": "ended somebody’s access to the case",
    "sealed.case_read": "opened the case: {reason}",
    "sealed.addresses_read": "opened the addresses to which letters go: {rows}",
    "sealed.keys_rotated": "changed the key of sealed fields to {key}: {rows} rows sealed anew",
    "sealed.keys_retired": "took away keys of sealed fields that nothing needs: {keys}",
    "sealed.case_held": "held the case back from being removed: {because}",
    "sealed.hold_lifted": "no longer holds the case back: {because}",
    "sealed.case_removed": "removed the case, whose time was over ({class}, kept until {until}): {rows} rows; nothing "
    "was left in {tables} tables and {files} files",
    "sealed.access_asked": "opened a request for what is held in the case: {passages} passages, due by {until}",
    "sealed.access_extended": "took longer to answer a request for what is held in the case: until {until}",
    "sealed.passage_decided": "decided on passage {number} of an answer: {fate}",
    "sealed.access_answered": "answered a request for what is held in the case: {passages} passages",
    "sealed.answer_taken": "took a copy of an answer that was let out: {passages} passages",
}
FACT_WORDS = {**REASONS_TOLD, **HOLDS, **{one.id: one.label.lower() for one in retention_classes()}}
