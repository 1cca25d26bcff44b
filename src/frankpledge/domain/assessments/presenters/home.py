"""What assessments bring to "This quarter", and where the page of one is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS
from frankpledge.domain.assessments.permissions import Capability as Own
from frankpledge.domain.assessments.presenters.covering import coverage_of
from frankpledge.domain.assessments.queries import assessments, may_approve
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.queries import document_of, editions
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import HomeContribution, HomeRequest, HomeSection, Need


def assessment_address(paper: Paper) -> str:
    """Return the page of the assessment whose paper this is."""
    return reverse("assessments:detail", args=(paper.workspace.slug, paper.assessment.last_month))


def home(asked: HomeRequest, *, overtaken: Callable[[Assessment], int]) -> HomeContribution:
    """Return what assessments bring to "This quarter": the duty of the year, and what waits for this reader.

    `overtaken` counts the sentences of a draft that the newest evidence no longer bears as they are written.
    """
    workspace, viewer, slug = asked.workspace, asked.viewer, asked.workspace.slug
    if not is_granted(GRANTS, Own.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    found = tuple(assessments(workspace=workspace, viewer=viewer))
    year = financial_year_of(asked.today)
    due = year.window.last.last_day
    needs, waits = [], []
    drafts = is_granted(GRANTS, Own.DRAFT, workspace=workspace, user=viewer)
    if drafts and not any(one.year == str(year) for one in found):
        needs.append(_need_draft(slug, year=str(year), due=due))
    for one in found:
        here = reverse("assessments:detail", args=(slug, one.last_month))
        words = f"{one.paper.title}, {year_ending(Month.parse(one.last_month)).label}."
        writes = may(Capability.WRITE_PAPER, workspace=workspace, user=viewer)
        if one.paper.state != PaperState.APPROVED and writes and (changed := overtaken(one)):
            needs.append(_need_look(slug, one, changed=changed, words=words))
        if one.paper.state == PaperState.DRAFT and writes:
            needs.append(Need(title="Send the draft assessment for review", href=here, words=words))
        if one.paper.state == PaperState.IN_REVIEW and may_approve(one, viewer):
            waits.append(Need(title="Approve the strategic assessment", href=here, words=words))
    return HomeContribution(needs=tuple(needs), waits=tuple(waits), sections=_latest(found, slug, viewer))


def _need_draft(slug: str, *, year: str, due: date) -> Need:
    return Need(
        title=f"Prepare the strategic assessment {year}",
        href=reverse("assessments:list", args=(slug,)),
        words="One is due in each year that begins on 1 April (SI 2007/1830 reg 5).",
        due=due,
        tag=f"Due {due.day} {due:%B}",
    )


def _need_look(slug: str, one: Assessment, *, changed: int, words: str) -> Need:
    sentences = "a sentence" if changed == 1 else f"{changed} sentences"
    return Need(
        title=f"Look at {sentences} that the newest evidence changes",
        href=reverse("assessments:changed", args=(slug, one.last_month)),
        words=words,
    )


def _latest(found: tuple[Assessment, ...], slug: str, viewer: User) -> tuple[HomeSection, ...]:
    """Return the newest edition and its coverage, nothing where there is none."""
    kept = editions(workspace=found[0].workspace, viewer=viewer, kind=KIND).defer(None).first() if found else None
    if kept is None:
        return ()
    one = next(one for one in found if one.paper_id == kept.paper_id)
    contents, inputs = coverage_of(document_of(kept))
    applying = [part for part in (*contents, *inputs) if part.kind != "not_applicable"]
    context = {
        "title": f"{kept.title}, edition {kept.number}",
        "href": reverse("assessments:edition", args=(slug, one.last_month, kept.number)),
        "present": sum(part.kind in ("present", "nil") for part in applying),
        "part": sum(part.kind == "incomplete" for part in applying),
        "all": len(applying),
        "approved": kept.approved_at,
    }
    return (HomeSection("The assessment in force", "assessments/latest.html", context, place="side"),)
