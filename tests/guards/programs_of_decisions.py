"""What a program may reach for whom of decision reports, elections and packs, by hand."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import APPROVERS, INSIDERS, KEEPERS
from tests.guards.routes_of_people import only
from tests.guards.routes_of_registers import READERS, WRITERS

OFFICER = only(Role.OFFICER)
DECISIONS: dict[str, frozenset[Role]] = {
    "list_decision_reports": READERS,
    "read_decision_report": READERS,
    "begin_decision_report": WRITERS,
    "amend_decision_report": WRITERS,
    "say_nothing_under": WRITERS,
    "withhold_heading": APPROVERS & WRITERS,
    "open_heading": APPROVERS & WRITERS,
    "give_grounds": WRITERS,
    "read_newest": WRITERS,
    "send_decision_report": WRITERS,
    "agree_decision_report": APPROVERS,
    "return_decision_report": APPROVERS,
    "correct_decision_report": WRITERS,
    "fetch_decision_draft": INSIDERS,
    "fetch_decision_edition": READERS,
    "fetch_exempt_part": APPROVERS,
    "list_forward_plan": READERS,
    "read_way": READERS,
    "add_decision_step": KEEPERS,
    "set_step_day": KEEPERS,
    "record_step_notice": KEEPERS,
    "record_step_outcome": KEEPERS,
    "put_step_on_agenda": KEEPERS,
    "remove_decision_step": KEEPERS,
    "fetch_key_notice": READERS,
    "read_practice": OFFICER,
    "settle_practice": OFFICER,
    "list_decision_headings": OFFICER,
    "add_decision_heading": OFFICER,
    "put_heading_aside": OFFICER,
    "list_elections": READERS,
    "add_election": OFFICER,
    "take_out_election": OFFICER,
    "read_pack": READERS,
    "build_pack": KEEPERS,
    "fetch_pack": READERS,
    "send_paper": KEEPERS,
    "read_sent_paper": READERS,
    "amend_sent_paper": KEEPERS,
    "send_paper_version": KEEPERS,
    "take_out_sent_paper": KEEPERS,
    "fetch_sent_paper": KEEPERS,
}
