"""A profile from a page: asked for with the question, made in the background, kept, read, and had as a file."""

from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.jobs.actions import run_pending
from frankpledge.ground.jobs.models import JobRun
from tests.domain.county import County
from tests.guards.page import Page

HERE = "/w/tithing/evidence/profiles/"
ASKED = "area=Nevermouth&what=Burglary&months=12&to=2025-12"

pytestmark = pytest.mark.django_db


def links(html: str) -> list[str]:
    return [one.given["href"] for one in Page(html).all("a")]


def test_a_profile_is_drafted_from_a_study_kept_and_read_with_every_figure(evidence: County, reader: Client) -> None:
    study = reader.get(f"/w/tithing/evidence/studies/time/?{ASKED}").content.decode()
    (draft,) = [one for one in links(study) if one.startswith(f"{HERE}draft/")]
    assert "what=Burglary" in draft
    page = reader.get(draft)
    assert "Draft the profile" in page.content.decode()
    sent = reader.post(draft)
    assert sent.status_code == 302
    assert run_pending() == 1
    run = JobRun.objects.get()
    assert run.error == ""
    paper = Paper.objects.get()
    assert run.result["href"] == f"{HERE}{paper.pk}/"
    shown = reader.get(run.result["href"]).content.decode()
    assert "Recorded in the period" in shown
    assert "data.police.uk" in shown
    assert f"{HERE}{paper.pk}/" in links(reader.get(HERE).content.decode())
    read = reader.get(f"{HERE}{paper.pk}/read/")
    assert "What we cannot say" in read.content.decode()
    word = reader.get(f"{HERE}{paper.pk}/profile.docx")
    assert word.content[:2] == b"PK"
    assert Release.objects.count() == 2


def test_a_profile_is_not_written_in_another_format(evidence: County, reader: Client) -> None:
    reader.post(f"{HERE}draft/?{ASKED}")
    run_pending()
    assert reader.get(f"{HERE}{Paper.objects.get().pk}/profile.pptx").status_code == 404


def test_a_question_that_cannot_be_put_drafts_nothing(evidence: County, reader: Client) -> None:
    answer = reader.post(f"{HERE}draft/?area=Neverland")
    assert answer.status_code == 422
    assert "No area that has been loaded is called" in answer.content.decode()
    assert not JobRun.objects.exists()


def test_whoever_may_not_write_is_not_offered_a_profile(
    evidence: County, client: Client, partnership: Partnership, member: User
) -> None:
    client.force_login(member)
    study = client.get(f"/w/tithing/evidence/studies/time/?{ASKED}").content.decode()
    assert not [one for one in links(study) if one.startswith(f"{HERE}draft/")]
    assert client.get(f"{HERE}draft/?{ASKED}").status_code == 403
