"""Reading which sites are open and which pages are shown. What is public takes no viewer: everybody may read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.models import Page, Site, Version
from frankpledge.domain.site.rules import Block, Language
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


# ---- what is shown -------------------------------------------------------------------------------------------------


def shown_pages(workspace: Workspace, *, on: date) -> dict[tuple[str, str], Version]:
    """Return the version of each page that the public sees on a day, by its address and language, withdrawn ones too.

    It is the latest that was approved and whose day has come: what replaced another does not give it back.
    """
    found = Version.objects.filter(workspace=workspace, approved_at__isnull=False, shown_from__lte=on)
    rows = found.select_related("page", "workspace").order_by("number")
    return {(one.page.slug, one.page.language): one for one in rows}


def shown_page(workspace: Workspace, slug: str, *, on: date, language: str = Language.ENGLISH) -> Version | None:
    """Return what the public sees at an address; None where there is nothing."""
    return shown_pages(workspace, on=on).get((slug, language))


def shown_quietly(workspace: Workspace, number: int, *, on: date) -> Version | None:
    """Return the safety page of a number; None where there is none."""
    return next((one for one in shown_pages(workspace, on=on).values() if one.page.number == number), None)


def named_in(blocks: Iterable[Block]) -> set[str]:
    """Return the publications that a page's blocks show."""
    return {named for one in blocks if (named := one.get("publication"))}


def public_among(identities: Iterable[str], *, workspace: Workspace) -> dict[str, bool]:
    """Return of each publication whether it is public now."""
    asked = list(identities)
    found = publications().filter(workspace=workspace, pk__in=[UUID(one) for one in asked])
    public = {str(one) for one in found.values_list("pk", flat=True)}
    return {one: one in public for one in asked}


def mark_of(version: Version) -> str:
    """Return the mark of a draft as it stands: it changes with every change."""
    return version.drafted_at.isoformat()


# ---- in the workspace ----------------------------------------------------------------------------------------------


def versions_of(*, workspace: Workspace, viewer: User) -> QuerySet[Version]:
    """Return every version of every page of a workspace that the viewer belongs to, the newest of each page first."""
    found = Version.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    ordered = found.select_related("page", "drafted_by", "approved_by", "workspace")
    return ordered.order_by("page__slug", "page__language", "-number")


def version_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Version | None:
    """Return one version; None where there is none that the viewer may see."""
    return versions_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def waiting_for(*, workspace: Workspace, viewer: User) -> QuerySet[Version]:
    """Return the drafts that wait for a second person and that the viewer did not write."""
    found = versions_of(workspace=workspace, viewer=viewer)
    return found.filter(approved_at__isnull=True, submitted_at__isnull=False).exclude(drafted_by=viewer)


def next_page_number(workspace: Workspace) -> int:
    """Return the number of the next page of a site."""
    return (Page.objects.filter(workspace=workspace).aggregate(Max("number"))["number__max"] or 0) + 1
