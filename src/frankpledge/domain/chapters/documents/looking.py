"""What chapters look at: their partnership's area over their months, at the state of the evidence that they name."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.chapters.documents import all_written
from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.chapters.queries.written import Written, view_key
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.store import Known, known_as
from frankpledge.domain.exhibits.documents.drawn import View
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.lake.store import EmptyLake, NotKnownYet
from frankpledge.statute.template import assessment_template


def view_of(partnership: Partnership, known: Known, window: Window) -> View:
    """Return the partnership's area over a window, as it is known."""
    found = find(known.open, partnership.area_code, kind=partnership.area_kind)
    return View(
        known=known,
        kind=found.kind,
        code=found.code,
        window=window,
        generated=partnership.workspace.generated,
        events=standing_events(partnership.workspace, known.open, found),
    )


def views_of(partnership: Partnership, chapters: Iterable[Chapter]) -> dict[str, View | None]:
    """Return the view of each chapter by its `view_key`; None where that state of the evidence is not in the store."""
    found: dict[str, View | None] = {}
    for chapter in chapters:
        if (key := view_key(chapter)) not in found:
            found[key] = _view(partnership, chapter)
    return found


def known_to(chapter: Chapter) -> Known:
    """Return the state of the evidence that a chapter is written at. Refused where it is not in the store."""
    return known_as(chapter.workspace, chapter.manifest)


def _view(partnership: Partnership, chapter: Chapter) -> View | None:
    window = Window(Month.parse(chapter.first_month), Month.parse(chapter.last_month))
    try:
        return view_of(partnership, known_as(partnership.workspace, chapter.manifest), window)
    except (EmptyLake, NotKnownYet):
        return None


def standing(partnership: Partnership, chapters: Iterable[Chapter]) -> tuple[Written, ...]:
    """Return chapters as they stand, each at the evidence that it names."""
    found = tuple(chapters)
    return all_written(found, views_of(partnership, found), assessment_template())
