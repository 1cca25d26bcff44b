"""What of the public site can be found and spoken about in the workspace: each version of a page, drafts too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.site.models import Version
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.domain.site.presenters import found_by
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
VERSION = Version._meta.label_lower


def _page(workspace: Workspace, one: Version) -> str:
    return reverse("site:one", args=(workspace.slug, one.pk))


def _called(one: Version) -> str:
    return f"{one.title}, version {one.number}"


def _versions(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Version.objects.filter(workspace=workspace).select_related("page")
    for one in found.filter(pk=about) if about else found:
        yield Findable(str(one.pk), _called(one), found_by(one), _page(workspace, one), one.drafted_at)


FINDABLE = (FindableKind(VERSION, "Pages of the public site", GRANTS[Capability.SEE], _versions, order=7),)


def _version(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return a version with what happened to all versions of its page."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Version.objects.filter(workspace=workspace, pk=UUID(about)).select_related("page").first()
    if one is None:
        return None
    versions = tuple(str(pk) for pk in one.page.versions.values_list("pk", flat=True))
    return Subject(_called(one), _page(workspace, one), ((VERSION, versions),))


SUBJECTS = (SubjectKind(VERSION, "a page of the public site", _version),)
