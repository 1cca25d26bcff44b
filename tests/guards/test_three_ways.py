"""What a person may do in the office can be done on a page, from a terminal and by a program, or it is said why not."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import pytest

from tests.architecture.house import PACKAGE
from tests.architecture.test_documents_are_true import commands
from tests.guards.programs import BY_TOKEN
from tests.guards.routes import ROUTES


@dataclass(frozen=True)
class Ways:
    """How something is done: the route of a page, a command, what a program asks. A way that is not there says why."""

    page: str
    command: str
    program: str
    no_command: str = ""
    no_program: str = ""


# Capability -> the three ways, room by room.
OFFICE: dict[str, dict[str, Ways]] = {
    "domain.bodies": {
        "see_people_and_bodies": Ways("roster:list", "bodies list", "list_bodies"),
        "see_e-mail_addresses": Ways("roster:people", "bodies list", "list_people"),
        "keep_people_and_bodies": Ways("roster:deed", "bodies import", "register_appoint"),
    },
    "domain.open_data": {
        "see_releases_to_the_public": Ways("open_data:list", "open-data list", "list_data_tables"),
        "propose_a_table_of_open_data": Ways("open_data:propose", "open-data propose", "propose_data_table"),
        "approve_a_table_of_open_data": Ways("open_data:approve", "open-data approve", "approve_data_table"),
    },
    "domain.site": {
        "open_the_public_site": Ways("site:open", "site open", "open_site"),
        "see_pages_of_the_public_site": Ways("site:list", "site list", "list_site_pages"),
        "write_pages_of_the_public_site": Ways(
            "site:add", "", "begin_site_page", no_command="it is written block by block, on its page"
        ),
        "approve_pages_of_the_public_site": Ways(
            "site:approve", "", "approve_site_page", no_command="a second person approves what they have read"
        ),
    },
    "domain.subscriptions": {
        "see_counts_of_subscribers": Ways(
            "subscriptions:counts", "site told", "", no_program="two numbers that nobody reckons on"
        ),
    },
    "domain.noticeboard": {
        "see_the_noticeboard": Ways("noticeboard:list", "site dates", "", no_program="the public's calendar says it"),
        "write_on_the_noticeboard": Ways(
            "noticeboard:add_date", "", "", no_command="what residents read is written where it is previewed",
            no_program="what residents read is written where it is previewed",
        ),
        "approve_what_the_noticeboard_shows": Ways(
            "noticeboard:approve", "", "", no_command="a second person approves what they have read",
            no_program="a second person approves what they have read",
        ),
    },
    "domain.action_log": {
        "see_the_action_log": Ways("action_log:list", "actions list", "list_actions"),
        "keep_the_action_log": Ways("action_log:add", "actions add", "add_action"),
        "report_on_an_action": Ways("action_log:report", "actions report", "report_action"),
    },
    "domain.meetings": {
        "see_meetings": Ways("meetings:list", "meetings list", "list_meetings"),
        "prepare_meetings": Ways("meetings:add", "meetings plan", "plan_meeting"),
        "take_minutes": Ways(
            "meetings:minute", "", "minute_item", no_command="minutes are taken at the table, on the meeting's page"
        ),
    },
    "domain.duties": {
        "see_duties": Ways("duties:list", "duties list", "list_duties"),
        "record_evidence_of_duties": Ways("duties:prove", "duties evidence", "add_evidence"),
        "assign_duties": Ways(
            "duties:owner", "", "assign_duty", no_command="one names a person, whom a list on the page offers"
        ),
        "give_out_calendars_of_duties": Ways(
            "duties:feeds", "", "", no_command="its secret address is shown to a person, once",
            no_program="its secret address is shown to a person, once",
        ),
    },
    "domain.risks": {
        "see_the_risk_register": Ways("risks:list", "risks list", "list_risks"),
        "keep_the_risk_register": Ways("risks:add", "risks raise", "raise_risk"),
        "review_a_risk": Ways("risks:review", "risks review", "review_risk"),
    },
    "domain.training": {
        "see_the_register_of_training": Ways("training:list", "training list", "list_training"),
        "keep_the_register_of_training": Ways("training:add_event", "training add", "add_training_event"),
    },
    "domain.asb_reviews": {
        "see_that_there_are_case_reviews": Ways("asb_reviews:list", "case-reviews list", "list_case_reviews"),
        "take_up_case_reviews": Ways(
            "asb_reviews:enter", "", "", no_command="what is written of a case is written on its page, under seal",
            no_program="what is written of a case is written on its page, under seal",
        ),
        "see_counts_of_case_reviews": Ways("asb_reviews:counts", "case-reviews counts", "list_case_review_counts"),
        "keep_the_procedure_of_case_reviews": Ways(
            "asb_reviews:write", "", "", no_command="a second person publishes what they have read",
            no_program="a second person publishes what they have read",
        ),
    },
    "domain.casework": {
        "answer_who_asks_what_a_case_holds": Ways(
            "casework:asked", "", "", no_command="a person reads each passage on its page, and a second lets it out",
            no_program="a person reads each passage on its page, and a second lets it out",
        ),
        "see_how_the_keys_of_casework_stand": Ways(
            "casework:keys", "keys list", "", no_program="no program is told how the keys stand"
        ),
    },
    "domain.campaigns": {
        "see_the_register_of_campaigns": Ways("campaigns:list", "campaigns list", "list_campaigns"),
        "keep_the_register_of_campaigns": Ways("campaigns:add", "campaigns add", "add_campaign"),
    },
    "domain.agreements": {
        "see_agreements": Ways("agreements:list", "agreements list", "list_agreements"),
        "see_requests_for_information": Ways("agreements:requests", "agreements requests", "list_requests"),
        "keep_agreements": Ways("agreements:add", "agreements sign", "sign_version"),
        "keep_requests_for_information": Ways("agreements:ask", "agreements ask", "record_request"),
    },
    "domain.work_plans": {
        "see_work_plans": Ways("work_plans:list", "work-plans show", "list_work_plans"),
        "keep_work_plans": Ways("work_plans:add", "work-plans add", "add_plan_line"),
        "report_on_a_line_of_a_work_plan": Ways("work_plans:report", "work-plans report", "report_plan_line"),
    },
    "domain.escalations": {
        "see_escalations": Ways("escalations:list", "escalations list", "list_escalations"),
        "send_something_up": Ways("escalations:send", "escalations send", "send_up"),
        "answer_what_was_sent_up": Ways("escalations:answer", "escalations answer", "answer_escalation"),
    },
    "domain.indicators": {
        "see_indicators": Ways("performance:list", "indicators list", "list_indicators"),
        "keep_the_register_of_indicators": Ways("performance:order", "indicators order", "order_indicators"),
        "record_values_of_indicators": Ways("performance:value", "indicators record", "record_indicator_value"),
        "put_values_before_the_board": Ways("performance:publish", "indicators publish", "publish_indicator_value"),
    },
    "domain.commentaries": {
        "see_commentaries": Ways("commentaries:list", "commentary list", "list_commentaries"),
        "write_commentaries": Ways("commentaries:write", "commentary write", "write_commentary"),
        "approve_commentaries": Ways("commentaries:approve", "commentary approve", "approve_commentary"),
    },
    "domain.reports": {
        "see_performance_reports": Ways("reports:list", "report", "list_reports"),
        "write_performance_reports": Ways(
            "reports:draft", "", "draft_performance_report",
            no_command="a command makes a report at once; one that is approved is drafted on its page",
        ),
    },
    "domain.highlights": {
        "see_highlight_reports": Ways("highlights:list", "highlight-report", "list_highlights"),
        "write_highlight_reports": Ways("highlights:draft", "highlight-report", "draft_highlight"),
    },
    "domain.returns": {
        "see_returns": Ways("returns:list", "returns list", "list_returns"),
        "ask_for_returns": Ways("returns:open", "returns open", "open_return_round"),
        "check_returns": Ways("returns:check", "returns check", "check_return"),
        "publish_returns": Ways("returns:publish", "returns publish", "publish_return"),
    },
    "domain.plans": {
        "see_plan_steps": Ways("plans:list", "plan show", "read_plan"),
        "record_plan_steps": Ways("plans:steps", "plan say", "report_delivery_step"),
        "write_the_partnership_plan": Ways("plans:add", "plan add", "add_plan_part"),
    },
    "domain.serious_violence": {
        "see_the_serious_violence_strategy": Ways(
            "serious_violence:list", "serious-violence gaps", "list_strategies"
        ),
        "write_the_serious_violence_strategy": Ways(
            "serious_violence:part", "serious-violence write", "write_strategy"
        ),
    },
    "domain.delivery": {
        "see_the_delivery_plan": Ways("delivery:plan", "plan show", "list_delivery"),
        "say_how_a_step_of_the_plan_stands": Ways("delivery:say", "plan say", "report_delivery_step"),
        "keep_the_delivery_plan": Ways("delivery:move", "plan import", "move_delivery_step"),
    },
    "domain.alignment": {
        "see_plans_of_other_bodies": Ways("alignment:list", "alignment matrix", "list_pairs"),
        "keep_plans_of_other_bodies": Ways("alignment:judge", "alignment judge", "judge_pair"),
    },
    "domain.decision_reports": {
        "see_decision_reports": Ways("decision_reports:list", "decision-report list", "list_decision_reports"),
        "read_drafts_of_decision_reports": Ways(
            "decision_reports:draft_file", "decision-report show", "fetch_decision_draft"
        ),
        "write_decision_reports": Ways(
            "decision_reports:write", "", "begin_decision_report",
            no_command="it is written by heading, on its page"
        ),
        "agree_decision_reports": Ways(
            "decision_reports:agree", "", "agree_decision_report",
            no_command="a second person agrees what they have read"
        ),
        "keep_the_way_of_decision_reports": Ways(
            "decision_reports:notice", "decision-report notice", "record_step_notice"
        ),
        "read_exempt_parts": Ways(
            "decision_reports:exempt_file", "", "fetch_exempt_part",
            no_command="a terminal shows nothing that is exempt"
        ),
        "settle_the_practice_of_the_council": Ways(
            "decision_reports:practice", "", "settle_practice", no_command="it is settled once, on its page"
        ),
    },
    "domain.elections": {
        "see_elections": Ways("elections:list", "elections list", "list_elections"),
        "record_elections": Ways("elections:add", "elections add", "add_election"),
    },
    "domain.packs": {
        "read_packs": Ways("packs:one", "pack fetch", "fetch_pack"),
        "prepare_packs": Ways("packs:build", "pack build", "build_pack"),
    },
    "domain.evidence": {
        "see_evidence": Ways("explorer:ask", "counts", "count_recorded"),
        "record_published_figures": Ways(
            "evidence:published", "", "", no_command="it comes with a document", no_program="it comes with a document"
        ),
        "register_events": Ways(
            "explorer:event_add", "events add", "", no_program="a change of recording is a person's judgement"
        ),
    },
    "domain.attachments": {
        "have_attachments": Ways("attachments:fetch", "attachments fetch", "fetch_attachment"),
    },
    "ground.comments": {
        "comment": Ways("comments:add", "", "add_comment", no_command="people speak to each other on pages"),
        "take_off_comments": Ways(
            "comments:take_off", "", "take_off_comment", no_command="people speak to each other on pages"
        ),
    },
    "ground.threads": {
        "walk_along_the_thread": Ways("threads:of", "thread show", "read_thread"),
        "tie_things_together": Ways("threads:tie", "thread tie", "tie_things"),
    },
    "ground.tokens": {
        "make_tokens": Ways(
            "tokens:make", "", "", no_command="whoever makes one proves anew who they are",
            no_program="no token makes another",
        ),
        "see_and_withdraw_tokens_of_others": Ways(
            "tokens:here", "api tokens", "", no_program="no token withdraws another"
        ),
    },
}  # fmt: skip
# What is no room of the office, and why it is not asked for its three ways. A new room stands in one or the other.
ELSEWHERE = {
    "domain.assessments": "the assessment: its approved editions are among the papers that programs fetch",
    "domain.chapters": "the assessment is written on its pages",
    "domain.engagement": "the assessment: what people said is recorded on its pages",
    "domain.priorities": "the assessment: priorities are weighed on its pages",
    "domain.publishing": "the assessment: what is published is open to everybody",
    "domain.yardsticks": "the assessment: what it is measured by is chosen on its pages",
    "domain.releases": "the evidence comes in by its own ways",
    "domain.disclosure": "it stands under every list that leaves",
    "domain.partnerships": "the installation: partnerships are founded by whoever keeps it",
    "domain.seat_roles": "who may do what is nobody's to say but a person's",
    "ground.accounts": "who may do what is nobody's to say but a person's",
    "ground.documents": "what is approved is reached with the room that wrote it, and among the papers",
    "ground.links": "a link is given by a person to a person",
    "ground.notices": "what one is told of is one's own",
    "ground.saved_views": "what a page shows is one's own",
    "ground.sealed": "a case is opened by a person, on the pages of the app that keeps it; no program reaches one",
    "ground.versions": "what stood is put back by whoever looks at it",
}  # fmt: skip
ALL = [(app, name, ways) for app, table in OFFICE.items() for name, ways in table.items()]


def rooms() -> set[str]:
    """Return every app that says who may do what in it."""
    paths = sorted(PACKAGE.glob("*/*/permissions.py"))
    return {".".join(path.parent.relative_to(PACKAGE).parts) for path in paths}


def test_every_room_is_in_the_table_or_it_is_said_why_not() -> None:
    assert not set(OFFICE) & set(ELSEWHERE)
    assert sorted(rooms() - set(OFFICE) - set(ELSEWHERE)) == []
    assert set(OFFICE) <= rooms()


@pytest.mark.parametrize("app", sorted(OFFICE))
def test_every_capability_of_the_office_is_in_the_table(app: str) -> None:
    granted = {one.value for one in import_module(f"frankpledge.{app}.permissions").GRANTS}
    assert granted == set(OFFICE[app])


@pytest.mark.parametrize(("app", "name", "ways"), ALL)
def test_each_way_is_there_or_it_is_said_why_not(app: str, name: str, ways: Ways) -> None:
    assert ways.page in ROUTES
    assert ways.command in commands() if ways.command else len(ways.no_command) > 10
    assert ways.program in BY_TOKEN if ways.program else len(ways.no_program) > 10
    assert not (ways.command and ways.no_command)
    assert not (ways.program and ways.no_program)
