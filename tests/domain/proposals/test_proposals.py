"""Words from others: asked by a link or brought back from Word, and nothing of them stands until a writer accepts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.actions.parts import set_writer
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.queries import passages_in, with_words
from frankpledge.domain.evidence.queries.store import known_as
from frankpledge.domain.narrative.queries.returned import returned
from frankpledge.domain.narrative.rules import WrittenMeanwhile
from frankpledge.domain.proposals.actions import accept_proposal, ask_agency, bring_back, decline_proposal
from frankpledge.domain.proposals.models import Proposal
from frankpledge.domain.proposals.rules import Decided, State, WrongFile, WrongPerson
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.formats import rendered
from tests.domain.assessments.paper import words
from tests.domain.chapters.conftest import draft, meaning, types
from tests.domain.chapters.writing import write

__all__ = ["draft", "meaning", "types"]


def word_file(draft: Assessment) -> bytes:
    return rendered(standing_document(draft), ["docx"])["docx"]


def brought(chapter: Chapter, content: bytes, by: User) -> tuple[Proposal, ...]:
    (one,) = with_words([Chapter.objects.get(pk=chapter.pk)])
    return bring_back(chapter=one, returned=returned(content, passages_in([one])), by=by)


def accept(proposal: Proposal, by: User) -> None:
    chapter = proposal.part.chapter
    accept_proposal(proposal=proposal, known=known_as(chapter.workspace, chapter.manifest), by=by)


def test_another_agency_answers_by_a_link_and_a_writer_accepts_what_it_changes(
    client: Client, draft: Assessment, types: Chapter, meaning: Part, analyst: User
) -> None:
    opened = ask_agency(part=meaning, to_whom="Health board", days=14, by=analyst)
    page = client.get(opened.path).content.decode()
    assert "Which of them matter most" in page
    assert client.post(opened.path, {"text": "Assaults {matter} most.", "do": "send"}).status_code == 302
    proposal = Proposal.objects.get()
    assert proposal.state == State.CAME
    assert "Assaults" not in words(standing_document(draft), "types")
    client.force_login(analyst)
    here = f"/w/tithing/chapters/{types.pk}/proposals/"
    assert "Assaults {matter} most." in client.get(here).content.decode()
    assert client.post(f"{here}{proposal.pk}/", {"deed": "accept"}).status_code == 302
    assert "Assaults {matter} most." in words(standing_document(draft), "types")
    with pytest.raises(Decided):
        accept(Proposal.objects.get(), analyst)


def test_what_is_declined_or_asked_no_more_does_not_come(client: Client, meaning: Part, analyst: User) -> None:
    opened = ask_agency(part=meaning, to_whom="Health board", days=14, by=analyst)
    decline_proposal(proposal=Proposal.objects.get(), by=analyst)
    assert client.get(opened.path).status_code == 404


def test_word_brings_back_what_was_changed_and_nothing_where_nothing_was(
    draft: Assessment, types: Chapter, meaning: Part, analyst: User
) -> None:
    write(meaning, "Burglary matters most.", by=analyst)
    sent = word_file(draft)
    assert brought(types, sent, analyst) == ()
    write(meaning, "Shoplifting matters most.", by=analyst)
    (back,) = brought(types, sent, analyst)
    assert back.text == "Burglary matters most."
    with pytest.raises(WrittenMeanwhile):
        accept(back, analyst)


def test_a_chapter_is_not_brought_back_by_the_wrong_person(
    draft: Assessment, types: Chapter, meaning: Part, people: dict[Role, User], analyst: User
) -> None:
    write(meaning, "Burglary matters most.", by=analyst)
    set_writer(chapter=types, writer=people[Role.LEAD], by=analyst)
    with pytest.raises(WrongPerson, match="written by Priority lead"):
        brought(types, word_file(draft), analyst)
    with pytest.raises(NotPermitted):
        brought(types, word_file(draft), people[Role.MEMBER])
    assert brought(types, word_file(draft), people[Role.OFFICER]) == ()


def test_a_file_without_the_chapters_words_is_refused(
    draft: Assessment, types: Chapter, meaning: Part, analyst: User
) -> None:
    before = word_file(draft)
    write(meaning, "Burglary matters most.", by=analyst)
    with pytest.raises(WrongFile):
        brought(types, before, analyst)


def test_a_word_file_that_says_what_the_chapter_says_is_told_as_such(
    client: Client, draft: Assessment, types: Chapter, meaning: Part, analyst: User
) -> None:
    write(meaning, "Shops and streets.", by=analyst)
    client.force_login(analyst)
    here = f"/w/tithing/chapters/{types.pk}/proposals/"
    file = SimpleUploadedFile("written.docx", word_file(draft))
    page = client.post(f"{here}word/", {"file": file}, follow=True).content.decode()
    assert "It says what the chapter says already." in page
    assert "stands below" not in page
