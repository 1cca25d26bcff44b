"""From draft to edition: two people, a reason for every step back, and nothing approved is ever changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.queries import assessment_of, assessments
from frankpledge.ground.accounts.actions import create_user
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import verify
from frankpledge.ground.documents.actions import approve, correct, return_to_draft, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.documents.rules import NoReason, OwnWork, State, WrongState
from tests.domain.conftest import KNOWN

READ = Read(window=year_ending(Month(2025, 12)), year="2025/26", manifest="m00004", known_at=KNOWN)


def redraft(assessment: Assessment, tree: Document, *, by: User) -> Assessment:
    return save_draft(workspace=assessment.workspace, read=READ, tree=tree, by=by)


def verbs(assessment: Assessment) -> list[str]:
    events = Event.objects.filter(workspace=assessment.workspace_id)
    return list(events.order_by("number").values_list("verb", flat=True))


def test_a_draft_of_the_same_year_is_written_anew_and_stays_one(
    assessment: Assessment, short: Document, officer: User
) -> None:
    again = redraft(assessment, replace(short, foot="Written anew"), by=officer)
    again.paper.refresh_from_db()
    assert again.pk == assessment.pk
    assert Assessment.objects.count() == 1
    assert (again.manifest, document_of(again.paper).foot) == ("m00004", "Written anew")
    assert verbs(assessment)[-1] == "assessments.assessment_redrafted"


def test_only_an_officer_or_an_analyst_drafts(
    assessment: Assessment, short: Document, people: dict[Role, User]
) -> None:
    for role, person in people.items():
        if role not in (Role.OFFICER, Role.ANALYST):
            with pytest.raises(NotPermitted):
                redraft(assessment, short, by=person)


def test_two_people_make_an_edition(assessment: Assessment, analyst: User, member: User) -> None:
    paper = send_for_review(paper=assessment.paper, by=analyst)
    edition = approve(paper=paper, by=member, formats=("html",))
    paper.refresh_from_db()
    assert (edition.number, edition.approved_by, paper.state) == (1, member, State.APPROVED)
    assert document_of(edition).status == "Approved, edition 1"
    assert edition.files.get().media_type.startswith("text/html")


def test_whoever_wrote_in_it_may_not_approve_it_whatever_else_they_are(
    assessment: Assessment, short: Document, officer: User, analyst: User
) -> None:
    redraft(assessment, replace(short, foot="The officer's words"), by=officer)
    assessment.paper.refresh_from_db()
    paper = send_for_review(paper=assessment.paper, by=analyst)
    with pytest.raises(OwnWork, match="you wrote in this paper"):
        approve(paper=paper, by=officer, formats=("html",))
    assert not Edition.objects.exists()


def test_a_paper_in_review_cannot_be_drafted_over(assessment: Assessment, short: Document, analyst: User) -> None:
    send_for_review(paper=assessment.paper, by=analyst)
    with pytest.raises(WrongState, match="in review"):
        redraft(assessment, short, by=analyst)


def test_a_draft_over_an_approved_paper_is_refused(edition: Edition, assessment: Assessment, analyst: User) -> None:
    with pytest.raises(WrongState, match="approved"):
        redraft(assessment, document_of(edition), by=analyst)
    assert Edition.objects.count() == 1


def test_a_paper_goes_back_with_a_reason_and_never_without(assessment: Assessment, analyst: User, member: User) -> None:
    paper = send_for_review(paper=assessment.paper, by=analyst)
    with pytest.raises(NoReason):
        return_to_draft(paper=paper, reason="  ", by=member)
    paper = return_to_draft(paper=paper, reason="Say more of drugs.", by=member)
    assert (paper.state, paper.returned_because) == (State.DRAFT, "Say more of drugs.")


def test_a_correction_is_a_new_edition_with_its_note_and_the_old_one_stays(
    edition: Edition, short: Document, analyst: User, member: User
) -> None:
    kept = edition.digest
    paper = correct(edition=edition, tree=short, note="The total of March was wrong.", by=analyst)
    second = approve(paper=send_for_review(paper=paper, by=analyst), by=member, formats=("html",))
    edition.refresh_from_db()
    assert (second.number, second.replaces, second.note) == (2, edition, "The total of March was wrong.")
    assert edition.digest == kept
    assert ("Correction", "The total of March was wrong.") in document_of(second).cover


def test_every_step_stands_in_the_ledger_and_the_ledger_is_whole(
    edition: Edition, assessment: Assessment, short: Document, analyst: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        correct(edition=edition, tree=short, note="A total was wrong.", by=analyst)
    assert [verb for verb in verbs(assessment) if not verb.startswith("accounts.")] == [
        "documents.paper_created",
        "assessments.assessment_drafted",
        "documents.paper_sent_for_review",
        "documents.edition_approved",
        "documents.correction_opened",
    ]
    assert verify(assessment.workspace).whole


def test_assessments_are_found_by_members_of_their_workspace_alone(assessment: Assessment, analyst: User) -> None:
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    place = {"workspace": assessment.workspace, "last_month": "2025-12"}
    assert assessment_of(**place, viewer=analyst) == assessment
    assert assessment_of(**place, viewer=stranger) is None
    assert not assessments(workspace=assessment.workspace, viewer=stranger).exists()
    assert str(assessment) == "Strategic assessment 2025/26"
