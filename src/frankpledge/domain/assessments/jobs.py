"""Drafting a strategic assessment: the evidence is read, the tree is built, and only then is the database asked."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from frankpledge.analysis.periods import Month, Window, financial_year_of, year_ending
from frankpledge.domain.assessments import rules
from frankpledge.domain.assessments.actions import Read, lay_out_anew, save_draft
from frankpledge.domain.assessments.documents import Commission
from frankpledge.domain.assessments.documents.assembling import (
    assemble,
    commission,
    from_template,
    known_then,
    standing_document,
)
from frankpledge.domain.assessments.documents.overtaken import newer, overtaken, waiting
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.queries import drafted_before, year_before
from frankpledge.domain.chapters.actions.rolling import roll_forward
from frankpledge.domain.chapters.documents.looking import view_of
from frankpledge.domain.chapters.queries import chapters_of, has_chapters, passages_in, waiting_remarks
from frankpledge.domain.chapters.rules import check_none_wait
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import Known, known, the_lake
from frankpledge.domain.narrative.queries.passages import UNTRUE, check_backed
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_for_area, partnership_of
from frankpledge.domain.partnerships.rules import check_serves
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.actions import approve, correct, revise_paper, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.permissions import Capability as PaperCapability
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.documents.tree import digest
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.lake.areas import is_two_tier, nation
from frankpledge.lake.store import Snapshot


def draft_for_area(*, area: str, last_month: str, as_known: date | None = None, by: User) -> Assessment:
    """Return the draft for a partnership found by name or code, founding its workspace when there is none yet."""
    month = rules.month_of(last_month)
    snapshot = the_lake().snapshot(as_known)
    found = find(snapshot, area)
    check_serves(kind=found.kind, name=found.name)
    partnership = partnership_for_area(kind=found.kind, code=found.code)
    if partnership is None:
        check_recorded(snapshot, found.code, month)
        partnership = found_partnership(
            area_kind=found.kind,
            area_code=found.code,
            area_name=display_name(found),
            nation=nation(found),
            two_tier=is_two_tier(snapshot, found),
            by=by,
        )
    return draft_assessment(
        partnership=partnership, last_month=month, known=known(partnership.workspace, as_known), by=by
    )


def draft_here(run: JobRun, tell: Tell, *, last_month: str, roll: bool = False) -> dict[str, str]:
    """Draft the assessment of the run's workspace for whoever asked, from what is known now; return where it is."""
    if run.workspace is None or run.asked_by is None:
        raise rules.NothingToAssess("A draft belongs to a workspace and to whoever asks for it.")
    partnership = partnership_here(run.workspace, run.asked_by)
    tell(0.1, "Reading the evidence")
    month = rules.month_of(last_month)
    made = draft_assessment(partnership=partnership, last_month=month, known=known(run.workspace), by=run.asked_by)
    if roll and (last := year_before(made)) is not None:
        tell(0.8, "Rolling last year's chapters forward")
        roll_forward(paper=made.paper, last=last.paper, by=run.asked_by)
    here = reverse("assessments:detail", args=(run.workspace.slug, made.last_month))
    return {"words": f"{made.paper.title} is drafted. It is not approved.", "href": here, "next": "See the draft"}


def open_correction(*, edition: Edition, assessment: Assessment, note: str, by: User) -> Paper:
    """Open a correction of the latest edition: its chapters as they stand, at the newest evidence."""
    check_may(PaperCapability.WRITE_PAPER, workspace=assessment.workspace, user=by)
    partnership = partnership_here(assessment.workspace, by)
    asked, now = commission(partnership, Month.parse(assessment.last_month)), known(assessment.workspace)
    paper = correct(edition=edition, tree=tree_at(assessment, asked, now), note=note, by=by)
    assessment.paper = paper
    lay_out_anew(assessment=assessment, read=read_of(assessment.last_month, now), plans=asked.plans, by=by)
    return paper


def send(*, assessment: Assessment, by: User) -> Paper:
    """Send an assessment for review as it stands: the tree that is reviewed is assembled from its chapters now.

    Refused, naming each, while a sentence of it is not as the evidence has it: the evidence that it was read at, or
    any that is newer.
    """
    check_may(PaperCapability.WRITE_PAPER, workspace=assessment.workspace, user=by)
    check_out(assessment)
    settle(assessment, by)
    return send_for_review(paper=assessment.paper, by=by)


def approve_assessment(*, assessment: Assessment, by: User, at: datetime | None = None) -> Edition:
    """Approve an assessment in review and return its edition. Refused while remarks wait, or a sentence is untrue."""
    check_may(PaperCapability.APPROVE_PAPER, workspace=assessment.workspace, user=by)
    check_none_wait(waiting_remarks(assessment.paper).count())
    check_out(assessment)
    return approve(paper=assessment.paper, by=by, at=at)


