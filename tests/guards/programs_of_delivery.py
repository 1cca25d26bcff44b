"""What a program may reach for whom of what is delivered, by hand: work plans, what is sent up, highlight reports."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import APPROVERS, INSIDERS, KEEPERS, REPORT_READERS, SEERS_OF_ACTIONS

DELIVERY: dict[str, frozenset[Role]] = {
    "list_work_plans": SEERS_OF_ACTIONS,
    "read_work_plan": SEERS_OF_ACTIONS,
    "start_work_plan": KEEPERS,
    "approve_work_plan": KEEPERS,
    "report_plan_lines": INSIDERS,
    "close_work_plan": KEEPERS,
    "read_plan_line": SEERS_OF_ACTIONS,
    "add_plan_line": KEEPERS,
    "amend_plan_line": KEEPERS,
    "report_plan_line": INSIDERS,
    "move_plan_line": KEEPERS,
    "drop_plan_line": KEEPERS,
    "reopen_plan_line": KEEPERS,
    "list_escalations": SEERS_OF_ACTIONS,
    "read_escalation": SEERS_OF_ACTIONS,
    "send_up": KEEPERS,
    "put_escalation_on_agenda": KEEPERS,
    "answer_escalation": KEEPERS,
    "take_back_escalation": KEEPERS,
    "reopen_escalation": KEEPERS,
    "hand_on_escalation": KEEPERS,
    "note_escalation_answer": KEEPERS,
    "list_highlights": REPORT_READERS,
    "read_highlight": REPORT_READERS,
    "draft_highlight": KEEPERS,
    "edit_highlight": KEEPERS,
    "take_into_highlight": KEEPERS,
    "send_highlight": KEEPERS,
    "approve_highlight": APPROVERS,
    "return_highlight": INSIDERS,
    "correct_highlight": KEEPERS,
    "put_highlight_before": KEEPERS,
    "fetch_highlight": REPORT_READERS,
}
