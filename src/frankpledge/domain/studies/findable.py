"""What of the studies can be found: each by the question that it answers."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.studies.presenters import studies
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _studies(workspace: Workspace, _about: str) -> Iterator[Findable]:
    for one in studies().values():
        yield Findable(one.name, one.title, one.question, reverse("studies:study", args=(workspace.slug, one.name)))


FINDABLE = (
    FindableKind(
        "studies.study", "Studies", GRANTS[Capability.SEE], _studies, order=22, after=("accounts.workspace_created",)
    ),
)
