"""What of problem profiles can be found: each draft by what it is about, for those who read papers."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.profiles.rules import KIND
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import GRANTS, Capability
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _drafts(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Paper.objects.filter(workspace=workspace, kind=KIND).defer("tree")
    for one in found.filter(pk=about) if about else found:
        here = reverse("profiles:profile", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), one.title, f"{State(one.state).label}. Problem profile.", here, one.created_at)


FINDABLE = (
    FindableKind(
        "profiles.profile",
        "Problem profiles",
        GRANTS[Capability.READ_PAPER],
        _drafts,
        order=23,
        after=("documents.paper_created",),
    ),
)