def check_out(assessment: Assessment) -> None:
    """Refuse to let an assessment go on whose sentences do not stand on the evidence."""
    then, now = known_then(assessment), newer(assessment)
    rules.check_as_written(waiting(assessment), cure="Accept each value, or rewrite the sentence.")
    if now is not None:
        untrue = [one for one in overtaken(assessment, now) if one.stale.kind == UNTRUE]
        rules.check_as_written(untrue, cure="Read the newest evidence, then rewrite the sentence.")
    if then is not None:
        check_backed(passages_in(chapters_of(assessment.paper)), then)


def read_newest(run: JobRun, tell: Tell, *, last_month: str) -> dict[str, str]:
    """Move an assessment to the newest evidence, keeping what people wrote; return where to look at what changed."""
    if run.workspace is None or run.asked_by is None:
        raise rules.NothingToAssess("An assessment belongs to a workspace and to whoever asks for it.")
    there = drafted_before(workspace=run.workspace, last_month=last_month)
    if there is None:
        raise rules.NothingToAssess("There is no assessment of that year.")
    tell(0.1, "Reading the newest evidence")
    partnership = partnership_here(run.workspace, run.asked_by)
    made = draft_assessment(
        partnership=partnership, last_month=Month.parse(last_month), known=known(run.workspace), by=run.asked_by
    )
    left = rules.sentences_in(waiting(made))
    words = f"{rules.sentences_are(left)} no longer as written." if left else "Every sentence is still as written."
    here = reverse("assessments:changed", args=(run.workspace.slug, last_month))
    return {"words": f"The assessment rests on the newest evidence. {words}", "href": here, "next": "See what changed"}


def settle(assessment: Assessment, by: User) -> None:
    """Write the document of a draft as its chapters stand, where that differs from what was written last."""
    check_may(PaperCapability.WRITE_PAPER, workspace=assessment.workspace, user=by)
    tree = standing_document(assessment)
    if digest(tree) != assessment.paper.digest:
        assessment.paper = revise_paper(paper=assessment.paper, tree=tree, by=by)


def tree_at(assessment: Assessment, asked: Commission, now: Known) -> Document:
    """Return the document at what is known: from its chapters, or from the template where it has none yet."""
    if has_chapters(assessment.paper):
        return assemble(assessment, asked, now)
    window = year_ending(Month.parse(assessment.last_month))
    return from_template(asked, view_of(assessment.workspace.partnership, now, window))


def partnership_here(workspace: Workspace, viewer: User) -> Partnership:
    """Return the partnership of a workspace; refused where there is none, since there is then no area to assess."""
    partnership = partnership_of(workspace=workspace, viewer=viewer)
    if partnership is None:
        raise rules.NothingToAssess("This workspace has no partnership, so there is no area to assess.")
    return partnership


def draft_assessment(*, partnership: Partnership, last_month: Month, known: Known, by: User) -> Assessment:
    """Return the draft of the twelve months to `last_month`, as known.

    A draft that is there keeps what people wrote; its exhibits are drawn anew.
    """
    read, asked = read_of(str(last_month), known), commission(partnership, last_month)
    there = drafted_before(workspace=partnership.workspace, last_month=str(last_month))
    if there is not None:
        lay_out_anew(assessment=there, read=read, plans=asked.plans, by=by)
        return save_draft(workspace=there.workspace, read=read, tree=assemble(there, asked, known), by=by)
    tree = from_template(asked, view_of(partnership, known, read.window))
    return save_draft(workspace=partnership.workspace, read=read, tree=tree, by=by, plans=asked.plans)


def read_of(last_month: str, known: Known) -> Read:
    """Return what is read for the twelve months to a month: the window, and the state of the evidence."""
    window: Window = year_ending(Month.parse(last_month))
    return Read(
        window=window,
        year=str(financial_year_of(window.last.last_day)),
        manifest=known.manifest,
        known_at=known.at,
    )


def check_recorded(snapshot: Snapshot, code: str, last_month: Month) -> None:
    """Refuse before anything is founded when nothing at all is recorded for the area in the window."""
    area_reading(snapshot, area=find(snapshot, code, kind="csp"), window=year_ending(last_month), generated=False)


DRAFT, READ_NEWEST = "assessments.draft", "assessments.read_newest"
JOBS = {
    DRAFT: Job(title="Draft the strategic assessment", work=draft_here),
    READ_NEWEST: Job(title="Read the newest evidence", work=read_newest),
}
