"""Assembling an assessment from its chapters as they stand, or from its template before they are laid out."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments.documents import Commission, Made, document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.documents import Written, all_written, planned, view_key
from frankpledge.domain.chapters.documents.looking import view_of, views_of
from frankpledge.domain.chapters.queries import chapters_of, has_chapters
from frankpledge.domain.evidence.queries.store import Known, known_as
from frankpledge.domain.exhibits.documents.drawn import View, ledger_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.documents.rules import State
from frankpledge.lake.store import EmptyLake, NotKnownYet
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import assessment_template


def commission(partnership: Partnership, last_month: Month) -> Commission:
    """Return what the law asks of this partnership's assessment on the last day that it looks at."""
    year = financial_year_of(last_month.last_day)
    on, nation_, tiers = last_month.last_day, partnership.nation, partnership.two_tier
    return Commission(
        partnership=partnership.name,
        year=str(year),
        approve_by=year.window.last.last_day,
        contents=contents(on=on, nation=nation_, two_tier=tiers),
        inputs=inputs(on=on, nation=nation_, two_tier=tiers),
        template=assessment_template(),
        two_tier=tiers,
    )


def from_template(asked: Commission, view: View) -> Document:
    """Return the document before anybody wrote in it: what the evidence shows, and what is to be written."""
    chapters = [planned(plan, view, asked.template) for plan in asked.plans]
    return document(ledger_of(view), asked, made(chapters), cut_off=view.known.on)


def assemble(assessment: Assessment, asked: Commission, known: Known) -> Document:
    """Return the document of an assessment from its chapters as they stand, at what is known.

    Dated chapters stay at what was known on their day.
    """
    view = view_of(assessment.workspace.partnership, known, year_ending(Month.parse(assessment.last_month)))
    chapters = chapters_as_they_stand(assessment, asked, view)
    return document(ledger_of(view), asked, made(chapters), cut_off=known.on)


def chapters_as_they_stand(assessment: Assessment, asked: Commission, view: View | None) -> tuple[Written, ...]:
    """Return the chapters of an assessment in order: its own at the view, dated ones at their own."""
    found = chapters_of(assessment.paper)
    views = views_of(assessment.workspace.partnership, (one for one in found if one.dated))
    return all_written(found, {view_key(one): view for one in found if not one.dated} | views, asked.template)


def standing_document(assessment: Assessment) -> Document:
    """Return the document as it stands: a draft from its chapters, anything else as it was written last.

    A draft whose state of the evidence is no longer in the store is shown as it was written last, too.
    """
    if assessment.paper.state != State.DRAFT or not has_chapters(assessment.paper):
        return document_of(assessment.paper)
    try:
        known = known_as(assessment.workspace, assessment.manifest)
    except (EmptyLake, NotKnownYet):
        return document_of(assessment.paper)
    asked = commission(assessment.workspace.partnership, Month.parse(assessment.last_month))
    return assemble(assessment, asked, known)


def made(chapters: Iterable[Written]) -> tuple[Made, ...]:
    """Return the chapters that have anything to print."""
    found = ((one, one.section) for one in chapters)
    return tuple(Made(section, one.figures, one.provides, one.nil) for one, section in found if section is not None)
