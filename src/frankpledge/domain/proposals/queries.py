"""Reading what others propose for a chapter, and what a link asks."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.chapters.rules import check_open
from frankpledge.domain.proposals.models import Proposal
from frankpledge.domain.proposals.rules import NotAsked, State
from frankpledge.ground.links.models import Link

PURPOSE = "proposals.words"


def proposals(chapter: Chapter) -> QuerySet[Proposal]:
    """Return what others were asked for a chapter and what they sent, undecided first, newest first."""
    found = Proposal.objects.filter(part__chapter=chapter).select_related("part__passage", "asked_by", "decided_by")
    return found.order_by("decided_at", "-asked_at")


def proposal_of(chapter: Chapter, identity: UUID) -> Proposal:
    """Return one proposal for a chapter; refused where there is none."""
    found = (
        Proposal.objects.filter(part__chapter=chapter, pk=identity)
        .select_related("part__chapter__workspace", "part__chapter__paper", "part__passage", "part__workspace")
        .first()
    )
    if found is None:
        raise NotAsked("nothing of that kind was proposed for this chapter.")
    return found


def proposal_for_link(link: Link) -> Proposal:
    """Return what a link asks for. Refused once it has come, was declined, or the paper is no draft any more."""
    try:
        found = Proposal.objects.filter(workspace=link.workspace, pk=link.about, state=State.ASKED)
        one = found.select_related("part__chapter__paper", "part__workspace").first()
    except ValidationError:
        one = None
    if one is None:
        raise NotAsked("this is not asked any more.", cure="Ask for another link.")
    paper = one.part.chapter.paper
    check_open(paper.state if paper else None, deed="written in")
    return one
