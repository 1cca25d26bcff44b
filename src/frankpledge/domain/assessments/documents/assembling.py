"""Assembling an assessment from its chapters as they stand, or from its template before they are laid out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments.documents import Commission, Made, document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.queries import may_read_drafts
from frankpledge.domain.chapters.documents import all_written, planned
from frankpledge.domain.chapters.documents.looking import view_of, views_of
from frankpledge.domain.chapters.documents.registers import recommended_for
from frankpledge.domain.chapters.queries import chapters_of, has_chapters
from frankpledge.domain.chapters.queries.written import Written, view_key
from frankpledge.domain.engagement.queries import provided_in
from frankpledge.domain.evidence.queries.store import Known, known_as
from frankpledge.domain.exhibits.documents.drawn import View, ledger_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
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
    inputs_ = provided_in(workspace=partnership.workspace, year=str(year))
    return Commission(
        partnership=partnership.name,
        year=str(year),
        approve_by=year.window.last.last_day,
        contents=contents(on=on, nation=nation_, two_tier=tiers),
        inputs=inputs(on=on, nation=nation_, two_tier=tiers),
        template=assessment_template(),
        two_tier=tiers,
        sent=dict.fromkeys(inputs_.met, "register of inputs"),
        recommended=tuple(
            one.name for one in recommended_for(partnership.workspace, str(year)) if one.chosen is not False
        ),
        asked_in_vain={need: f"asked of {lines[0].supplier}, and nothing came" for need, lines in inputs_.nil.items()},
    )


def short_labels(assessment: Assessment) -> dict[str, str]:
    """Return the short words of what the law asks of an assessment, by the code of each requirement."""
    asked = commission(assessment.workspace.partnership, Month.parse(assessment.last_month))
    return {one.code: one.label for one in (*asked.contents, *asked.inputs)}


def from_template(asked: Commission, view: View) -> Document:
    """Return the document before anybody wrote in it: what the evidence shows, and what is to be written."""
    chapters = [planned(plan, view, asked.template) for plan in asked.plans]
    return document(ledger_of(view), asked, made(chapters), cut_off=view.known.on)


@dataclass(frozen=True)
class Standing:
    """An assessment as it stands: its document, and the chapters that it is made of (none before there were any)."""

    document: Document
    chapters: tuple[Written, ...] = ()


def assemble(assessment: Assessment, asked: Commission, known: Known) -> Document:
    """Return the document of an assessment from its chapters as they stand, at what is known.

    Dated chapters stay at what was known on their day.
    """
    return _assembled(assessment, asked, known).document


def _assembled(assessment: Assessment, asked: Commission, known: Known) -> Standing:
    view = view_of(assessment.workspace.partnership, known, year_ending(Month.parse(assessment.last_month)))
    chapters = chapters_as_they_stand(assessment, asked, view)
    return Standing(document(ledger_of(view), asked, made(chapters), cut_off=known.on), chapters)


def chapters_as_they_stand(assessment: Assessment, asked: Commission, view: View | None) -> tuple[Written, ...]:
    """Return the chapters of an assessment in order: its own at the view, dated ones at their own."""
    found = chapters_of(assessment.paper)
    views = views_of(assessment.workspace.partnership, (one for one in found if one.dated))
    return all_written(found, {view_key(one): view for one in found if not one.dated} | views, asked.template)


def standing_document(assessment: Assessment) -> Document:
    """Return the document as it stands: a draft from its chapters, anything else as it was written last."""
    return standing(assessment).document


def standing(assessment: Assessment) -> Standing:
    """Return the assessment as it stands.

    A draft whose state of the evidence is not in the store shows the document as it was written last.
    """
    if not has_chapters(assessment.paper):
        return Standing(document_of(assessment.paper))
    asked = commission(assessment.workspace.partnership, Month.parse(assessment.last_month))
    known = known_then(assessment)
    if known is None:
        return Standing(document_of(assessment.paper), chapters_as_they_stand(assessment, asked, None))
    if assessment.paper.state == State.DRAFT:
        return _assembled(assessment, asked, known)
    view = view_of(assessment.workspace.partnership, known, year_ending(Month.parse(assessment.last_month)))
    return Standing(document_of(assessment.paper), chapters_as_they_stand(assessment, asked, view))


def shown(assessment: Assessment, viewer: User) -> Standing:
    """Return what the viewer may see of an assessment: as it stands, else the words of its latest edition."""
    if may_read_drafts(workspace=assessment.workspace, viewer=viewer):
        return standing(assessment)
    return Standing(document_of(assessment.paper.editions.order_by("-number")[0]))


def known_then(assessment: Assessment) -> Known | None:
    """Return the state of the evidence that an assessment was read at; None where it is not in the store."""
    try:
        return known_as(assessment.workspace, assessment.manifest)
    except (EmptyLake, NotKnownYet):
        return None


def made(chapters: Iterable[Written]) -> tuple[Made, ...]:
    """Return the chapters that have anything to print."""
    found = ((one, one.section) for one in chapters)
    return tuple(Made(section, one.figures, one.provides, one.nil) for one, section in found if section is not None)
