"""What of assessments can be found, and whose history is told: drafts for those who read them, editions for readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.findable.thread import THREAD
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.assessments.queries import assessments, may_read_drafts
from frankpledge.domain.chapters.models import Chapter
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.comparison import words_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import GRANTS as PAPER_GRANTS
from frankpledge.ground.documents.permissions import Capability as PaperCapability
from frankpledge.ground.documents.queries import document_of, editions
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
ASSESSMENT, EDITION = Assessment._meta.label_lower, Edition._meta.label_lower


def _drafts(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Assessment.objects.filter(workspace=workspace).select_related("paper", "workspace").defer("paper__tree")
    for one in found.filter(pk=about) if about else found:
        state = State(one.paper.state).label
        text = f"{state}. Strategic assessment of {one.year}, {one.first_month} to {one.last_month}."
        yield Findable(str(one.pk), one.paper.title, text, _page(one), one.as_known)


def _editions(workspace: Workspace, about: str) -> Iterator[Findable]:
    for one in _kept(workspace).defer("tree").filter(**({"pk": about} if about else {})):
        said = f"Edition {one.number} of {one.paper.assessment.year}, approved {_day(one.approved_at)}. {one.note}"
        yield Findable(str(one.pk), f"{one.title}, edition {one.number}", said.strip(), _edition(one), one.approved_at)


def _edition_chapters(workspace: Workspace, _about: str) -> Iterator[Findable]:
    """Yield the chapters of every newest edition: what an older one said was replaced, and stands in its own files."""
    newest = {one.paper_id: one for one in _kept(workspace).order_by("number")}
    for one in newest.values():
        place = reverse("assessments:edition_read", args=(workspace.slug, one.paper.assessment.last_month, one.number))
        document = document_of(one)
        for section in document.sections:
            words = words_of(section, document)
            title = f"{section.title}: {one.title}, edition {one.number}"
            yield Findable(f"{one.pk}#{section.ref}", title, words, f"{place}#{section.ref}", one.approved_at)


def _kept(workspace: Workspace) -> Any:
    return Edition.objects.filter(workspace=workspace, kind=KIND, paper__assessment__isnull=False).select_related(
        "paper__assessment"
    )


def _page(one: Assessment) -> str:
    return reverse("assessments:detail", args=(one.workspace.slug, one.last_month))


def _edition(one: Edition) -> str:
    return reverse("assessments:edition", args=(one.workspace.slug, one.paper.assessment.last_month, one.number))


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


FINDABLE = (
    FindableKind(
        ASSESSMENT,
        "Assessments at work",
        PAPER_GRANTS[PaperCapability.READ_PAPER],
        _drafts,
        order=10,
        after=("documents.", "assessments."),
    ),
    FindableKind(EDITION, "Editions", GRANTS[Capability.SEE], _editions, order=12),
    FindableKind(
        "assessments.edition_chapter",
        "Chapters of editions",
        GRANTS[Capability.EXPORT],
        _edition_chapters,
        order=14,
        after=("documents.edition_approved",),
    ),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _assessment(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return an assessment at work, for whoever may read drafts: what is said of one is not for anybody else."""
    if not (about.isdecimal() and may_read_drafts(workspace=workspace, viewer=viewer)):
        return None
    one = assessments(workspace=workspace, viewer=viewer).filter(pk=about).first()
    if one is None:
        return None
    kept = [str(edition.pk) for edition in one.paper.editions.all()]
    chapters = Chapter.objects.filter(paper=one.paper).values_list("pk", flat=True)
    events = (
        (ASSESSMENT, (about,)),
        (one.paper._meta.label_lower, (str(one.paper.pk),)),
        (EDITION, tuple(kept)),
        (Chapter._meta.label_lower, tuple(str(chapter) for chapter in chapters)),
    )
    return Subject(one.paper.title, _page(one), events)


def _edition_seen(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    one = editions(workspace=workspace, viewer=viewer, kind=KIND).filter(pk=UUID(about)).first()
    if one is None or not assessments(workspace=workspace, viewer=viewer).filter(paper=one.paper).exists():
        return None
    return Subject(f"{one.title}, edition {one.number}", _edition(one), ((EDITION, (about,)),))


SUBJECTS = (
    SubjectKind(ASSESSMENT, "an assessment", _assessment),
    SubjectKind(EDITION, "an edition", _edition_seen),
)
