"""Reading assessments."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS
from frankpledge.domain.assessments.permissions import Capability as Own
from frankpledge.domain.partnerships.queries import partnerships_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.queries import authors_of, next_number
from frankpledge.ground.documents.rules import State as PaperState


def assessments(*, workspace: Workspace, viewer: User) -> QuerySet[Assessment]:
    """Return the assessments of a workspace that the viewer may see, newest first.

    Who may not read papers sees only those that have become an edition: a draft is not theirs to see.
    """
    found = (
        Assessment.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
        .select_related("paper", "workspace", "workspace__partnership")
        .prefetch_related("paper__editions")
    )
    if may_read_drafts(workspace=workspace, viewer=viewer):
        return found
    return found.filter(paper__editions__isnull=False).distinct()


def may_read_drafts(*, workspace: Workspace, viewer: User) -> bool:
    """Return whether the viewer may read papers before they are approved."""
    return may(Capability.READ_PAPER, workspace=workspace, user=viewer)


def drafted_by(viewer: User, *, besides: Workspace) -> tuple[Workspace, ...]:
    """Return the workspaces of the other partnerships whose assessment the viewer may draft, by name."""
    mine = (one.workspace for one in partnerships_of(viewer) if one.workspace != besides)
    return tuple(place for place in mine if is_granted(GRANTS, Own.DRAFT, workspace=place, user=viewer))


def drafted_before(*, workspace: Workspace, last_month: str) -> Assessment | None:
    """Return the assessment that a new draft of the same window would write anew, for whoever drafts it."""
    found = Assessment.objects.filter(workspace=workspace, last_month=last_month)
    return found.select_related("paper", "workspace", "workspace__partnership").first()


def year_before(assessment: Assessment) -> Assessment | None:
    """Return the assessment before this one that was made of chapters, None where there is none."""
    found = Assessment.objects.filter(workspace=assessment.workspace, last_month__lt=assessment.last_month)
    return (
        found.filter(paper__chapters__isnull=False).distinct().select_related("paper").order_by("-last_month").first()
    )


def approved_in(*, workspace: Workspace, year: str) -> list[tuple[Edition, str]]:
    """Return the editions of assessments made in a year, in order of approval, each with the last month it looks at."""
    found = Edition.objects.filter(workspace=workspace, paper__assessment__year=year).order_by("approved_at", "number")
    return [(edition, edition.paper.assessment.last_month) for edition in found.select_related("paper__assessment")]


def unapproved(area: str = "") -> tuple[Assessment, ...]:
    """Return every assessment that is not approved, of all partnerships or of one area, for the command line."""
    found = Assessment.objects.exclude(paper__state=PaperState.APPROVED).select_related(
        "paper", "workspace__partnership"
    )
    if area:
        named = Q(workspace__partnership__area_name__iexact=area) | Q(workspace__partnership__area_code__iexact=area)
        found = found.filter(named)
    return tuple(found.order_by("workspace", "last_month"))


def assessment_of(*, workspace: Workspace, last_month: str, viewer: User) -> Assessment | None:
    """Return the assessment of the year that ends with a month, None when there is none that the viewer may see."""
    return assessments(workspace=workspace, viewer=viewer).filter(last_month=last_month).first()


def may_approve(assessment: Assessment, viewer: User) -> bool:
    """Return whether a person may approve the paper as it stands: by role, and having written nothing in it."""
    paper = assessment.paper
    wrote = viewer in authors_of(paper, edition_number=next_number(paper))
    return may(Capability.APPROVE_PAPER, workspace=assessment.workspace, user=viewer) and not wrote
