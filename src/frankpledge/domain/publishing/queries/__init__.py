"""Reading what is public. What is public takes no viewer: everybody may read it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.publishing.models import Publication, Scheduled
from frankpledge.domain.publishing.rules import OPEN_MARKING, Waiting
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition, EditionFile
from frankpledge.ground.documents.queries import editions

# As the canonical tree has it. No words of a document can read so: in them quotation marks stand behind a backslash.
_OPEN = f'"marking":"{OPEN_MARKING}"'


def publications() -> QuerySet[Publication]:
    """Return everything that is public now, newest first."""
    return Publication.objects.filter(withdrawn_at__isnull=True).select_related("edition__paper", "workspace")


def publication(identity: UUID) -> Publication | None:
    """Return a publication, withdrawn or not; None where there is none."""
    return Publication.objects.select_related("edition__paper", "workspace").filter(pk=identity).first()


def ever_published(*, workspace: Workspace, kind_ends_with: str) -> QuerySet[Publication]:
    """Return what was published of some kinds, withdrawn ones too, newest first."""
    found = Publication.objects.filter(workspace=workspace, edition__kind__iendswith=kind_ends_with)
    return found.select_related("edition__paper", "workspace")


def newer_publication(found: Publication) -> Publication | None:
    """Return what is public now of a later edition of the same paper, None where there is none."""
    later = publications().filter(edition__paper=found.edition.paper, edition__number__gt=found.edition.number)
    return later.order_by("-edition__number").first()


def published_file(identity: UUID, form: str) -> EditionFile | None:
    """Return one file of what is public now; None where there is none, or it was withdrawn."""
    found = publications().filter(pk=identity).first()
    return found.edition.files.filter(format=form).first() if found else None


def own_publication(identity: UUID, *, workspace: Workspace, viewer: User) -> Publication | None:
    """Return a publication of a workspace that the viewer belongs to; None where there is none."""
    return Publication.objects.filter(pk=identity, workspace=workspace, workspace__in=workspaces_of(viewer)).first()


def publishable(*, workspace: Workspace, viewer: User) -> QuerySet[Edition]:
    """Return the editions that may go out and that the viewer may read, with what became of each and what waits.

    What is marked as not for the public, such as an exempt appendix, is not among them.
    """
    found = editions(workspace=workspace, viewer=viewer).filter(tree__contains=_OPEN)
    found = found.select_related("publication", "essential__stated_by")
    waits = Scheduled.objects.filter(state__in=[Waiting.WAITS, Waiting.REFUSED]).select_related("asked_by")
    return found.prefetch_related(Prefetch("scheduled", queryset=waits.order_by("-asked_at"), to_attr="waiting"))


def scheduled_of(*, workspace: Workspace, viewer: User) -> QuerySet[Scheduled]:
    """Return what waits for a day in a workspace that the viewer belongs to, or did not go out, the next first."""
    found = Scheduled.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(state__in=[Waiting.WAITS, Waiting.REFUSED], edition__publication__isnull=True)
    return found.select_related("edition", "asked_by", "workspace").defer("edition__tree").order_by("on")
