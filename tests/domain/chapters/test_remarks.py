"""Remarks are made, answered, and closed by being resolved or carried; while one waits nothing is approved."""

from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.domain.assessments.jobs import approve_assessment, send
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.actions.remarks import answer_remark, close_remark, remark
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.queries import carried_remarks, waiting_remarks
from frankpledge.domain.chapters.rules import NoSuchChapter, NothingSaid, RemarkClosed, RemarkState, RemarksWaiting
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.rules import State


def test_an_approval_waits_until_every_remark_is_resolved_or_carried(
    draft: Assessment, types: Chapter, meaning: Part, analyst: User, member: User
) -> None:
    first = remark(chapter=types, words="Say more of drugs.", by=member)
    second = remark(chapter=types, words="Which shops?", by=member, part=meaning)
    send(assessment=draft, by=analyst)
    draft.paper.refresh_from_db()
    with pytest.raises(RemarksWaiting, match="2 remarks wait"):
        approve_assessment(assessment=draft, by=member)
    answer_remark(remark=first, words="It is in the next paragraph.", by=analyst)
    with pytest.raises(RemarksWaiting):
        approve_assessment(assessment=draft, by=member)
    close_remark(remark=first, carried=False, by=member)
    close_remark(remark=second, carried=True, by=member)
    assert not waiting_remarks(draft.paper)
    assert [one.words for one in carried_remarks(draft.paper)] == ["Which shops?"]
    approve_assessment(assessment=draft, by=member)
    draft.paper.refresh_from_db()
    assert draft.paper.state == State.APPROVED


def test_a_remark_and_an_answer_have_words_and_a_closed_one_stays_closed(types: Chapter, member: User) -> None:
    with pytest.raises(NothingSaid):
        remark(chapter=types, words=" ", by=member)
    made = remark(chapter=types, words="Which shops?", by=member)
    with pytest.raises(NothingSaid):
        answer_remark(remark=made, words="", by=member)
    close_remark(remark=made, carried=False, by=member)
    assert made.state == RemarkState.RESOLVED
    with pytest.raises(RemarkClosed):
        answer_remark(remark=made, words="All of them.", by=member)
    with pytest.raises(RemarkClosed):
        close_remark(remark=made, carried=True, by=member)


def test_a_remark_is_on_a_part_of_its_own_chapter(draft: Assessment, types: Chapter, member: User) -> None:
    elsewhere = Part.objects.exclude(chapter=types).first()
    with pytest.raises(NoSuchChapter):
        remark(chapter=types, words="Which shops?", by=member, part=elsewhere)


def test_only_those_who_read_drafts_remark(types: Chapter, people: dict[Role, User]) -> None:
    for role, person in people.items():
        if role not in (Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER):
            with pytest.raises(NotPermitted):
                remark(chapter=types, words="Which shops?", by=person)


def test_a_remark_of_a_whole_book_is_refused_and_signs_that_nothing_can_hold_are_left_out(
    types: Chapter, member: User
) -> None:
    with pytest.raises(NothingSaid, match="a remark may have 4,000 letters, and this has 4,001"):
        remark(chapter=types, words="y" * 4_001, by=member)
    assert remark(chapter=types, words="Which\x00 shops?\nAll?", by=member).words == "Which shops?\nAll?"


def test_a_remark_on_no_part_and_a_state_that_there_is_none_of_change_nothing(
    client: Client, types: Chapter, analyst: User
) -> None:
    client.force_login(analyst)
    here = f"/w/tithing/chapters/{types.pk}/"
    assert client.post(f"{here}remarks/", {"words": "Which shops?", "part": "nonsense"}).status_code == 404
    assert not types.remarks.exists()
    page = client.post(f"{here}standing/", {"state": "finished", "writer": "77"}, follow=True).content.decode()
    assert "there is no such state or writer" in page
    assert "Saved." not in page
