"""What a program may reach for whom of plans, by hand: how the plan is carried out, and plans of other bodies."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import KEEPERS
from tests.guards.routes_of_plans import READERS, WRITERS

PLANS: dict[str, frozenset[Role]] = {
    "list_delivery": READERS,
    "fetch_delivery": READERS,
    "read_delivery_step": READERS,
    "report_delivery_step": WRITERS,
    "move_delivery_step": KEEPERS,
    "drop_delivery_step": KEEPERS,
    "reopen_delivery_step": KEEPERS,
    "tie_delivery_step": KEEPERS,
    "untie_delivery_step": KEEPERS,
    "send_list_of_steps": KEEPERS,
    "read_alignment": READERS,
    "list_pairs": READERS,
    "read_pair": READERS,
    "judge_pair": WRITERS,
    "list_their_plans": READERS,
    "read_their_plan": READERS,
    "add_their_plan": WRITERS,
    "amend_their_plan": WRITERS,
    "withdraw_their_plan": WRITERS,
    "add_their_priority": WRITERS,
    "change_their_priority": WRITERS,
    "drop_their_priority": WRITERS,
    "send_list_of_priorities": WRITERS,
}
