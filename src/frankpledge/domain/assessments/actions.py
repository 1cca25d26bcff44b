"""Keeping the draft of a strategic assessment: its tree, its window and the cut-off at which its evidence was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frankpledge.analysis.periods import Window
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.chapters.actions.laying import Evidence, lay_out
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.actions import create_paper, revise_paper
from frankpledge.ground.documents.blocks import Document
from frankpledge.statute.template import Chapter as Plan

KIND = "strategic_assessment"


@dataclass(frozen=True)
class Read:
    """What was read for a draft: the window, and the manifest of the lake with its moment."""

    window: Window
    year: str
    manifest: str
    known_at: datetime


@transaction.atomic
def save_draft(
    *, workspace: Workspace, read: Read, tree: Document, by: User, plans: tuple[Plan, ...] = ()
) -> Assessment:
    """Keep a draft and return its assessment; an earlier draft of the same window is written anew.

    A new one has the chapters of `plans` laid out. Refused while the earlier one is in review, and once it is approved:
    an edition never changes, it is corrected.
    """
    check_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=by)
    last = str(read.window.last)
    known = Assessment.objects.filter(workspace=workspace, last_month=last).select_related("paper").first()
    if known:
        revise_paper(paper=known.paper, tree=tree, by=by)
        _to(known, read)
        record("assessments.assessment_redrafted", known, by=by, facts={"window": last})
        return known
    drafted = Assessment.objects.create(
        workspace=workspace,
        paper=create_paper(workspace=workspace, kind=KIND, title=tree.title, tree=tree, by=by),
        year=read.year,
        first_month=str(read.window.first),
        last_month=last,
        as_known=read.known_at,
        manifest=read.manifest,
    )
    if plans:
        lay_out(paper=drafted.paper, plans=plans, evidence=Evidence(read.window, read.manifest), by=by)
    record("assessments.assessment_drafted", drafted, by=by, facts={"window": last})
    return drafted


@transaction.atomic
def lay_out_anew(*, assessment: Assessment, read: Read, plans: tuple[Plan, ...], by: User) -> None:
    """Lay out whatever the template has and the draft has not, and move its chapters to what was read."""
    check_granted(GRANTS, Capability.DRAFT, workspace=assessment.workspace, user=by)
    lay_out(paper=assessment.paper, plans=plans, evidence=Evidence(read.window, read.manifest), by=by)
    _to(assessment, read)
    record("assessments.chapters_laid_out", assessment, by=by, facts={"window": assessment.last_month})


def _to(assessment: Assessment, read: Read) -> None:
    assessment.as_known, assessment.manifest = read.known_at, read.manifest
    assessment.save(update_fields=["as_known", "manifest"])
