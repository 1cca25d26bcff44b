"""Chapters are laid out from the template, changed part by part, kept as they stood, and written by those who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.actions.laying import Evidence, add_chapter, begin_dated, take_in
from frankpledge.domain.chapters.actions.parts import (
    add_exhibit,
    add_narrative,
    move_part,
    restore,
    set_hidden,
    set_nil,
    set_state,
    set_writer,
    withdraw_nil,
)
from frankpledge.domain.chapters.actions.passages import restore_words
from frankpledge.domain.chapters.documents.looking import known_to
from frankpledge.domain.chapters.models import Chapter, Part, Version
from frankpledge.domain.chapters.queries import chapter_of, chapters, version_of
from frankpledge.domain.chapters.rules import AlreadyThere, ChapterState, NoSuchChapter, NothingSaid
from frankpledge.ground.accounts.actions import create_user
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.queries import authors_of
from frankpledge.ground.documents.rules import WrongState
from frankpledge.statute.template import assessment_template
from tests.domain.assessments.paper import section, words
from tests.domain.chapters.writing import write


def refs(draft: Assessment) -> list[str]:
    return list(Chapter.objects.filter(paper=draft.paper).order_by("position").values_list("ref", flat=True))


def printed(draft: Assessment) -> list[str]:
    return [one.ref for one in standing_document(draft).sections if one.numbered]


def test_a_draft_has_every_chapter_that_people_work_on_in_the_order_of_the_template(draft: Assessment) -> None:
    assert refs(draft) == [plan.ref for plan in assessment_template().chapters if plan.is_laid_out]


def test_the_county_has_a_chapter_only_where_there_is_one(draft: Assessment) -> None:
    assert "county" in refs(draft)
    from frankpledge.domain.assessments.documents.assembling import commission

    partnership = draft.workspace.partnership
    partnership.two_tier = False
    assert "county" not in [plan.ref for plan in commission(partnership, Month(2025, 12)).plans]


def test_what_nobody_wrote_and_no_evidence_shows_is_not_printed(draft: Assessment) -> None:
    assert "types" in printed(draft)
    assert "horizon" not in printed(draft)


def test_words_are_printed_under_their_heading_and_meet_the_need_that_they_answer(
    draft: Assessment, analyst: User
) -> None:
    reasons = Part.objects.get(chapter__paper=draft.paper, chapter__ref="reasons")
    assert "7(c)" not in covered(draft)
    write(reasons, "Shops changed how they report. That may explain part of it.", by=analyst)
    document = standing_document(draft)
    assert "Why these changes occurred" in words(document, "reasons")
    assert "That may explain part of it." in words(document, "reasons")
    assert "7(c)" in covered(draft)
    reasons.chapter.refresh_from_db()
    assert reasons.chapter.state == ChapterState.DRAFTED


def covered(draft: Assessment) -> list[str]:
    """Return the codes of the requirements that are present or answered with nothing."""
    from frankpledge.domain.assessments.presenters.covering import coverage_of

    parts = [*coverage_of(standing_document(draft))[0], *coverage_of(standing_document(draft))[1]]
    return [part.label.split()[0] for part in parts if part.kind in ("present", "nil")]


def test_a_nil_return_says_why_and_is_told_as_one(draft: Assessment, analyst: User) -> None:
    county = Part.objects.get(chapter__paper=draft.paper, chapter__ref="county")
    with pytest.raises(NothingSaid):
        set_nil(part=county, reason="  ", by=analyst)
    set_nil(part=county, reason="Nothing is better done together this year.", by=analyst)
    assert "Nil return. Nothing is better done together this year." in words(standing_document(draft), "county")
    assert "7(g)" in covered(draft)
    assert "nil" in words(standing_document(draft), "coverage")
    withdraw_nil(part=county, by=analyst)
    assert "7(g)" not in covered(draft)


def test_a_hidden_exhibit_leaves_the_document_whole_and_its_summary_silent_on_it(
    draft: Assessment, analyst: User
) -> None:
    before = words(standing_document(draft), "summary")
    for part in Part.objects.filter(chapter__paper=draft.paper, chapter__ref__in=("crime", "types")).exclude(
        exhibit=""
    ):
        set_hidden(part=part, hidden=True, by=analyst)
    document = standing_document(draft)
    assert "crime" not in printed(draft)
    assert "types" not in printed(draft)
    assert "crimes recorded" in before
    assert "crimes recorded" not in words(document, "summary")


def test_parts_move_and_a_version_puts_them_and_their_words_back(types: Chapter, meaning: Part, analyst: User) -> None:
    write(meaning, "Burglary matters most.", by=analyst)
    kept = Version.objects.filter(chapter=types).first()
    move_part(part=meaning, up=True, by=analyst)
    order = [part.pk for part in types.parts.order_by("position")]
    assert order[-2] == meaning.pk
    write(meaning, "Shoplifting matters most.", by=analyst)
    added = add_narrative(chapter=types, title="And more", by=analyst)
    restore_words(chapter=types, version=version_of(types, kept.number), known=known_to(types), by=analyst)
    restore(chapter=types, version=version_of(types, kept.number), by=analyst)
    meaning.refresh_from_db()
    added.refresh_from_db()
    assert meaning.passage.text == "Burglary matters most."
    assert [part.pk for part in types.parts.order_by("position")][-2:] == [meaning.pk, added.pk]
    assert added.hidden, "what was added since is hidden, never lost"


def test_the_first_part_stays_first(types: Chapter, analyst: User) -> None:
    first = types.parts.order_by("position").first()
    move_part(part=first, up=True, by=analyst)
    assert types.parts.order_by("position").first() == first


def test_an_exhibit_is_shown_once_in_a_document(types: Chapter, analyst: User) -> None:
    with pytest.raises(AlreadyThere):
        add_exhibit(chapter=types, exhibit="crime.months", by=analyst)


def test_a_chapter_of_ones_own_is_printed_once_something_is_written(draft: Assessment, analyst: User) -> None:
    own = add_chapter(
        paper=draft.paper,
        title="Rural crime",
        evidence=Evidence(year_ending(Month(2025, 12)), draft.manifest),
        by=analyst,
    )
    heading = add_narrative(chapter=own, title="Farms", by=analyst)
    assert "rural-crime" not in printed(draft)
    write(heading, "Quad bikes are stolen in winter.", by=analyst)
    assert "rural-crime" in printed(draft)


def test_whoever_writes_in_a_chapter_may_not_approve_its_paper(draft: Assessment, meaning: Part, officer: User) -> None:
    write(meaning, "Burglary matters most.", by=officer)
    assert officer in authors_of(draft.paper, edition_number=1)


def test_only_writers_write_and_only_in_a_draft(
    draft: Assessment, types: Chapter, meaning: Part, people: dict[Role, User], member: User, analyst: User
) -> None:
    for role, person in people.items():
        if role not in (Role.OFFICER, Role.ANALYST, Role.LEAD):
            with pytest.raises(NotPermitted):
                write(meaning, "Burglary matters most.", by=person)
            with pytest.raises(NotPermitted):
                set_hidden(part=meaning, hidden=True, by=person)
    draft.paper.refresh_from_db()
    approve(paper=send_for_review(paper=draft.paper, by=analyst), by=member, formats=("html",))
    with pytest.raises(WrongState):
        write(meaning, "Burglary matters most.", by=analyst)
    with pytest.raises(WrongState):
        set_state(chapter=types, state=ChapterState.READY, by=analyst)


def test_a_writer_is_somebody_of_the_partnership(types: Chapter, officer: User, analyst: User) -> None:
    set_writer(chapter=types, writer=officer, by=analyst)
    assert types.writer == officer
    with pytest.raises(NoSuchChapter):
        set_writer(chapter=types, writer=create_user(email="s@example.invalid", name="Stranger"), by=analyst)


def test_chapters_are_found_by_those_who_may_read_them_alone(types: Chapter, people: dict[Role, User]) -> None:
    readers = {Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}
    for role, person in people.items():
        assert chapters(workspace=types.workspace, viewer=person).exists() is (role in readers)
    stranger = create_user(email="s@example.invalid", name="Stranger")
    with pytest.raises(NoSuchChapter):
        chapter_of(identity=types.pk, workspace=types.workspace, viewer=stranger)


def test_a_chapter_of_the_year_is_taken_in_with_its_day_and_keeps_its_own_figures(
    draft: Assessment, analyst: User
) -> None:
    plan = assessment_template().chapter("types")
    half = Evidence(year_ending(Month(2025, 6)), draft.manifest)
    chapter = begin_dated(workspace=draft.workspace, plan=plan, evidence=half, dated=date(2025, 7, 3), by=analyst)
    with pytest.raises(AlreadyThere):
        begin_dated(workspace=draft.workspace, plan=plan, evidence=half, dated=date(2025, 7, 3), by=analyst)
    take_in(chapter=chapter, paper=draft.paper, by=analyst)
    document = standing_document(draft)
    assert printed(draft).index("types-2025-07") == printed(draft).index("types") + 1
    assert "written on 3 July 2025" in words(document, "types-2025-07")
    own = {key: f for key, f in document.figures.items() if key.startswith("types-2025-07/")}
    assert own
    assert {f.period for f in own.values()} & {"year ending June 2025"}
    assert document.figures["crime.total"].period == "year ending December 2025"
    assert section(document, "types").title == "Types of crime"


def test_a_chapter_of_a_year_without_a_month_is_refused_and_not_begun(
    client: Client, draft: Assessment, analyst: User
) -> None:
    client.force_login(analyst)
    given = {"chapter": "types", "last_month": "1999-12"}
    page = client.post("/w/tithing/chapters/", given)
    assert page.status_code == 422
    assert "No month of the year ending December 1999 is loaded for Nevermouth" in page.content.decode()
    assert not Chapter.objects.filter(paper__isnull=True).exists()
    assert client.post("/w/tithing/chapters/", {**given, "last_month": "2025-06"}).status_code == 302
