"""Newer evidence overtakes sentences: they are listed with old and new, and stop the document until somebody looks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.documents.overtaken import new_data, newer, overtaken, waiting
from frankpledge.domain.assessments.jobs import READ_NEWEST, approve_assessment, draft_for_area, send
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.rules import NotAsWritten
from frankpledge.domain.chapters.actions.parts import set_hidden
from frankpledge.domain.chapters.models import Part
from frankpledge.domain.evidence.queries.store import known
from frankpledge.domain.narrative.actions import accept_claim_gone, accept_value
from frankpledge.domain.narrative.queries.passages import CHANGED, UNTRUE, claims_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.actions import send_for_review
from frankpledge.ground.jobs.actions import enqueue, run_pending
from frankpledge.ground.jobs.models import JobRun
from tests.domain.chapters.writing import write, write_of_drugs
from tests.domain.county import County


def read_newest(draft: Assessment, by: User) -> JobRun:
    run = enqueue(READ_NEWEST, draft.workspace, by, last_month=draft.last_month)
    run_pending()
    run.refresh_from_db()
    draft.refresh_from_db()
    draft.paper.refresh_from_db()
    return run


def test_a_republished_month_turns_a_claim_untrue_and_a_value_old(
    draft: Assessment, meaning: Part, analyst: User, evidence: County
) -> None:
    write_of_drugs(meaning, by=analyst)
    assert waiting(draft) == ()
    found = new_data(draft)
    assert found is not None
    drugs = [one.stale for one in found.sentences]
    assert {one.kind for one in drugs} == {CHANGED, UNTRUE}
    value = next(one for one in drugs if one.kind == CHANGED)
    spring = [("2025-04", "2025-06"), ("Drugs",)]
    first, last = (
        str(len([row for row in evidence.of("Nevermouth", *spring[0], rows=rows) if row.kind == "Drugs"]))
        for rows in (evidence.first, evidence.rows)
    )
    assert (value.old, value.new) == (first, last)
    assert found.changed > 0
    assert any(chapter.ref == "crime" for chapter in found.chapters)


def test_sending_is_refused_naming_each_sentence_while_a_claim_is_untrue_of_what_is_known_now(
    draft: Assessment, meaning: Part, analyst: User
) -> None:
    write_of_drugs(meaning, by=analyst)
    draft.paper.refresh_from_db()
    with pytest.raises(NotAsWritten, match="Drug offences fell") as refused:
        send(assessment=draft, by=analyst)
    assert "Read the newest evidence" in str(refused.value)


def test_after_the_newest_is_read_the_sentence_waits_until_it_is_accepted_or_rewritten(
    draft: Assessment, meaning: Part, analyst: User, member: User
) -> None:
    write_of_drugs(meaning, by=analyst)
    run = read_newest(draft, analyst)
    assert run.result["words"].startswith("The assessment rests on the newest evidence. 2 sentences")
    assert newer(draft) is None
    assert len(waiting(draft)) == 2
    with pytest.raises(NotAsWritten):
        send(assessment=draft, by=analyst)
    meaning.refresh_from_db()
    passage, now = meaning.passage, known(draft.workspace)
    accept_value(passage=passage, name="drugs", known=now, by=analyst, may=lambda *_: None, revision=passage.revision)
    passage.refresh_from_db()
    (claim,) = claims_of(passage)
    accept_claim_gone(claim=claim, reason="Rewritten.", by=analyst, may=lambda *_: None, revision=passage.revision)
    write(meaning, "Police recorded {drugs} drug offences.", by=analyst)
    assert waiting(draft) == ()
    draft.paper.refresh_from_db()
    send(assessment=draft, by=analyst)
    draft.paper.refresh_from_db()
    approve_assessment(assessment=draft, by=member)


def test_an_approval_is_refused_when_newer_evidence_made_a_sentence_untrue_during_review(
    draft: Assessment, meaning: Part, analyst: User, member: User
) -> None:
    write_of_drugs(meaning, by=analyst)
    draft.paper.refresh_from_db()
    send_for_review(paper=draft.paper, by=analyst)
    draft.paper.refresh_from_db()
    with pytest.raises(NotAsWritten, match="Drug offences fell"):
        approve_assessment(assessment=draft, by=member)


def test_a_hidden_sentence_stops_nothing(draft: Assessment, meaning: Part, analyst: User) -> None:
    write_of_drugs(meaning, by=analyst)
    set_hidden(part=meaning, hidden=True, by=analyst)
    assert overtaken(draft, known(draft.workspace)) == ()


def test_the_draft_keeps_what_people_wrote_when_it_is_drafted_again(
    draft: Assessment, meaning: Part, analyst: User
) -> None:
    write(meaning, "Burglary matters most.", by=analyst)
    again = draft_for_area(area="Nevermouth", last_month="2025-12", by=analyst)
    assert again.pk == draft.pk
    assert again.manifest != draft.manifest
    said = [block for one in standing_document(again).sections if one.ref == "types" for block in one.blocks]
    assert any("Burglary matters most." in str(block) for block in said)


def test_the_pages_list_what_waits_with_old_and_new(
    client: Client, draft: Assessment, meaning: Part, analyst: User
) -> None:
    write_of_drugs(meaning, by=analyst)
    client.force_login(analyst)
    page = client.get(f"/w/tithing/assessments/{draft.last_month}/changed/").content.decode()
    assert "Read the newest evidence" in page
    assert "No longer true" in page
    assert "Value changed, check the wording" in page
    working = client.get(f"/w/tithing/assessments/{draft.last_month}/").content.decode()
    assert "it changes 2 sentences." in working
    assert "Look at 2 sentences that the newest evidence changes" in client.get("/w/tithing/").content.decode()


@pytest.mark.parametrize(
    ("back", "lands"),
    [("/w/tithing/assessments/", "/w/tithing/assessments/"), ("//elsewhere.example/", ""), ("/w/other/", "")],
)
def test_whoever_accepts_a_value_from_the_list_goes_back_to_it_and_nowhere_else(
    draft: Assessment, meaning: Part, analyst: User, client: Client, back: str, lands: str
) -> None:
    write_of_drugs(meaning, by=analyst)
    read_newest(draft, analyst)
    meaning.refresh_from_db()
    client.force_login(analyst)
    here = reverse("chapters:write", args=("tithing", meaning.chapter_id, meaning.pk))
    typed = {"deed": "accept", "of": "drugs", "revision": str(meaning.passage.revision), "back": back}

    answer = client.post(here, typed)

    assert answer.status_code == 302
    assert answer["Location"] == (lands or here)
