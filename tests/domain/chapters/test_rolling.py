"""A new year begins with last year's chapters and words, whose figures are asked again for the new months."""

from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.jobs import DRAFT, draft_for_area
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.actions.parts import add_narrative, set_hidden, set_writer
from frankpledge.domain.chapters.actions.rolling import begin_from_last_words, moved, roll_forward
from frankpledge.domain.chapters.documents.looking import known_to
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.rules import AlreadyThere
from frankpledge.domain.narrative.queries.catalogue import reference
from frankpledge.domain.narrative.queries.passages import claims_of, quoted_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.jobs.actions import enqueue, run_pending
from tests.domain.assessments.paper import words
from tests.domain.chapters.writing import AREA, write
from tests.domain.county import ASB, County

YEAR_BEFORE = "2024-01 to 2024-12"
SAID = "Police recorded {crime} crimes in {month}. It was a quiet year."


@pytest.fixture
def earlier(evidence: County, draft: Assessment, analyst: User) -> Assessment:
    """Return last year's assessment, with words, a writer, a heading of its own and a hidden exhibit."""
    made = draft_for_area(area="Nevermouth", last_month="2024-12", by=analyst)
    chapter = Chapter.objects.get(paper=made.paper, ref="crime")
    set_writer(chapter=chapter, writer=analyst, by=analyst)
    crime = reference("recorded_count", area=AREA, what="crime", period=YEAR_BEFORE)
    month = reference("recorded_count", area=AREA, what="crime", period="2024-03")
    write(chapter.parts.get(kind="narrative"), SAID, by=analyst, references={"crime": crime, "month": month})
    write(add_narrative(chapter=chapter, title="Students", by=analyst), "Term begins in October.", by=analyst)
    set_hidden(part=chapter.parts.get(exhibit="crime.beside"), hidden=True, by=analyst)
    return made


@pytest.fixture
def rolled(draft: Assessment, earlier: Assessment, analyst: User) -> Chapter:
    roll_forward(paper=draft.paper, last=earlier.paper, by=analyst)
    return Chapter.objects.get(paper=draft.paper, ref="crime")


def test_writers_order_headings_and_what_is_hidden_are_kept_and_no_word_is_printed(
    draft: Assessment, rolled: Chapter, analyst: User
) -> None:
    assert rolled.writer == analyst
    assert rolled.parts.get(exhibit="crime.beside").hidden
    assert [part.title for part in rolled.parts.filter(kind="narrative")] == ["What it means here", "Students"]
    assert "quiet year" not in words(standing_document(draft), "crime")


def test_last_years_words_begin_this_years_with_figures_of_the_new_months(
    rolled: Chapter, analyst: User, evidence: County
) -> None:
    part = rolled.parts.select_related("last_passage", "chapter", "workspace").get(title="What it means here")
    begin_from_last_words(part=part, known=known_to(rolled), by=analyst)
    part.refresh_from_db()
    assert part.passage.text == SAID
    asked = {one.name: one.reference.arguments["period"] for one in quoted_of(part.passage)}
    assert asked == {"crime": "2025-01 to 2025-12", "month": "2025-03"} | (
        {"month": "2025-03 to 2025-03"} if asked["month"] != "2025-03" else {}
    )
    rows = evidence.of("Nevermouth", "2025-01", "2025-12", rows=evidence.first)
    (crime,) = [one.accepted().value for one in quoted_of(part.passage) if one.name == "crime"]
    assert crime == sum(row.kind != ASB for row in rows)
    assert claims_of(part.passage) == ()
    with pytest.raises(AlreadyThere):
        begin_from_last_words(part=part, known=known_to(rolled), by=analyst)


def test_a_question_is_moved_by_its_periods_alone() -> None:
    asked = reference("recorded_count", area=AREA, what="Drugs", period="2024-04 to 2024-06")
    assert moved(asked, 12).arguments == {"area": AREA, "what": "Drugs", "period": "2025-04 to 2025-06"}


def test_the_page_shows_last_years_words_and_offers_to_begin_from_them(
    client: Client, rolled: Chapter, analyst: User
) -> None:
    part = Part.objects.get(chapter=rolled, title="What it means here")
    client.force_login(analyst)
    here = f"/w/tithing/chapters/{rolled.pk}/write/{part.pk}/"
    page = client.get(here).content.decode()
    assert "It was a quiet year." in page
    assert client.post(here, {"deed": "last_words"}).status_code == 302
    assert "Begin from these words" not in client.get(here).content.decode()


def test_a_draft_that_is_asked_for_rolls_the_last_one_forward(
    earlier: Assessment, draft: Assessment, analyst: User
) -> None:
    run = enqueue(DRAFT, draft.workspace, analyst, last_month="2025-11", roll=True)
    run_pending()
    run.refresh_from_db()
    assert run.error == ""
    part = Part.objects.get(chapter__paper__assessment__last_month="2025-11", title="Students")
    assert part.last_passage.text == "Term begins in October."
