"""Reading partnerships."""

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def partnership_of(*, workspace: Workspace, viewer: User) -> Partnership | None:
    """Return the partnership of a workspace, None when it has none or the viewer may not see it."""
    return Partnership.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).first()


def partnership_for_area(*, kind: str, code: str) -> Partnership | None:
    """Return the partnership that serves an area, whoever asks: for the command line and the founding of another."""
    return Partnership.objects.filter(area_kind=kind, area_code=code).select_related("workspace").first()
