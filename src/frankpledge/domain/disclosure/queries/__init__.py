"""Reading the register of releases."""

from django.db.models import QuerySet

from frankpledge.domain.disclosure.models import Release
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def releases(*, workspace: Workspace, viewer: User) -> QuerySet[Release]:
    """Return the releases of a workspace that the viewer may see, newest first."""
    return Release.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).select_related(
        "released_by"
    )
