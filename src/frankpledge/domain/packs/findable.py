"""What of papers can be found, and whose history is told. Of a restricted paper nothing is, not even its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.meetings.models import Item
from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.actions.papers import PaperFacts, amend_paper
from frankpledge.domain.packs.models import Paper, VersionPage
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.queries.papers import last_version, paper_of
from frankpledge.domain.packs.rules import check_stands
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
PAPER = Paper._meta.label_lower
_MOST_WORDS = 60_000


def _papers(workspace: Workspace, about: str) -> Iterator[Findable]:
    open_items = Item.objects.filter(workspace=workspace, marking=Marking.OPEN)
    found = Paper.objects.filter(workspace=workspace, marking=Marking.OPEN, item__in=open_items, withdrawn_at=None)
    for one in (found.filter(pk=about) if about else found).select_related("item", "meeting__body"):
        version = last_version(one)
        said = VersionPage.objects.filter(version=version).order_by("number").values_list("words", flat=True)
        text = " ".join([f"{one.author}. {one.item}.", *said])[:_MOST_WORDS]
        yield Findable(str(one.pk), f"{one.title}: {one.meeting}", text, _page(workspace, one), version.sent_at)


def _page(workspace: Workspace, one: Paper) -> str:
    return reverse("packs:paper", args=(workspace.slug, one.pk))


FINDABLE = (
    FindableKind(
        PAPER, "Papers for meetings", GRANTS[Capability.READ], _papers, order=4, after=("packs.", "meetings.")
    ),
)


def _paper(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.READ, workspace=workspace, user=viewer):
        return None
    one = paper_of(UUID(about), workspace=workspace, viewer=viewer)
    return None if one is None else Subject(one.title, _page(workspace, one), ((PAPER, (about,)),))


SUBJECTS = (SubjectKind(PAPER, "a paper", _paper),)


def _prepared(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return a paper for whoever prepares packs: what it was called while it was restricted is for nobody else."""
    may = is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=viewer)
    return _paper(workspace, viewer, about) if may else None


# How what is said of it stood. The files themselves are versions of their own, each of which is kept.
FIELDS = (("title", "Title"), ("author", "Author"), ("marking", "Marking"), ("because", "Why it is restricted"))
VERSIONED = (
    VersionedKind(
        PAPER, Paper, FIELDS, _prepared, by_act(amend_paper, "paper", PaperFacts, typed={"marking": Marking}),
        kept_by(GRANTS, Capability.PREPARE, lambda paper: check_stands(withdrawn=paper.withdrawn_at is not None)),
    ),
)  # fmt: skip
