"""Reading chapters: what a viewer may see of them, and nothing of another partnership's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from frankpledge.domain.chapters.models import Chapter, Part, Remark, Version
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.rules import WAITING, NoSuchChapter
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import gathered
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import is_granted, open_now
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.rules import State as PaperState


def may(capability: Capability, *, workspace: Workspace, user: Any) -> bool:
    """Return whether a role of the person here is granted the capability."""
    return is_granted(GRANTS, capability, workspace=workspace, user=user)


def chapters(*, workspace: Workspace, viewer: User) -> QuerySet[Chapter]:
    """Return the chapters of a workspace that the viewer may read, in order, with their parts and remarks that wait."""
    if not may(Capability.READ, workspace=workspace, user=viewer):
        return Chapter.objects.none()
    return (
        Chapter.objects.filter(workspace=workspace)
        .select_related("paper", "writer", "workspace")
        .defer("paper__tree")
        .prefetch_related(Prefetch("parts", queryset=Part.objects.select_related("passage")))
        .annotate(waiting=Count("remarks", filter=Q(remarks__state__in=WAITING)))
        .order_by("position", "ref")
    )


def chapters_of(paper: Paper) -> tuple[Chapter, ...]:
    """Return the chapters of a paper in order, for whoever makes its document."""
    found = Chapter.objects.filter(paper=paper).select_related("workspace", "writer", "paper").defer("paper__tree")
    return with_words(found.order_by("position", "ref"))


def with_words(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return chapters with their parts and what is written in them, in few questions however many they are."""
    found = list(chapters)
    prefetch_related_objects(found, Prefetch("parts", queryset=Part.objects.select_related("passage")))
    gathered(passages_in(found))
    return tuple(found)


def passages_in(chapters: Iterable[Chapter]) -> tuple[Passage, ...]:
    """Return what is written in chapters, leaving out what is hidden from the document."""
    parts = (part for chapter in chapters for part in chapter.parts.all())
    return tuple(part.passage for part in parts if part.passage is not None and not part.hidden)


def has_chapters(paper: Paper) -> bool:
    """Return whether a paper is made of chapters: one written before there were any is not."""
    return Chapter.objects.filter(paper=paper).exists()


def chapter_of(*, identity: UUID | str, workspace: Workspace, viewer: User) -> Chapter:
    """Return one chapter. Refused alike where there is none and where the viewer may not read it."""
    found = chapters(workspace=workspace, viewer=viewer).filter(pk=_identity(identity)).first()
    if found is None:
        raise NoSuchChapter("there is no such chapter, or you may not read it.")
    return found


def of_the_year(*, workspace: Workspace, viewer: User) -> QuerySet[Chapter]:
    """Return the chapters written through the year that no paper has taken in, newest first."""
    return chapters(workspace=workspace, viewer=viewer).filter(paper__isnull=True).order_by("-dated", "title")


def drafts_made_of_chapters(workspace: Workspace) -> tuple[Paper, ...]:
    """Return the drafts here that are made of chapters, newest first."""
    found = Paper.objects.filter(workspace=workspace, state=PaperState.DRAFT, chapters__isnull=False).defer("tree")
    return tuple(found.distinct().order_by("-created_at"))


def part_of(chapter: Chapter, identity: UUID | str) -> Part:
    """Return one part of a chapter; refused where it has no such part."""
    found = (
        Part.objects.filter(chapter=chapter, pk=_identity(identity)).select_related("passage", "last_passage").first()
    )
    if found is None:
        raise NoSuchChapter("this chapter has no such part.")
    return found


def remarks(chapter: Chapter) -> QuerySet[Remark]:
    """Return what was remarked on a chapter, those that wait first, oldest first."""
    closed = Q(state__in=WAITING)
    found = Remark.objects.filter(chapter=chapter).select_related("by", "answered_by", "closed_by", "part")
    return found.annotate(waits=Count("pk", filter=closed)).order_by("-waits", "at")


def remark_of(chapter: Chapter, identity: UUID | str) -> Remark:
    """Return one remark on a chapter; refused where there is no such remark."""
    found = Remark.objects.filter(chapter=chapter, pk=_identity(identity)).select_related("workspace").first()
    if found is None:
        raise NoSuchChapter("there is no such remark on this chapter.")
    return found


def waiting_remarks(paper: Paper) -> QuerySet[Remark]:
    """Return the remarks on a paper's chapters that wait, oldest first."""
    found = Remark.objects.filter(chapter__paper=paper, state__in=WAITING)
    return found.select_related("chapter", "by").order_by("at")


def carried_remarks(paper: Paper) -> QuerySet[Remark]:
    """Return the remarks that were carried to the next edition of a paper."""
    return Remark.objects.filter(chapter__paper=paper, state="carried").select_related("chapter", "by").order_by("at")


def versions(chapter: Chapter) -> QuerySet[Version]:
    """Return the states that a chapter has had, newest first."""
    return Version.objects.filter(chapter=chapter).select_related("by").order_by("-number")


def version_of(chapter: Chapter, number: int) -> Version:
    """Return one state of a chapter; refused where it had none of that number."""
    found = Version.objects.filter(chapter=chapter, number=number).select_related("by").first()
    if found is None:
        raise NoSuchChapter("this chapter has no such version.")
    return found


def exhibits_shown(chapter: Chapter) -> frozenset[str]:
    """Return the exhibits that the chapter's paper has already, in any of its chapters."""
    found = Part.objects.filter(chapter__paper=chapter.paper) if chapter.paper_id else chapter.parts.all()
    return frozenset(found.exclude(exhibit="").values_list("exhibit", flat=True))


def writers_of(workspace: Workspace) -> tuple[User, ...]:
    """Return who may write chapters here, by name."""
    roles = [role.value for role in GRANTS[Capability.WRITE]]
    held = Membership.objects.filter(open_now(), workspace=workspace, role__in=roles, user__is_active=True)
    return tuple(User.objects.filter(pk__in=held.values("user")).order_by("name", "email"))


def _identity(given: UUID | str) -> UUID:
    try:
        return UUID(str(given))
    except ValueError:
        return UUID(int=0)
