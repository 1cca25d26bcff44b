"""Reading which sites are open. What is public takes no viewer: everybody may read it."""

from __future__ import annotations

from django.db.models import QuerySet

from frankpledge.domain.site.models import Site
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def open_sites() -> QuerySet[Site]:
    """Return every site that is open, by the name of its partnership."""
    return Site.objects.filter(closed_at__isnull=True).select_related("workspace").order_by("workspace__name")


def open_site(slug: str) -> Site | None:
    """Return the open site of a partnership; None where there is none, or it is closed."""
    return open_sites().filter(workspace__slug=slug).first()


def site_of(*, workspace: Workspace, viewer: User) -> Site | None:
    """Return the site of a workspace that the viewer belongs to, open or closed; None where it was never opened."""
    return Site.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).first()
