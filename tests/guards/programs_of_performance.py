"""What a program may reach for whom of indicators as tables, of what is said of them, and of reports, by hand."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import only
from tests.guards.routes_of_performance import APPROVERS, INSIDERS, READERS, WRITERS

SEERS = frozenset(Role) - {Role.DATA_CONTACT}
KEEPERS = only(Role.OFFICER, Role.ANALYST)
PERFORMANCE: dict[str, frozenset[Role]] = {
    "list_indicators": SEERS,
    "read_indicator": SEERS,
    "add_indicator": KEEPERS,
    "reword_indicator": KEEPERS,
    "define_indicator": KEEPERS,
    "order_indicators": KEEPERS,
    "send_list_of_indicators": KEEPERS,
    "send_list_of_values": KEEPERS,
    "send_list_of_values_by_period": KEEPERS,
    "record_indicator_value": KEEPERS,
    "publish_indicator_value": KEEPERS | only(Role.LEAD),
    "tables_service": SEERS,
    "tables_metadata": SEERS,
    "tables_rows": SEERS,
    "fetch_table": SEERS,
    "list_commentaries": READERS,
    "write_commentary": WRITERS,
    "send_commentary": WRITERS,
    "approve_commentary": APPROVERS,
    "return_commentary": APPROVERS,
    "reopen_commentary": WRITERS,
    "feed_commentaries": READERS,
    "list_reports": READERS,
    "publish_waiting_values": WRITERS,
    "draft_performance_report": WRITERS,
    "lead_performance_report": WRITERS,
    "ask_in_performance_report": WRITERS,
    "draw_performance_report": WRITERS,
    "send_performance_report": WRITERS,
    "approve_performance_report": APPROVERS,
    "return_performance_report": INSIDERS,
    "correct_performance_report": WRITERS,
    "put_performance_report_before": WRITERS,
    "fetch_performance_report": READERS,
}
