"""Keeping the draft of a strategic assessment: its tree, its window and the cut-off at which its evidence was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frankpledge.analysis.periods import Window
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.actions import create_paper, revise_paper
from frankpledge.ground.documents.blocks import Document

KIND = "strategic_assessment"


@dataclass(frozen=True)
class Read:
    """What was read for a draft: the window, and the manifest of the lake with its moment."""

    window: Window
    year: str
    manifest: str
    known_at: datetime


@transaction.atomic
def save_draft(*, workspace: Workspace, read: Read, tree: Document, by: User) -> Assessment:
    """Keep a draft and return its assessment; an earlier draft of the same window is written anew.

    Refused while the earlier one is in review, and once it is approved: an edition never changes, it is corrected.
    """
    check_granted(GRANTS, Capability.DRAFT, workspace=workspace, user=by)
    last = str(read.window.last)
    known = Assessment.objects.filter(workspace=workspace, last_month=last).select_related("paper").first()
    if known:
        revise_paper(paper=known.paper, tree=tree, by=by)
        known.as_known, known.manifest = read.known_at, read.manifest
        known.save(update_fields=["as_known", "manifest"])
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
    record("assessments.assessment_drafted", drafted, by=by, facts={"window": last})
    return drafted
