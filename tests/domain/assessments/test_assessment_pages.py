"""The pages of assessments: each deed by those who may, at the time when it may be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.presenters.home import home
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import create_workspace
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import correct, revise_paper, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State
from frankpledge.ground.jobs.actions import run_pending
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.registry import HomeRequest
from tests.domain.county import County

LIST = "/w/tithing/assessments/"
ONE = f"{LIST}2025-12/"
People = dict[Role, User]


def page(client: Client, address: str, person: User, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def do(client: Client, deed: str, person: User, status: int = 302, **sent: str) -> str:
    """Do one thing on the page of the assessment; return the page that it leads back to."""
    client.force_login(person)
    answer = client.post(f"{ONE}{deed}/", sent)
    assert answer.status_code == status, deed
    return client.get(ONE).content.decode() if status == 302 else ""


def state(assessment: Assessment) -> str:
    assessment.paper.refresh_from_db()
    return assessment.paper.state


# ---- reading -------------------------------------------------------------------------------------------------


def test_the_list_says_what_there_is_and_offers_a_draft_to_those_who_draft(
    client: Client, partnership: Partnership, analyst: User, member: User
) -> None:
    assert "There is no assessment yet" in page(client, LIST, member)
    assert "Draft an assessment" in page(client, LIST, analyst)
    assert "Draft an assessment" not in page(client, LIST, member)


def test_the_page_of_an_assessment_shows_its_state_its_coverage_and_its_way_back(
    client: Client, assessment: Assessment, analyst: User
) -> None:
    html = page(client, ONE, analyst)
    assert "0 of 8 that apply are complete" in html
    assert "0 of 6 that apply are complete" in html
    assert "Missing" in html
    assert "In part: chapter 2, chapter 3, chapter 4, chapter 5; lacks" in html
    assert 'aria-label="Breadcrumb"' in html
    assert "Strategic assessment 2025/26" in page(client, LIST, analyst)


@pytest.mark.parametrize("address", [f"{LIST}2024-12/", f"{LIST}never/", f"{ONE}edition-3/", f"{ONE}edition-1.html"])
def test_what_was_never_drafted_or_approved_is_not_there(
    client: Client, assessment: Assessment, analyst: User, address: str
) -> None:
    page(client, address, analyst, 404)


def test_another_partnerships_assessment_is_not_there(
    client: Client, assessment: Assessment, officer: User, analyst: User
) -> None:
    create_workspace(name="Elsewhere", slug="elsewhere", by=officer)
    page(client, "/w/elsewhere/assessments/2025-12/", analyst, 404)
    page(client, "/w/elsewhere/assessments/2025-12/", officer, 404)


def test_a_data_contact_sees_no_assessment(client: Client, assessment: Assessment, people: People) -> None:
    for address in (LIST, ONE, f"{ONE}read/"):
        page(client, address, people[Role.DATA_CONTACT], 403)


def test_a_draft_is_read_as_a_page_of_its_own_and_its_reading_is_recorded(
    client: Client, assessment: Assessment, member: User
) -> None:
    html = page(client, f"{ONE}read/", member)
    assert "not approved" in html
    assert "<script" not in html
    assert Release.objects.get().released_by == member


def test_a_draft_leaves_as_a_file_with_a_name_and_an_unknown_format_does_not(
    client: Client, assessment: Assessment, officer: User
) -> None:
    client.force_login(officer)
    answer = client.get(f"{ONE}draft.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="tithing-strategic-assessment-2025-12-draft.xlsx"'
    assert answer.content[:2] == b"PK"
    assert client.get(f"{ONE}draft.docm").status_code == 422


def test_an_edition_is_shown_with_its_files_and_given_as_it_was_frozen(
    client: Client, edition: Edition, officer: User
) -> None:
    html = page(client, f"{ONE}edition-1/", officer)
    assert edition.digest in html
    assert "Board member" in html
    assert page(client, f"{ONE}edition-1/read/", officer).encode() == bytes(edition.files.get().content)
    assert "edition-1.html" in client.get(f"{ONE}edition-1.html")["Content-Disposition"]
    assert "Edition 1" in page(client, ONE, officer)


# ---- doing ---------------------------------------------------------------------------------------------------


def test_a_draft_asked_for_on_the_page_is_made_and_found(
    client: Client, evidence: County, partnership: Partnership, analyst: User
) -> None:
    client.force_login(analyst)
    answer = client.post(f"{LIST}draft/", {"last_month": " 2025-12 "})
    run = JobRun.objects.get()
    assert answer["Location"] == reverse("jobs:run", args=(run.pk,))
    assert run_pending() == 1
    assert "Strategic assessment 2025/26 is drafted. It is not approved." in page(client, answer["Location"], analyst)
    assert "Draft" in page(client, ONE, analyst)


@pytest.mark.parametrize("month", ["", "2025-13", "soon"])
def test_a_month_that_is_none_is_an_error_that_shows_how_to_write_it(
    client: Client, partnership: Partnership, analyst: User, month: str
) -> None:
    client.force_login(analyst)
    answer = client.post(f"{LIST}draft/", {"last_month": month})
    assert answer.status_code == 422
    assert b"There is a problem" in answer.content
    assert not JobRun.objects.exists()
    assert "Written as 2025-12" in page(client, f"{LIST}draft/", analyst)


def test_a_draft_that_cannot_be_made_says_why_where_it_was_asked_for(
    client: Client, evidence: County, people: People, analyst: User
) -> None:
    client.force_login(analyst)
    answer = client.post(f"{LIST}draft/", {"last_month": "2025-12"})
    run_pending()
    assert "no partnership, so there is no area to assess" in page(client, answer["Location"], analyst)


def test_a_paper_goes_from_draft_to_edition_by_two_people(
    client: Client, assessment: Assessment, analyst: User, member: User
) -> None:
    assert "Send for review" in page(client, ONE, analyst)
    assert "Sent for review." in do(client, "send", analyst)
    assert "Approve" in page(client, ONE, member)
    assert "Approved. The edition below never changes" in do(client, "approve", member)
    assert state(assessment) == State.APPROVED
    assert set(Edition.objects.get().files.values_list("format", flat=True)) == set(FORMATS)


def test_whoever_wrote_it_is_told_that_somebody_else_must_approve(
    client: Client, assessment: Assessment, short: Document, analyst: User, officer: User
) -> None:
    revise_paper(paper=assessment.paper, tree=replace(short, foot="The officer's words"), by=officer)
    do(client, "send", analyst)
    html = page(client, ONE, officer)
    assert "You wrote in it, so somebody else must approve it." in html
    assert f"{ONE}approve/" not in html
    assert "you may not approve it" in do(client, "approve", officer)
    assert state(assessment) == State.IN_REVIEW


def test_a_paper_is_returned_with_its_reason_and_not_without(
    client: Client, assessment: Assessment, analyst: User, member: User
) -> None:
    do(client, "send", analyst)
    assert "Why it goes back" in page(client, ONE, member)
    assert "needs its reason" in do(client, "return", member)
    assert state(assessment) == State.IN_REVIEW
    assert "Say more of drugs." in do(client, "return", member, reason="Say more of drugs.")
    assert state(assessment) == State.DRAFT


def test_a_correction_is_opened_from_what_is_known_now_with_its_note(
    client: Client, evidence: County, edition: Edition, analyst: User
) -> None:
    assert "What the correction puts right" in page(client, ONE, analyst)
    assert "needs its reason" in do(client, "correct", analyst)
    html = do(client, "correct", analyst, reason="March was counted twice.")
    assert "A correction is open as a draft." in html
    assert "March was counted twice." in html


@pytest.mark.parametrize("deed", ["approve", "return"])
def test_what_may_be_done_in_review_alone_is_refused_for_a_draft(
    client: Client, assessment: Assessment, member: User, deed: str
) -> None:
    assert "it is draft" in do(client, deed, member, reason="a reason")
    assert state(assessment) == State.DRAFT


def test_a_paper_that_is_approved_is_not_sent_again(client: Client, edition: Edition, analyst: User) -> None:
    assert "it is approved" in do(client, "send", analyst)


@pytest.mark.parametrize("deed", ["send", "return", "approve", "correct"])
def test_whoever_may_not_read_drafts_does_nothing_with_one(
    client: Client, assessment: Assessment, people: People, deed: str
) -> None:
    do(client, deed, people[Role.SCRUTINY], 404, reason="a reason")
    assert state(assessment) == State.DRAFT
    assert not Edition.objects.exists()


def test_scrutiny_sees_what_was_approved_and_no_draft_of_its_correction(
    client: Client, edition: Edition, short: Document, people: People, analyst: User
) -> None:
    scrutiny = people[Role.SCRUTINY]
    correct(edition=edition, tree=replace(short, subtitle="Words that nobody approved"), note="A note.", by=analyst)
    html = page(client, ONE, scrutiny)
    assert "Edition 1" in html
    assert "Words that nobody approved" not in html
    assert f"{ONE}read/" not in html
    assert "Words that nobody approved" in page(client, ONE, analyst)
    page(client, f"{ONE}read/", scrutiny, 403)


# ---- this quarter --------------------------------------------------------------------------------------------


def brought(assessment: Assessment, viewer: User, today: date = date(2026, 3, 1), overtaken: int = 0) -> Any:
    asked = HomeRequest(workspace=assessment.workspace, viewer=viewer, today=today)
    return home(asked, overtaken=lambda _: overtaken)


def test_each_reader_is_told_what_the_assessment_wants_of_them(
    assessment: Assessment, people: People, analyst: User, member: User
) -> None:
    assert [need.title for need in brought(assessment, analyst).needs] == ["Send the draft assessment for review"]
    assert brought(assessment, member).needs == ()
    send_for_review(paper=assessment.paper, by=analyst)
    assert [need.title for need in brought(assessment, member).waits] == ["Approve the strategic assessment"]
    assert brought(assessment, analyst).waits == ()
    assert brought(assessment, people[Role.DATA_CONTACT]).needs == ()


def test_a_writer_is_told_of_sentences_that_newer_evidence_changes_until_the_assessment_is_approved(
    assessment: Assessment, analyst: User, member: User
) -> None:
    look, _ = brought(assessment, analyst, overtaken=2).needs
    assert look.title == "Look at 2 sentences that the newest evidence changes"
    assert look.href == f"{ONE}changed/"
    assert brought(assessment, member, overtaken=2).needs == ()
    send_for_review(paper=assessment.paper, by=analyst)
    (look,) = brought(assessment, analyst, overtaken=1).needs
    assert look.title == "Look at a sentence that the newest evidence changes"


def test_the_edition_asks_for_nothing_more(edition: Edition, assessment: Assessment, analyst: User) -> None:
    assessment.paper.refresh_from_db()
    assert brought(assessment, analyst, overtaken=2).needs == ()


def test_a_year_without_an_assessment_is_a_duty_with_its_date_of_whoever_drafts_it(
    assessment: Assessment, analyst: User, member: User
) -> None:
    need = brought(assessment, analyst, date(2026, 5, 1)).needs[0]
    assert brought(assessment, member, date(2026, 5, 1)).needs == ()
    assert need.title == "Prepare the strategic assessment 2026/27"
    assert need.due == date(2027, 3, 31)


def test_the_edition_in_force_is_on_the_first_page(
    client: Client, edition: Edition, assessment: Assessment, member: User
) -> None:
    (section,) = brought(assessment, member).sections
    assert section.context["part"] == 3
    assert "Strategic assessment 2025/26, edition 1" in page(client, "/w/tithing/", member)
