"""What a program may reach for whom of the registers of the office, by hand: risks, training, campaigns, agreements."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_registers import INSIDERS, KEEPERS, READERS, SEERS_OF_ACTIONS

REGISTERS: dict[str, frozenset[Role]] = {
    "list_risks": SEERS_OF_ACTIONS,
    "list_appetites": SEERS_OF_ACTIONS,
    "read_risk": SEERS_OF_ACTIONS,
    "raise_risk": KEEPERS,
    "amend_risk": KEEPERS,
    "score_risk": KEEPERS,
    "review_risk": INSIDERS,
    "close_risk": KEEPERS,
    "reopen_risk": KEEPERS,
    "add_control": KEEPERS,
    "change_control": KEEPERS,
    "tie_risk": KEEPERS,
    "untie_risk": KEEPERS,
    "set_appetite": KEEPERS,
    "list_training": READERS,
    "list_courses": READERS,
    "list_training_years": READERS,
    "read_course": READERS,
    "read_training_event": READERS,
    "add_course": KEEPERS,
    "amend_course": KEEPERS,
    "withdraw_course": KEEPERS,
    "add_training_event": KEEPERS,
    "amend_training_event": KEEPERS,
    "count_delegates": KEEPERS,
    "record_feedback": KEEPERS,
    "cancel_training_event": KEEPERS,
    "withdraw_training_event": KEEPERS,
    "list_campaigns": READERS,
    "read_campaign": READERS,
    "add_campaign": KEEPERS,
    "amend_campaign": KEEPERS,
    "add_piece": KEEPERS,
    "remove_piece": KEEPERS,
    "record_reach": KEEPERS,
    "record_said": KEEPERS,
    "tell_change": KEEPERS,
    "withdraw_campaign": KEEPERS,
}
