"""The pages of lists: of values, a line or a column for each period, and of the register; and each as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.indicators.actions.lists import VALUES
from frankpledge.domain.indicators.actions.register import REGISTER
from frankpledge.domain.indicators.actions.wide import WIDE
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.performance.forms import WideForm
from frankpledge.domain.performance.presenters.register import register_listing, wide_listing
from frankpledge.domain.performance.presenters.values import values_listing
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.listing import Listing
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

WIDE_PAGES = ListPages(
    kind=WIDE,
    app="performance",
    named="wide_",
    parameter="wide_list",
    title="Values by period",
    lede="Send the workbook in which figures stand side by side: a row for each indicator, a column for each period.",
    back=_back,
    let_out=let_list_out,
    sample="wide_file",
    tail=(
        "A row is known by short name or name; a row of an indicator with two numbers says under “number” which it "
        "is. A year may stand in one row over its quarters or months. “No data: ” with the reason is no number. A "
        "number that differs from what is known says why under “because”. What is not in the sheet stays."
    ),
    form=WideForm,
)
REGISTER_PAGES = ListPages(
    kind=REGISTER,
    app="performance",
    named="register_",
    parameter="register_list",
    title="The register from a file",
    lede="Send the register of indicators as a file after editing it, with definitions and targets.",
    back=_back,
    let_out=let_list_out,
    sample="register_file",
    tail=(
        "An indicator is known by its short name; any other is new, and they stand in the order of the list. A line "
        "holds a definition, known by its “since”, and a target, known by its “target_since”; more of them stand on "
        "lines of their own. One that is there already is not written over: let another begin later, and say why. "
        "What is not in the list stays."
    ),
)


@require_safe
@in_workspace
def wide_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the values as a sheet with a column for each period, after recording that it left."""
    return _file(request, workspace, kind, Capability.RECORD, wide_listing)


@require_safe
@in_workspace
def register_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the register with its definitions and targets as a file, after recording that it left."""
    return _file(request, workspace, kind, Capability.KEEP, register_listing)


@require_safe
@in_workspace
def values_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give every value as last known as a file, after recording that it left."""
    return _file(request, workspace, kind, Capability.RECORD, values_listing)


def _file(
    request: HttpRequest, workspace: Workspace, kind: str, capability: Capability, listing: Callable[..., Listing]
) -> HttpResponseBase:
    viewer = reader(request)
    check_granted(GRANTS, capability, workspace=workspace, user=viewer)
    found = listing(indicators(workspace=workspace, viewer=viewer), today=clock.today())
    return list_as_file(request, workspace, found, kind, let_list_out)
