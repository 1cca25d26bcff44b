"""Decision reports on their pages: begun, answered, taken on their way, withheld from who may not read, taken away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.decision_reports.actions.agreeing import agree_report, send_report
from frankpledge.domain.decision_reports.actions.route import StepFacts, add_step, record_notice
from frankpledge.domain.decision_reports.actions.writing import give_grounds, withhold
from frankpledge.domain.decision_reports.documents import trees
from frankpledge.domain.decision_reports.findable import FINDABLE
from frankpledge.domain.decision_reports.models import Practice, Report
from frankpledge.domain.decision_reports.registry import HOLDINGS, HOME
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import HoldingsRequest, HomeRequest
from tests.domain.decision_reports.conftest import TODAY
from tests.guards.page import faults

HERE = "/w/tithing/decision-reports/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    said = answer.content.decode()
    assert faults(said) == []
    return said


def place(report: Report) -> str:
    return f"{HERE}{report.pk}/"


def test_a_report_is_begun_answered_and_sent_by_pages(
    as_officer: Client, partnership: Partnership, practice: Practice
) -> None:
    asked = words(as_officer.get(f"{HERE}add/"))
    assert "£500,000 or more" in asked
    typed = {"title": "Lamps", "purpose": "To buy lamps", "key": "on", "wards": "Two"}
    assert "why this is a key decision" in words(as_officer.post(f"{HERE}add/", typed))
    said = words(as_officer.post(f"{HERE}add/", typed | {"key_because": "Two wards"}, follow=True))
    assert "12 headings to write" in said
    report = Report.objects.get()
    refused = words(as_officer.post(f"{place(report)}send/", follow=True))
    assert "12 headings are not written" in refused
    for heading in report.headings.filter(required=True):
        as_officer.post(f"{place(report)}headings/{heading.pk}/mark/", {"deed": "nil", "reason": "Nothing arises."})
    sent = words(as_officer.post(f"{place(report)}send/", follow=True))
    assert "Sent. A second person agrees it now." in sent
    assert "you wrote in this report" in words(as_officer.post(f"{place(report)}agree/", follow=True))
    back = words(as_officer.post(f"{place(report)}return/", {"reason": "Say who was asked"}, follow=True))
    assert "Say who was asked" in back


def test_a_day_that_is_too_soon_is_refused_on_the_page_with_the_first_that_is_not(
    as_officer: Client, report: Report
) -> None:
    typed = {"kind": "cabinet", "maker": "Cabinet", "on": "2026-03-20"}
    refused = words(as_officer.post(f"{place(report)}steps/", typed))
    assert "20 March 2026 is too soon." in refused
    assert "Choose 1 April 2026 or later" in refused
    assert 'value="Cabinet"' in refused
    said = words(as_officer.post(f"{place(report)}steps/", typed | {"on": "", "period": "in April"}, follow=True))
    assert "Law unconfirmed" in said
    assert "General exception." in said
    step = report.steps.get()
    here = f"{place(report)}steps/{step.pk}/"
    told = words(as_officer.post(f"{here}notice/", {"kind": "key_notice", "on": "2026-02-18"}, follow=True))
    assert "published 18 February 2026; a meeting from 19 March 2026" in told
    dated = words(as_officer.post(f"{here}day/", {"on": "2026-03-19"}, follow=True))
    assert "28 of 28 clear days" in dated
    assert "to be public by 11 March 2026" in dated
    ahead = words(as_officer.post(f"{here}outcome/", {"outcome": "recommended"}))
    assert "which has not come" in ahead
    plan = words(as_officer.get(f"{HERE}forward-plan/"))
    assert "Partnership plan 2026 to 2029 (key decision)" in plan
    out = as_officer.get(f"{HERE}forward-plan/forward-plan.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["what_must_be_public"], row["by"], row["published"]) for row in rows] == [
        ("Key-decision notice", "2026-02-18", "2026-02-18"),
        ("Agenda and report", "2026-03-11", ""),
    ]
    gone = words(as_officer.post(f"{here}remove/", follow=True))
    assert "The step is off the way." in gone


def test_a_step_is_moved_on_its_page_and_the_days_that_it_had_stay_in_sight(
    as_officer: Client, report: Report, officer: User
) -> None:
    step = add_step(report=report, given=StepFacts("cabinet", "Cabinet", on=date(2026, 4, 1)), by=officer)
    here = f"{place(report)}steps/{step.pk}/"
    assert "As things stand it may decide from 1 April 2026." in words(as_officer.get(f"{here}day/"))
    assert "This field is required" in words(as_officer.post(f"{here}day/", {"on": "2026-04-23"}))
    typed = {"on": "2026-04-23", "reason": "The cabinet was called off."}
    moved = words(as_officer.post(f"{here}day/", typed, follow=True))
    assert "To be public before it: key-decision notice by 25 March 2026; agenda and report by 15 April 2026." in moved
    assert "The cabinet was called off." in moved
    assert "23 April 2026, moved once" in words(as_officer.get(place(report)))
    refused = words(as_officer.post(f"{here}day/", {"on": "2026-03-20", "reason": "It is urgent"}))
    assert "20 March 2026 is too soon." in refused


def test_words_are_written_before_any_open_data_is_loaded(as_officer: Client, report: Report) -> None:
    heading = report.headings.get(ref="legal")
    page = f"{place(report)}headings/{heading.pk}/"
    assert "No open data is loaded yet" in words(as_officer.get(page))
    typed = {"deed": "save", "revision": "0", "text": "The council has power to do it."}
    assert "The council has power to do it." in words(as_officer.post(page, typed, follow=True))
    assert report.headings.get(ref="legal").answered
    asked = {"deed": "insert", "revision": "2", "text": "Crime: ", "query": "recorded_count", "figure_what": "crime"}
    asked |= {"figure_area": "csp:E22000100", "figure_period": "2025-01 to 2025-12"}
    refused = as_officer.post(page, asked)
    assert refused.status_code == 422
    assert report.headings.get(ref="legal").passage.text == "The council has power to do it."  # type: ignore[union-attr]
    said = as_officer.get(f"{place(report)}draft.html").content.decode()
    assert "No open data is loaded, so none of it is quoted." in said


def test_a_withheld_part_is_never_offered_for_the_public_site(
    as_officer: Client, whole: Report, officer: User, member: User
) -> None:
    withhold(heading=whole.headings.get(ref="financial"), restricted=True, by=officer)
    give_grounds(report=whole, paragraphs=["3"], public_interest="A tender is open.", by=officer)
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    agree_report(report=sent, by=member, formats=("html",))
    offered = words(as_officer.get("/w/tithing/public/"))
    assert "Partnership plan 2026 to 2029, edition 1" in offered
    assert "exempt appendix" not in offered


def test_the_notice_leaves_as_a_document_and_that_is_recorded(
    as_officer: Client, report: Report, officer: User
) -> None:
    step = add_step(report=report, given=StepFacts("cabinet", period="in April"), by=officer)
    answer = as_officer.get(f"{place(report)}steps/{step.pk}/notice.html")
    assert "Notice of a key decision" in answer.content.decode()
    assert Release.objects.get().what == "key-decision notice, report 1"
    assert as_officer.get(f"{place(report)}steps/{step.pk}/notice.exe").status_code == 404


def test_who_may_not_read_drafts_sees_what_was_published_and_nobody_else_the_withheld_part(
    whole: Report, client: Client, people: dict[Role, User], officer: User, member: User
) -> None:
    withhold(heading=whole.headings.get(ref="financial"), restricted=True, by=officer)
    give_grounds(report=whole, paragraphs=["3"], public_interest="A tender is open.", by=officer)
    client.force_login(people[Role.SCRUTINY])
    assert "No report stands" in words(client.get(HERE))
    assert client.get(place(whole)).status_code == 404
    step = add_step(report=whole, given=StepFacts("cabinet", period="in April"), by=officer)
    record_notice(step=step, kind="key_notice", on=TODAY, by=officer)
    seen = words(client.get(place(whole)))
    assert "What is written" not in seen
    assert client.get(f"{place(whole)}draft.html").status_code == 403
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    agree_report(report=sent, by=member, formats=("html",))
    assert client.get(f"{place(whole)}editions/1/report.html").status_code == 200
    for role in (Role.SCRUTINY, Role.ANALYST):
        client.force_login(people[role])
        assert client.get(f"{place(whole)}editions/1/exempt.html").status_code == 403
        assert "Exempt appendix" not in words(client.get(place(whole)))
    client.force_login(member)
    assert client.get(f"{place(whole)}editions/1/exempt.html").status_code == 200
    assert client.get(f"{place(whole)}editions/2/exempt.html").status_code == 404
    said = [one.what for one in Release.objects.order_by("released_at")]
    assert said[-1] == "exempt-appendix 1, edition 1"


def test_the_list_tells_what_must_be_public_next_and_leaves_as_a_file(
    as_officer: Client, report: Report, officer: User
) -> None:
    step = add_step(report=report, given=StepFacts("cabinet", on=None, period="in April"), by=officer)
    record_notice(step=step, kind="key_notice", on=TODAY, by=officer)
    as_officer.post(f"{place(report)}steps/{step.pk}/day/", {"on": "2026-04-01"})
    assert "Agenda and report: 24 March 2026" in words(as_officer.get(HERE))
    assert "No report stands" in words(as_officer.get(f"{HERE}?state=decided"))
    answer = as_officer.get(f"{HERE}decision-reports.csv?key=key")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["next_body"], row["next_on"], row["must_be_public_by"]) == ("Cabinet", "2026-04-01", "2026-03-24")


def test_home_the_search_and_a_leaver_know_of_reports(whole: Report, officer: User, member: User) -> None:
    add_step(report=whole, given=StepFacts("cabinet"), by=officer)
    whole.steps.update(on=TODAY)
    needs = HOME(HomeRequest(whole.workspace, officer, TODAY)).needs
    assert [(need.title, need.late) for need in needs] == [
        ("Key-decision notice for “Partnership plan 2026 to 2029”", True)
    ]
    send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    assert [need.tag for need in HOME(HomeRequest(whole.workspace, member, TODAY)).needs] == ["Waits for you"]
    (kind,) = FINDABLE
    withheld = whole.headings.get(ref="financial")
    withheld.restricted = True
    withheld.save()
    (found,) = kind.read(whole.workspace, "")
    assert "Nothing arises under legal implications." in found.text
    assert "Nothing arises under financial implications." not in found.text
    (held,) = HOLDINGS(HoldingsRequest(whole.workspace, officer))
    held.hand_over(member, officer)
    assert Report.objects.get().author == member


def test_practice_and_headings_are_settled_by_pages(as_officer: Client, practice: Practice) -> None:
    typed = {
        "since": "2026-01-01", "council": "Nevermouth Council", "wards": "3", "notice_counts": "working",
        "papers_counts": "working", "call_in_days": "4",
    }  # fmt: skip
    said = words(as_officer.post(f"{HERE}practice/", typed, follow=True))
    assert "From 1 January 2026: Nevermouth Council" in said
    assert "From 1 April 2025: Nevermouth Council" in said
    heading = {"title": "Data protection", "ask": "Say which data.", "after": "legal", "required": "on"}
    added = words(as_officer.post(f"{HERE}practice/headings/", heading, follow=True))
    assert "Put aside" in added
    again = as_officer.post(f"{HERE}practice/headings/", heading)
    assert again.status_code == 422
    assert "already" in words(again)
