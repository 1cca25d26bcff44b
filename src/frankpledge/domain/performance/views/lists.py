"""The pages of lists of values: sent, looked at, taken in, taken back; and the values as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.indicators.actions.lists import VALUES
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.performance.presenters.values import values_listing
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Performance", reverse("performance:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=VALUES,
    app="performance",
    parameter="value_list",
    title="Lists of values",
    lede="Send the values as a file after editing it, or the sheet in which they were kept: a line for each period.",
    back=_back,
    let_out=let_list_out,
    sample="values_file",
    tail=(
        "An indicator is known by its short name, a period by its name. An empty cell is no number and no reason. A "
        "value that differs from what is known says why under “because”. What is not in the list stays."
    ),
)


@require_safe
@in_workspace
def values_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give every value as last known as a file, after recording that it left."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=viewer)
    found = indicators(workspace=workspace, viewer=viewer)
    return list_as_file(request, workspace, values_listing(found, today=clock.today()), kind, let_list_out)
